// What kiosks say of themselves and what the centre makes of it, told step by step to every kind of archive.

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "kiosk/domain/fleet_limits.h"
#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using centre::AlertKind;
using centre::EndedAlert;
using centre::KioskStanding;
using centre::OpenAlert;
using domain::Heartbeat;
using domain::PrinterCondition;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using support::Told;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

class ArchivedFleetTest : public ArchiveTest {
 protected:
  static Heartbeat Well(base::TimePoint at) { return {.at = at, .sync = centre::kLeastKioskVersion}; }
  void Pass(base::Milliseconds time) { desk_.now += time; }
  // Says the same as last time but for the changes, and by a clock that is right.
  void Says(const std::string& source = kFirstKiosk) {
    said_.at = desk_.now;
    Must(desk_.archive->KeepHeartbeat(source, said_, desk_.now));
  }
  std::vector<KioskStanding> Fleet() { return Must(desk_.archive->Fleet(desk_.now)); }
  std::vector<OpenAlert> Open() { return Fleet().at(0).alerts; }
  std::vector<EndedAlert> Ended() { return Must(desk_.archive->EndedAlerts(100)); }

  Heartbeat said_ = Well(kMondayMorning);
};

INSTANTIATE_TEST_SUITE_P(Both, ArchivedFleetTest, kBothArchives, NameOf);

TEST_P(ArchivedFleetTest, OfEachKioskTheNewestWordIsKeptWhole) {
  EXPECT_THAT(Fleet(), IsEmpty());
  said_ = {.at = kMondayMorning,
           .kiosk = domain::Version{{0, 4, 2}},
           .sync = domain::Version{{0, 5, 0}},
           .waiting = 3,
           .waiting_since = kMondayMorning - 12min,
           .dead = 0,
           .disk = domain::DiskSpace{7'000'000'000, 31'000'000'000},
           .printer = PrinterCondition::PaperLow,
           .uptime = 50h,
           .last_backup = kMondayMorning - 6h};
  Says(kSecondKiosk);
  Says();
  Pass(5min);
  said_.waiting = 4;
  Says();
  const auto fleet = Fleet();
  ASSERT_EQ(fleet.size(), 2U);
  EXPECT_EQ(fleet[0].source, kFirstKiosk);
  EXPECT_EQ(fleet[0].newest->received, desk_.now);
  EXPECT_EQ(fleet[0].newest->heartbeat, said_);
  EXPECT_EQ(fleet[0].newest->clock_offset(), 0ms);
  EXPECT_EQ(fleet[0].last_seen(), desk_.now);
  EXPECT_EQ(fleet[1].source, kSecondKiosk);
  EXPECT_EQ(fleet[1].newest->heartbeat.waiting, 3);
}

// Two copies of the centre, whose clocks differ a little.
TEST_P(ArchivedFleetTest, AWordThatWasReceivedEarlierDoesNotTakeThePlaceOfTheNewest) {
  said_.dead = 1;
  Says();
  Must(desk_.archive->KeepHeartbeat(kFirstKiosk, Well(kMondayMorning), kMondayMorning - 1s));
  EXPECT_EQ(Fleet()[0].newest->heartbeat.dead, 1);
  EXPECT_EQ(Open().size(), 1U);
  Must(desk_.archive->KeepHeartbeat(kFirstKiosk, Well(kMondayMorning), kMondayMorning));
  EXPECT_THAT(Open(), IsEmpty());
}

