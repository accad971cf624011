// How the fleet looks to its operators: a kiosk's real bianmin-sync tells the real centre how the kiosk is, and
// bianmin-admin shows it. Time that would be too long to wait for is given to the same report as a later `now`.

#include <gmock/gmock.h>

#include "kiosk/store/condition.h"
#include "kiosk/wire/heartbeat.h"
#include "sync/admin/fleet_command.h"
#include "sync/centre/fleet.h"
#include "sync/centre/sqlite_registry.h"
#include "tests/contract/contract.h"
#include "tests/contract/kiosk_house.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using admin::FleetOrder;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace json = boost::json;

class TheFleet : public testing::Test {
 protected:
  void SetUp() override { centre_.Start(); }
  Outcome Fleet(std::vector<std::string> more = {}) {
    std::vector<std::string> words{"centre", "fleet", "--config", centre_.config().string()};
    words.insert(words.end(), more.begin(), more.end());
    return Admin(words);
  }
  json::object Kiosk() {
    const json::object fleet = Fleet({"--json"}).Json();
    const json::array& kiosks = fleet.at("kiosks").as_array();
    return kiosks.empty() ? json::object{} : kiosks.at(0).as_object();
  }
  std::string PrinterSaid() {
    const json::object kiosk = Kiosk();
    const json::value* said = kiosk.if_contains("printer");
    return said == nullptr ? "" : std::string(said->as_string());
  }
  // The alerts that are open, but for one: how full the disk is, is the affair of the machine that runs the tests.
  std::vector<std::string> Alerts() {
    std::vector<std::string> kinds;
    const json::object fleet = Fleet({"--json"}).Json();
    for (const json::value& alert : fleet.at("alerts").as_array()) {
      const std::string kind(alert.at("kind").as_string());
      if (kind != WireName(centre::AlertKind::Disk)) kinds.push_back(kind);
    }
    return kinds;
  }
  // As it will be in a while, if nothing else happens until then.
  std::string AlertsIn(base::Milliseconds time) {
    base::SystemRandom random;
    const base::TimePoint now = base::SystemClock().Now() + time;
    const auto archive = Must(centre::SqliteArchive::Open(centre_.archive(), centre::OpenMode::MustExist, now, random));
    return admin::AsText(Must(admin::ShowFleet(*archive, nullptr, FleetOrder{.alerts_only = true}, now)));
  }

  CentreHouse centre_;
};

TEST_F(TheFleet, ShowsHowAKioskIsAndWhenItFallsSilentAndComesBack) {
  KioskHouse kiosk(centre_);
  store::Database database = kiosk.desk().OpenDatabase();
  Must(store::KeepCondition(database, {domain::Version{{0, 1, 0}}, domain::PrinterCondition::Ready}));
  kiosk.StartSync();
  ASSERT_TRUE(Comes([&] { return PrinterSaid() == "ready"; }));
  const json::object said = Kiosk();
  EXPECT_EQ(said.at("source").as_string(), kFirstKiosk);
  EXPECT_EQ(said.at("kiosk_version").as_string(), "0.1.0");
  EXPECT_EQ(said.at("waiting").as_int64(), 0);
  EXPECT_GT(said.at("disk_total").as_int64(), said.at("disk_free").as_int64());
  EXPECT_LT(std::abs(said.at("clock_offset_ms").as_int64()), 5000);
  EXPECT_THAT(Fleet().text, AllOf(HasSubstr("demo-city/jingan/k01"), HasSubstr("0.1.0"), HasSubstr("ready")));
  EXPECT_THAT(Alerts(), IsEmpty());

  Must(store::KeepCondition(database, {domain::Version{{0, 1, 0}}, domain::PrinterCondition::PaperOut}));
  ASSERT_TRUE(Comes([&] { return PrinterSaid() == "paper_out"; })) << "long before the five minutes are over";
  EXPECT_THAT(Alerts(), ElementsAre("paper"));
  const Outcome alerts = Fleet({"--alerts"});
  EXPECT_EQ(alerts.code, 3);
  EXPECT_THAT(alerts.text, HasSubstr("its printer is out of paper"));

  kiosk.sync().Kill();
  EXPECT_THAT(AlertsIn(14min), Not(HasSubstr("silent")));
  EXPECT_THAT(AlertsIn(16min), AllOf(HasSubstr("silent"), HasSubstr("out of paper")));
  Must(store::KeepCondition(database, {domain::Version{{0, 1, 0}}, domain::PrinterCondition::Ready}));
  kiosk.StartSync();
  ASSERT_TRUE(Comes([&] { return PrinterSaid() == "ready"; }));
  EXPECT_THAT(Alerts(), IsEmpty());
  EXPECT_THAT(Fleet({"--alerts", "--all"}).text,
              AllOf(HasSubstr("silent since"), HasSubstr("paper since"), HasSubstr("resolved")));
}

