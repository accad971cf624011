#include "sync/centre/fleet.h"

#include <gmock/gmock.h>

#include "kiosk/domain/fleet_limits.h"
#include "sync/centre/metrics.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

using base::Milliseconds;
using domain::Heartbeat;
using domain::PrinterCondition;
using support::kMondayMorning;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr Milliseconds kOne{1};

KioskStanding Well() {
  KioskStanding kiosk{.source = support::kFirstKiosk};
  kiosk.newest = ReceivedHeartbeat{kMondayMorning, {.at = kMondayMorning, .sync = kLeastKioskVersion}};
  return kiosk;
}

// The kinds of alert that are due right after this heartbeat.
template <class Change>
std::vector<AlertKind> DueAfter(Change change) {
  KioskStanding kiosk = Well();
  change(*kiosk.newest);
  std::vector<AlertKind> kinds;
  for (const OpenAlert& each : AlertsDue(kiosk, kMondayMorning)) kinds.push_back(each.kind);
  return kinds;
}
std::vector<AlertKind> DueWithClock(Milliseconds offset) {
  return DueAfter([offset](ReceivedHeartbeat& newest) { newest.heartbeat.at += offset; });
}
std::vector<AlertKind> DueWithPrinter(PrinterCondition condition) {
  return DueAfter([condition](ReceivedHeartbeat& newest) { newest.heartbeat.printer = condition; });
}

TEST(TheAlerts, OfAKioskThatIsWellAreNone) {
  EXPECT_THAT(DueAfter([](auto&) {}), IsEmpty());
}

TEST(TheAlerts, TellOfSilenceSinceTheLastWord) {
  KioskStanding kiosk = Well();
  EXPECT_THAT(AlertsDue(kiosk, kMondayMorning + domain::kLongestSilence), IsEmpty());
  EXPECT_THAT(AlertsDue(kiosk, kMondayMorning + domain::kLongestSilence + kOne),
              ElementsAre(OpenAlert{AlertKind::Silent, kMondayMorning}));
  kiosk.sent_events = kMondayMorning + kOne;
  EXPECT_THAT(AlertsDue(kiosk, kMondayMorning + domain::kLongestSilence + kOne), IsEmpty()) << "events are a word, too";
}

TEST(TheAlerts, DoNotMissAKioskThatNeverSentAHeartbeat) {
  KioskStanding kiosk{.source = support::kFirstKiosk, .sent_events = kMondayMorning};
  EXPECT_THAT(AlertsDue(kiosk, kMondayMorning + std::chrono::hours{24 * 400}), IsEmpty());
  EXPECT_EQ(kiosk.last_seen(), kMondayMorning);
}

TEST(TheAlerts, TellOfEventsThatWaitAtEachLimitAndOnePastIt) {
  const auto waits = [](Milliseconds time) {
    return DueAfter([time](ReceivedHeartbeat& newest) {
      newest.heartbeat.waiting = 1;
      newest.heartbeat.waiting_since = kMondayMorning - time;
    });
  };
  EXPECT_THAT(waits(domain::kLongestEventWait), IsEmpty());
  EXPECT_THAT(waits(domain::kLongestEventWait + kOne), ElementsAre(AlertKind::Waiting));
  EXPECT_THAT(DueAfter([](ReceivedHeartbeat& newest) { newest.heartbeat.waiting = 5000; }), IsEmpty());
  EXPECT_THAT(DueAfter([](ReceivedHeartbeat& newest) { newest.heartbeat.dead = 1; }), ElementsAre(AlertKind::Dead));
}

TEST(TheAlerts, TellOfTheDiskAndThePrinter) {
  const auto free = [](std::int64_t bytes) {
    return DueAfter([bytes](ReceivedHeartbeat& newest) {
      newest.heartbeat.disk = domain::DiskSpace{bytes, 1LL << 40};
    });
  };
  EXPECT_THAT(free(domain::kLeastFreeDiskBytes), IsEmpty());
  EXPECT_THAT(free(domain::kLeastFreeDiskBytes - 1), ElementsAre(AlertKind::Disk));
  EXPECT_THAT(DueWithPrinter(PrinterCondition::PaperOut), ElementsAre(AlertKind::Paper));
  EXPECT_THAT(DueWithPrinter(PrinterCondition::Trouble), ElementsAre(AlertKind::Printer));
  for (const auto condition :
       {PrinterCondition::Unknown, PrinterCondition::Ready, PrinterCondition::PaperLow, PrinterCondition::None}) {
    EXPECT_THAT(DueWithPrinter(condition), IsEmpty());
  }
}

