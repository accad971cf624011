// Programs of others, as they are published, judge what Bianmin says: the official CloudEvents library every event, a
// linter the contract itself, and a validating proxy all that a kiosk's daemon and the centre say to each other.
// packaging/peers.sh installs them; where they could not be had these tests are skipped, and the suite says so.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>
#include <set>

#include "tests/contract/contract.h"
#include "tests/contract/kiosk_house.h"
#include "tests/contract/talkative_kiosk.h"
#include "tests/support/file_text.h"

namespace bianmin::peers {
namespace {

using namespace std::chrono_literals;
using contract::CentreHouse;
using contract::KioskHouse;
using support::kMondayMorning;
using support::Must;
using support::Process;
using support::TextOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;
namespace json = boost::json;

const fs::path kSource = BIANMIN_SOURCE_DIR;
constexpr std::chrono::seconds kPatience{60};
constexpr const char* kNoJudgeOfCertificates = "We currently do not support this type of security scheme: mutualTLS";
// They would ask their makers for news, and tell them of us.
const Process::Environment kQuiet{{"REDOCLY_TELEMETRY", "off"}, {"REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"}};

// The folder they are in; empty: they could not be had.
const std::string& Peers() {
  static const std::string folder = [] {
    try {
      std::string where = support::OutputOf({kSource / "packaging/peers.sh", "--where"}, kPatience);
      return where.substr(0, where.find('\n'));
    } catch (const support::StepFailed&) {
      return std::string();
    }
  }();
  return folder;
}

class APeer : public testing::Test {
 protected:
  void SetUp() override {
    if (Peers().empty()) GTEST_SKIP() << "packaging/peers.sh could not get the peers; run it again with npm at hand";
  }
  // Runs to the end; the exit code. What it says is in `said_`.
  int Run(const std::vector<std::string>& command) {
    const fs::path log = folder_ / "said";
    fs::remove(log);
    Process process(command[0], command, log, kQuiet);
    const int code = process.Wait(kPatience);
    said_ = TextOf(log);
    return code;
  }
  static std::string Program(const std::string& name) { return Peers() + "/node_modules/.bin/" + name; }

  support::TemporaryFolder folder_;
  std::string said_;
};

TEST_F(APeer, FindsNoFaultInTheContract) {
  const std::string config = kSource / "tests/peers/redocly.yaml";
  for (const auto& file : fs::directory_iterator(kSource / "sync")) {
    if (file.path().extension() != ".yaml") continue;
    EXPECT_EQ(Run({Program("redocly"), "lint", "--config", config, file.path()}), 0) << said_;
    EXPECT_THAT(said_, HasSubstr("is valid")) << "it must have looked";
  }
  std::ofstream(folder_ / "bad.yaml") << "openapi: 3.1.0\ninfo: {title: Bad, version: '1'}\npaths: {/a: {get: {}}}\n";
  EXPECT_NE(Run({Program("redocly"), "lint", "--config", config, folder_ / "bad.yaml"}), 0) << "it can say no";
}

// kiosk -> gate (TLS; unpacks) -> Prism (validates) -> centre
class AWatchedKiosk : public APeer {
 protected:
  void SetUp() override {
    APeer::SetUp();
    if (IsSkipped()) return;
    centre_.Start();
    prism_ = std::make_unique<Process>(
        "prism",
        std::vector<std::string>{Program("prism"), "proxy", kSource / "sync/openapi.yaml",
                                 fmt::format("https://localhost:{}", centre_.port()), "--host", "127.0.0.1", "--port",
                                 std::to_string(prism_port_), "--errors=false"},
        folder_ / "prism.log", Process::Environment{{"NODE_EXTRA_CA_CERTS", centre_.folder() / "ca.pem"}});
    gate_ = std::make_unique<Process>(
        "gate",
        std::vector<std::string>{"node", kSource / "tests/peers/gate.mjs", std::to_string(gate_port_),
                                 std::to_string(prism_port_), centre_.folder().path()},
        folder_ / "gate.log");
    const std::string base = fmt::format("https://localhost:{}", gate_port_);
    ASSERT_TRUE(contract::Comes([&] { return centre_.Send({.path = "/healthz", .base = base}).status == 200; }))
        << TextOf(folder_ / "prism.log") << TextOf(folder_ / "gate.log");
    kiosk_.emplace(centre_);
    kiosk_->Change("sync.toml", std::to_string(centre_.port()), std::to_string(gate_port_));
    kiosk_->desk().clock.SetWallClock(kMondayMorning);
  }

