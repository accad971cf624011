// The real centre's face to other systems of the city, over real TLS, each answer in JSON held to sync/open311.yaml.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "kiosk/domain/open311_limits.h"
#include "tests/contract/contract.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/file_text.h"

namespace bianmin::contract {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using support::kFirstKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kForm = "Content-Type: application/x-www-form-urlencoded";

struct MadeKey {
  std::string key;
  std::string lines;  // for the settings
};

// As an operator makes one.
MadeKey MakeKey(const std::string& name, bool may_write) {
  std::vector<std::string> command{"centre", "open311-key", name};
  if (may_write) command.emplace_back("--write");
  const Outcome made = Admin(command);
  if (made.code != 0) throw std::runtime_error(made.text);
  MadeKey key;
  std::istringstream lines(made.text);
  std::string line;
  std::getline(lines, line);
  std::getline(lines, key.key);
  std::getline(lines, line);
  while (std::getline(lines, line)) key.lines += line + "\n";
  return key;
}

class RealOpen311Test : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy_file(fs::path(BIANMIN_SOURCE_DIR) / "config/catalogue.toml", house_.folder() / "catalogue.toml");
    std::ofstream(house_.folder() / "centre.pub") << base::ToHex(seal_.public_key) << "\n";
    house_.Configure("[open311]\ncatalogue = \"catalogue.toml\"\nseal_key = \"centre.pub\"\n" + reader_.lines +
                     writer_.lines);
    house_.Start();
  }
  Reply Ask(const Ask& ask, const std::string& described) {
    Reply reply = house_.Send(ask);
    EXPECT_EQ(reply.failure, "");
    const std::string method = ask.method == "POST" ? "post" : "get";
    EXPECT_THAT(TheOpen311Contract().Judge(described, method, {reply.status, reply.content_type, reply.body}),
                IsEmpty())
        << reply.status << " " << reply.body;
    return reply;
  }
  Reply Get(const std::string& path, const std::string& described, const std::string& query = "") {
    return Ask({.path = "/open311/v2" + path + query, .headers = {"Authorization: Bearer " + reader_.key}}, described);
  }
  Reply Bring(const std::string& form, std::vector<std::string> headers = {}) {
    headers.push_back(kForm);
    return Ask({.method = "POST",
                .path = "/open311/v2/requests.json",
                .headers = std::move(headers),
                .body = "api_key=" + writer_.key + "&" + form},
               "/requests.json");
  }
  void KioskSends(const Told& told) {
    const Reply reply = house_.Send(PostOf(house_.Kiosk(kFirstKiosk), support::BatchOf({told.Text()}), 1000 + told.n));
    ASSERT_EQ(reply.status, 200) << reply.body;
  }

  base::SealKeys seal_ = base::NewSealKeys();
  MadeKey reader_ = MakeKey("dashboard", false);
  MadeKey writer_ = MakeKey("hotline", true);
  CentreHouse house_;
};

TEST(Open311Contract, ItsOwnExamplesFitItsSchemas) { EXPECT_THAT(TheOpen311Contract().JudgeExamples(), IsEmpty()); }