TEST(TheAlerts, TellOfAClockInTwoStepsOnBothSides) {
  for (const int sign : {1, -1}) {
    EXPECT_THAT(DueWithClock(sign * domain::kToleratedClockOffset), IsEmpty());
    EXPECT_THAT(DueWithClock(sign * (domain::kToleratedClockOffset + kOne)), ElementsAre(AlertKind::Clock));
    EXPECT_THAT(DueWithClock(sign * domain::kMostClockOffset), ElementsAre(AlertKind::Clock));
    EXPECT_THAT(DueWithClock(sign * (domain::kMostClockOffset + kOne)), ElementsAre(AlertKind::ClockFarOff));
  }
}

TEST(TheAlerts, TellOfAProgramThatIsTooOld) {
  const domain::Version older{{0, 0, 999}};
  EXPECT_THAT(DueAfter([&](ReceivedHeartbeat& newest) { newest.heartbeat.sync = older; }),
              ElementsAre(AlertKind::Version));
  EXPECT_THAT(DueAfter([&](ReceivedHeartbeat& newest) { newest.heartbeat.kiosk = older; }),
              ElementsAre(AlertKind::Version));
  EXPECT_THAT(DueAfter([](ReceivedHeartbeat& newest) { newest.heartbeat.kiosk = kLeastKioskVersion; }), IsEmpty());
}

TEST(TheAlerts, KeepTheTimeAtWhichTheyBegan) {
  KioskStanding kiosk = Well();
  kiosk.newest->heartbeat.dead = 4;
  kiosk.alerts = {{AlertKind::Dead, kMondayMorning - std::chrono::hours{3}}};
  EXPECT_EQ(AlertsDue(kiosk, kMondayMorning), kiosk.alerts);
  const OpenAlert paper{AlertKind::Paper, kMondayMorning};
  const AlertSteps steps = StepsTo({paper}, kiosk.alerts);
  EXPECT_THAT(steps.begun, ElementsAre(paper));
  EXPECT_THAT(steps.ended, ElementsAre(AlertKind::Dead));
}

TEST(TheAlerts, ComeBackFromTheirNames) {
  for (const AlertKind kind : kAlertKinds) EXPECT_EQ(ParseAlertKind(WireName(kind)), kind);
  EXPECT_EQ(ParseAlertKind("of next year"), std::nullopt);
}

// The endpoint, as a kiosk sees it.
Request PutOf(const std::string& body) { return support::JsonOf("PUT", "/v1/heartbeat", body); }
constexpr const char* kSaid =
    R"({"time":"2026-11-23T01:30:00Z","sync_version":"0.1.0","waiting":2,"dead":1,"uptime_seconds":9})";

TEST(TheHeartbeatsAddress, TakesAHeartbeatOfWhoeverShowsACertificate) {
  support::CentreDesk desk;
  const Response taken = desk.Handle(PutOf(kSaid));
  EXPECT_EQ(taken.status, 204);
  EXPECT_EQ(taken.body, "");
  Request stranger = PutOf(kSaid);
  stranger.source.reset();
  EXPECT_EQ(desk.Handle(stranger).status, 403);
  const auto fleet = support::Must(desk.archive->Fleet(desk.now));
  ASSERT_EQ(fleet.size(), 1U);
  EXPECT_EQ(fleet[0].source, support::kFirstKiosk);
  EXPECT_EQ(fleet[0].newest->heartbeat.waiting, 2);
}

TEST(TheHeartbeatsAddress, SaysWhatIsWrongWithARequest) {
  support::CentreDesk desk;
  Request request = PutOf(kSaid);
  request.method = "POST";
  EXPECT_EQ(desk.Handle(request).status, 405);
  request = PutOf(kSaid);
  request.headers["content-type"] = "text/plain";
  EXPECT_EQ(desk.Handle(request).status, 415);
  request.headers = {{"content-type", "application/json; charset=utf-8"}, {"content-encoding", "gzip"}};
  EXPECT_EQ(desk.Handle(request).status, 415);
  const Response malformed = desk.Handle(PutOf("{}"));
  EXPECT_EQ(malformed.status, 400);
  EXPECT_THAT(malformed.body, HasSubstr("time is missing"));
  std::string large = kSaid;
  large.resize(domain::kMaxHeartbeatBytes + 1, ' ');
  EXPECT_EQ(desk.Handle(PutOf(large)).status, 413);
  EXPECT_THAT(support::Must(desk.archive->Fleet(desk.now)), IsEmpty());
}

TEST(TheMetrics, TellHowTheFleetIsOnceItWasCounted) {
  support::CentreDesk desk;
  ASSERT_EQ(desk.Handle(PutOf(kSaid)).status, 204);
  Metrics metrics("1");
  EXPECT_THAT(metrics.Write(), Not(HasSubstr("fleet")));
  metrics.SetFleet(support::Must(desk.archive->CountFleet(desk.now)));
  const std::string text = metrics.Write();
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_kiosks_seen 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_alerts{kind=\"dead\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_alerts{kind=\"silent\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_events_waiting 2\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_events_dead 1\n"));
}

}  // namespace
}  // namespace bianmin::centre