  // "POST /v1/events 200" → what Prism found wrong with each of them, but for what it says of every request with a
  // client certificate: that it cannot judge those.
  std::map<std::string, std::vector<std::string>> Exchanges() const {
    std::map<std::string, std::vector<std::string>> found;
    std::ifstream lines(centre_.folder() / "exchanges.jsonl");
    for (std::string line; std::getline(lines, line);) {
      const json::value each = json::parse(line);
      const std::string path(each.at("path").as_string());
      const std::string name =
          fmt::format("{} {} {}", std::string(each.at("method").as_string()),
                      path.substr(0, std::min(path.find('?'), path.size())), each.at("status").as_int64());
      found[name];
      const json::array violations = json::parse(each.at("violations").as_string()).as_array();
      for (const json::value& violation : violations) {
        const std::string message(violation.at("message").as_string());
        if (message != kNoJudgeOfCertificates) found[name].push_back(json::serialize(violation));
      }
    }
    return found;
  }

  int prism_port_ = support::FreePort();
  int gate_port_ = support::FreePort();
  CentreHouse centre_{"", "[archive]\ndatabase = \"centre.db\"\n[proxy]\naddresses = [\"127.0.0.1\", \"::1\"]\n"};
  std::optional<KioskHouse> kiosk_;
  std::unique_ptr<Process> prism_;
  std::unique_ptr<Process> gate_;
};

TEST_F(AWatchedKiosk, SaysNothingThatPrismOrTheCloudEventsLibraryObjectsTo) {
  store::Store store = kiosk_->desk().OpenStore();
  contract::SayEverything(store, kiosk_->desk().clock);
  const auto order = Must(store.RegisterOrder(support::LeakingPipe()));
  kiosk_->StartSync();
  ASSERT_TRUE(contract::Comes([&] { return Must(store.Waiting()).waiting == 0; })) << TextOf(folder_ / "prism.log");
  const auto set = contract::Admin({"centre", "set-status", order.number.text(), "accepted", "--note", "师傅明早到",
                                    "--config", centre_.config().string()});
  ASSERT_EQ(set.code, 0) << set.text;
  ASSERT_TRUE(
      contract::Comes([&] { return Must(store.FindOrder(order.number)).state == domain::OrderState::Accepted; }));
  EXPECT_EQ(Must(store.Waiting()).dead, 0);

  const auto exchanges = Exchanges();
  for (const char* expected : {"GET /v1/ 200", "POST /v1/events 200", "GET /v1/changes 200"}) {
    EXPECT_TRUE(exchanges.contains(expected)) << expected;
  }
  for (const auto& [name, violations] : exchanges) EXPECT_THAT(violations, IsEmpty()) << name;

  const std::string judge = kSource / "tests/peers/cloud_events.mjs";
  ASSERT_EQ(Run({"node", judge, Peers(), centre_.folder() / "batches"}), 0) << said_;
  std::set<std::string> types;
  const json::object seen = json::parse(said_.substr(said_.rfind('{'))).as_object();
  for (const auto& member : seen) types.insert(std::string(member.key()));
  EXPECT_EQ(types, contract::TheContract().EventTypes()) << "every type was sent and seen";
}

// What no kiosk of ours sends, Prism must notice; otherwise it was not looking.
TEST_F(AWatchedKiosk, IsReallyWatched) {
  const std::string base = fmt::format("https://localhost:{}", gate_port_);
  const auto identity = centre_.Kiosk(support::kFirstKiosk);
  EXPECT_EQ(centre_.Send({.path = "/v1/changes?limit=0", .base = base, .identity = identity}).status, 400);
  const auto exchanges = Exchanges();
  ASSERT_TRUE(exchanges.contains("GET /v1/changes 400"));
  EXPECT_THAT(exchanges.at("GET /v1/changes 400"), Contains(HasSubstr("limit")));
}

}  // namespace
}  // namespace bianmin::peers