TEST_F(RealOpen311Test, EachAnswerIsWhatTheContractSays) {
  KioskSends({.data = R"({"service_code":"home.repair.plumbing","urgency":"ordinary","compound":"jingan_garden"})",
              .time = base::FormatUtc(base::SystemClock().Now())});
  EXPECT_EQ(Get("/services.json", "/services.json").status, 200);
  EXPECT_EQ(Get("/services/home.repair.plumbing.json", "/services/{service_code}.json").status, 200);
  EXPECT_EQ(Get("/services/nothing.json", "/services/{service_code}.json").status, 404);
  const Reply list = Get("/requests.json", "/requests.json");
  EXPECT_THAT(list.body, HasSubstr(NumberOf(1)));
  EXPECT_THAT(Get("/requests.json", "/requests.json", "?status=closed").body, Not(HasSubstr(NumberOf(1))));
  EXPECT_EQ(Get("/requests.json", "/requests.json", "?status=accepted").status, 400);
  EXPECT_EQ(Get("/requests/" + NumberOf(1) + ".json", "/requests/{service_request_id}.json").status, 200);
  EXPECT_EQ(Get("/requests/" + NumberOf(2) + ".json", "/requests/{service_request_id}.json").status, 404);
  EXPECT_EQ(Ask({.path = "/open311/v2/requests.json"}, "/requests.json").status, 403);
  const Reply xml = house_.Send({.path = "/open311/v2/requests.xml?api_key=" + reader_.key});
  EXPECT_EQ(xml.status, 200);
  EXPECT_EQ(xml.content_type, "text/xml; charset=utf-8");
  EXPECT_THAT(xml.body, HasSubstr("<service_request_id>" + NumberOf(1) + "</service_request_id>"));
}

TEST_F(RealOpen311Test, ARequestIsTakenSealedAndWorkedOff) {
  const std::string form = "service_code=home.plumbing&address_id=jingan_garden&phone=13800138000&description=Leak";
  const Reply taken = Bring(form, {"Idempotency-Key: 7f2c"});
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(Bring(form, {"Idempotency-Key: 7f2c"}).body, taken.body);
  EXPECT_EQ(Bring(form + "&email=a", {"Idempotency-Key: 7f2c"}).status, 409);
  EXPECT_EQ(Bring("address_id=x").status, 400);
  EXPECT_EQ(Bring("service_code=nothing&address_id=x").status, 404);
  EXPECT_EQ(Bring("description=" + std::string(domain::kMaxFormBytes, 'x')).status, 413);
  const json::value answer = json::parse(taken.body);
  const std::string number(answer.at(0).at("service_request_id").as_string());
  const Outcome set =
      Admin({"centre", "set-status", number, "accepted", "--note", "已转街道", "--config", house_.config().string()});
  EXPECT_EQ(set.code, 0) << set.text;
  EXPECT_THAT(set.text, HasSubstr("other systems of the city"));
  const Reply order = Get("/requests/" + number + ".json", "/requests/{service_request_id}.json");
  EXPECT_THAT(order.body, HasSubstr("已转街道"));
  ASSERT_EQ(house_.Stop(std::chrono::seconds{15}), 0);
  const std::string archive = support::TextOf(house_.archive());
  EXPECT_THAT(archive, HasSubstr(number));
  EXPECT_THAT(archive, Not(HasSubstr("13800138000")));
  EXPECT_THAT(archive, Not(HasSubstr("Leak")));
}

TEST_F(RealOpen311Test, NoKeyIsInTheLog) {
  house_.Send({.path = "/open311/v2/requests.json?api_key=" + reader_.key});
  house_.Send({.path = "/open311/v2/requests.json?status=x&api_key=" + reader_.key});
  Get("/services.json", "/services.json");
  Bring("service_code=nothing&address_id=x");
  ASSERT_TRUE(house_.Logs("POST /open311/v2/requests.json: 404"));
  EXPECT_THAT(house_.Log(), HasSubstr("GET /open311/v2/requests.json: 400"));
  EXPECT_THAT(house_.Log(), Not(HasSubstr(reader_.key)));
  EXPECT_THAT(house_.Log(), Not(HasSubstr(writer_.key)));
  EXPECT_THAT(house_.Log(), Not(HasSubstr("api_key=")));
}

TEST(NoOpen311, WithoutTheSectionThereIsNothing) {
  CentreHouse house;
  house.Start();
  const Reply reply = house.Send({.path = "/open311/v2/services.json"});
  EXPECT_EQ(reply.status, 404);
  EXPECT_EQ(reply.content_type, "application/problem+json");
  EXPECT_EQ(
      house.Send({.method = "POST", .path = "/open311/v2/requests.json", .headers = {kForm}, .body = "a=1"}).status,
      404);
}

}  // namespace
}  // namespace bianmin::contract