TEST_P(ArchivedFleetTest, AnAlertBeginsWithTheFirstWordOfItAndEndsWithTheLast) {
  Says();
  Pass(5min);
  said_.printer = PrinterCondition::PaperOut;
  Says();
  const base::TimePoint began = desk_.now;
  Pass(5min);
  said_.dead = 2;
  Says();
  EXPECT_THAT(Open(), ElementsAre(OpenAlert{AlertKind::Dead, desk_.now}, OpenAlert{AlertKind::Paper, began}));
  EXPECT_THAT(Ended(), IsEmpty());
  Pass(5min);
  said_.printer = PrinterCondition::Ready;
  Says();
  EXPECT_THAT(Open(), ElementsAre(OpenAlert{AlertKind::Dead, desk_.now - 5min}));
  const auto ended = Ended();
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].source, kFirstKiosk);
  EXPECT_EQ(ended[0].kind, AlertKind::Paper);
  EXPECT_EQ(ended[0].began, began);
  EXPECT_EQ(ended[0].ended, desk_.now);
}

TEST_P(ArchivedFleetTest, SilenceIsNoticedByWhoeverLooksAndEndsWithTheNextWord) {
  Says();
  const base::TimePoint last = desk_.now;
  Pass(domain::kLongestSilence);
  EXPECT_THAT(Open(), IsEmpty());
  Pass(1ms);
  EXPECT_THAT(Open(), ElementsAre(OpenAlert{AlertKind::Silent, last}));
  Pass(20min);
  EXPECT_THAT(Open(), ElementsAre(OpenAlert{AlertKind::Silent, last}));
  Says();
  EXPECT_THAT(Open(), IsEmpty());
  ASSERT_EQ(Ended().size(), 1U);
  EXPECT_EQ(Ended()[0].began, last);
  EXPECT_EQ(Ended()[0].ended, desk_.now);
}

TEST_P(ArchivedFleetTest, ASilenceThatNobodyLookedAtIsListedAllTheSame) {
  Says();
  Pass(1h);
  Says();
  ASSERT_EQ(Ended().size(), 1U);
  EXPECT_EQ(Ended()[0].kind, AlertKind::Silent);
  EXPECT_EQ(Ended()[0].began, kMondayMorning);
  EXPECT_EQ(Ended()[0].ended, desk_.now);
}

TEST_P(ArchivedFleetTest, EndedAlertsAreForgottenAfterTheirTime) {
  said_.dead = 1;
  Says();
  said_.dead = 0;
  Pass(1s);
  Says();
  Pass(domain::kEndedAlertsKept);
  Fleet();
  EXPECT_EQ(Ended().size(), 1U);
  Pass(1ms);
  Fleet();
  EXPECT_THAT(Ended(), IsEmpty());
}

TEST_P(ArchivedFleetTest, AKioskThatOnlySendsEventsIsSeenButNotMissed) {
  ASSERT_EQ(desk_.Post({Told{}.Text()}).status, 200);
  const base::TimePoint sent = desk_.now;
  Pass(48h);
  const auto fleet = Fleet();
  ASSERT_EQ(fleet.size(), 1U);
  EXPECT_EQ(fleet[0].last_seen(), sent);
  EXPECT_FALSE(fleet[0].newest);
  EXPECT_THAT(fleet[0].alerts, IsEmpty());
}

TEST_P(ArchivedFleetTest, EventsAreAWordOfAKioskLikeAHeartbeat) {
  Says();
  Pass(14min);
  ASSERT_EQ(desk_.Post({Told{}.Text()}).status, 200);
  Pass(14min);
  EXPECT_THAT(Open(), IsEmpty());
  EXPECT_EQ(Fleet()[0].last_seen(), desk_.now - 14min);
}

TEST_P(ArchivedFleetTest, WhenAnAnonymousRatingCameNobodyLearns) {
  ASSERT_EQ(desk_.Post({Told{}.Text()}, 1).status, 200);
  const base::TimePoint sent = desk_.now;
  Pass(1min);
  const Told rating{.n = 2, .type = "rating.given", .subject = "", .time = "2026-11-22T16:00:00.000Z"};
  ASSERT_EQ(desk_.Post({rating.Text()}, 2).status, 200);
  EXPECT_EQ(Fleet()[0].last_seen(), sent);
}