TEST_F(TheFleet, IsAnsweredAsTheContractSays) {
  const Identity identity = centre_.Kiosk(kFirstKiosk);
  const domain::Heartbeat said{.at = base::SystemClock().Now(),
                               .kiosk = domain::Version{{0, 1, 0}},
                               .sync = domain::Version{{0, 1, 0}},
                               .waiting = 1,
                               .waiting_since = kMondayMorning,
                               .dead = 2,
                               .disk = domain::DiskSpace{1, 2},
                               .printer = domain::PrinterCondition::Trouble,
                               .uptime = 9s,
                               .last_backup = kMondayMorning};
  const std::string body = wire::WriteHeartbeat(said);
  EXPECT_THAT(TheContract().Fit("Heartbeat", json::parse(body)), IsEmpty());
  const auto judged = [&](const Ask& ask) {
    const Reply reply = centre_.Send(ask);
    EXPECT_EQ(reply.failure, "");
    EXPECT_THAT(TheContract().Judge("/v1/heartbeat", "put", {reply.status, reply.content_type, reply.body}), IsEmpty());
    return reply;
  };
  const Reply taken = judged(HeartbeatOf(identity, body));
  EXPECT_EQ(taken.status, 204);
  EXPECT_FALSE(taken.headers.contains("content-length"));
  EXPECT_EQ(judged(HeartbeatOf(identity, "{}")).status, 400);
  EXPECT_EQ(judged(HeartbeatOf(std::nullopt, body)).status, 403);
  EXPECT_EQ(judged(HeartbeatOf(identity, body + std::string(4096, ' '))).status, 413);
  Ask packed = HeartbeatOf(identity, body);
  packed.headers.push_back("Content-Encoding: gzip");
  EXPECT_EQ(judged(packed).status, 415);
}

TEST_F(TheFleet, MissesARetiredKioskNoLonger) {
  const Identity identity = centre_.Kiosk(kFirstKiosk);
  const domain::Heartbeat said{.at = base::SystemClock().Now(), .sync = domain::Version{{0, 1, 0}}, .dead = 1};
  ASSERT_EQ(centre_.Send(HeartbeatOf(identity, wire::WriteHeartbeat(said))).status, 204);
  EXPECT_EQ(Fleet().code, 3);
  const std::string config = centre_.config().string();
  EXPECT_EQ(Admin({"centre", "retire", "demo-city/jingan/k01", "--config", config}).code, 0);
  EXPECT_EQ(Fleet().code, 0);
  const Outcome again = Admin({"centre", "retire", "demo-city/jingan/k01", "--config", config});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.text, HasSubstr("has sent no heartbeat"));
}

TEST(TheFleetWithARegistry, ShowsWhoWasEnrolledAndWhoseCertificateIsAboutToEnd) {
  const support::TemporaryFolder folder;
  const auto registry = Must(centre::SqliteRegistry::Open(folder / "registry.db"));
  support::CentreDesk desk;
  const base::TimePoint end = kMondayMorning + 24h * 60;
  Must(registry->Invite({kSecondKiosk, base::Digest{1}, kMondayMorning + 1h}));
  Must(registry->Enrol(base::Digest{1}, {"a1", kSecondKiosk, end, base::Digest{2}, "der"}, kMondayMorning));
  const auto show = [&](base::TimePoint now) { return Must(admin::ShowFleet(*desk.archive, registry.get(), {}, now)); };
  const base::TimePoint late = end - (end - kMondayMorning) / 6;
  EXPECT_FALSE(show(late - 1ms).has_alerts);
  EXPECT_THAT(admin::AsText(show(late - 1ms)), AllOf(HasSubstr("demo-city/jingan/k02"), HasSubstr("never")));
  EXPECT_TRUE(show(late).has_alerts);
  EXPECT_THAT(admin::AsJson(show(late)), HasSubstr("its certificate ends at " + base::FormatUtc(end)));
  Must(registry->Revoke(kSecondKiosk, late));
  EXPECT_FALSE(show(late).has_alerts) << "whoever was shut out is not missed";
  const auto alerts = Must(admin::ShowFleet(*desk.archive, registry.get(), FleetOrder{.alerts_only = true}, late));
  EXPECT_THAT(admin::AsText(alerts), HasSubstr("no alert is open"));
}

}  // namespace
}  // namespace bianmin::contract