TEST_P(ArchivedFleetTest, ARetiredKioskIsNotMissedUntilItSpeaksAgain) {
  EXPECT_EQ(desk_.archive->Retire(kFirstKiosk, desk_.now).error().code, base::ErrorCode::NotFound);
  said_.dead = 1;
  Says();
  Pass(1h);
  EXPECT_EQ(Open().size(), 2U);
  Must(desk_.archive->Retire(kFirstKiosk, desk_.now));
  EXPECT_THAT(Fleet(), IsEmpty());
  EXPECT_EQ(Ended().size(), 2U);
  Says();
  EXPECT_THAT(Open(), ElementsAre(OpenAlert{AlertKind::Dead, desk_.now}));
}

TEST_P(ArchivedFleetTest, IsCountedWithoutAnybodyHavingLooked) {
  said_.waiting = 2;
  said_.dead = 1;
  Says();
  Pass(domain::kLongestSilence);
  said_ = Well(desk_.now);
  said_.waiting = 40;
  Says(kSecondKiosk);
  Told third{.source = "urn:bianmin:demo-city:jingan:k03"};
  ASSERT_EQ(desk_.Post({third.Text()}, 1, third.source).status, 200);
  auto counts = Must(desk_.archive->CountFleet(desk_.now));
  EXPECT_EQ(counts.seen, 3);
  EXPECT_EQ(counts.waiting, 42);
  EXPECT_EQ(counts.dead, 1);
  EXPECT_EQ(counts.alerts[AlertKind::Dead], 1);
  EXPECT_EQ(counts.alerts[AlertKind::Silent], 0);
  Pass(1ms);
  counts = Must(desk_.archive->CountFleet(desk_.now));
  EXPECT_EQ(counts.seen, 2);
  EXPECT_EQ(counts.alerts[AlertKind::Silent], 1);
  Fleet();
  EXPECT_EQ(Must(desk_.archive->CountFleet(desk_.now)).alerts[AlertKind::Silent], 1) << "nor is it counted twice";
}

TEST_P(ArchivedFleetTest, CopiesOfTheCentreBeginAndEndEachAlertOnce) {
  constexpr int kRounds = 40;
  std::vector<std::thread> copies;
  for (int copy = 0; copy < 3; ++copy) {
    copies.emplace_back([this, opened = std::shared_ptr(house_->Open())] {
      for (int round = 0; round < kRounds; ++round) {
        Heartbeat said = Well(kMondayMorning);
        said.dead = round % 2;
        EXPECT_TRUE(opened->KeepHeartbeat(kFirstKiosk, said, kMondayMorning + std::chrono::seconds{round}));
        EXPECT_TRUE(opened->Fleet(kMondayMorning + std::chrono::seconds{round}));
      }
    });
  }
  for (std::thread& copy : copies) copy.join();
  desk_.now += std::chrono::seconds{kRounds};
  said_.dead = 1;
  Says();
  EXPECT_EQ(Open().size(), 1U);
  said_.dead = 0;
  Says();
  EXPECT_THAT(Open(), IsEmpty());
}

TEST_P(ArchivedFleetTest, AnArchiveOfTheReleasedCentreLearnsOfHeartbeats) {
  const auto older = ArchiveHouse::NewOfReleased(GetParam());
  desk_ = ArchiveDesk(older->Open());
  EXPECT_EQ(Must(desk_.archive->HoldingOf(kFirstKiosk)).events, 7);
  EXPECT_EQ(Fleet().at(0).last_seen(), std::nullopt) << "it was not written down then";
  ASSERT_EQ(desk_.Post({Told{.n = 10}.Text()}).status, 200);
  EXPECT_EQ(Fleet().at(0).last_seen(), desk_.now);
  Says();
  EXPECT_TRUE(Fleet().at(0).newest);
  EXPECT_EQ(Must(desk_.archive->HoldingOf(kFirstKiosk)).events, 8);
}

}  // namespace
}  // namespace bianmin::contract
