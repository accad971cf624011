#include "sync/engine/herald.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/log.h"
#include "kiosk/domain/fleet_limits.h"
#include "kiosk/store/backup.h"
#include "kiosk/store/condition.h"
#include "kiosk/wire/heartbeat.h"
#include "tests/support/scripted_centre.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using domain::Heartbeat;
using domain::PrinterCondition;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class HeraldTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { static_cast<void>(base::OpenLog("test", {}, base::LogLevel::Error)); }

  // Steps as the daemon does, woken by nothing.
  void RunFor(Milliseconds time) {
    const Milliseconds end = clock_.Steady() + time;
    while (clock_.Steady() < end) {
      const Milliseconds wait = herald_.RunOnce();
      ASSERT_GT(wait, Milliseconds::zero()) << "a busy loop";
      clock_.Advance(std::min(wait, end - clock_.Steady()));
    }
  }
  std::size_t Sent() const { return centre_.heartbeats.size(); }
  Heartbeat Last() const { return wire::ReadHeartbeat(centre_.heartbeats.back()).value(); }
  void PrinterIs(PrinterCondition condition) {
    ASSERT_TRUE(store::KeepCondition(database_, {domain::Version{{0, 1, 0}}, condition}));
  }

  sim::SimulatedClock clock_{*base::ParseUtc("2026-11-22T02:00:00Z")};
  base::SeededRandom random_{3};
  sim::Kiosk kiosk_{clock_, 3};
  store::Database database_{kiosk_.OpenDatabase()};
  sim::ScriptedCentre centre_{clock_};
  std::optional<domain::DiskSpace> disk_{{9LL << 30, 30LL << 30}};
  Herald herald_{database_, centre_, clock_, random_, domain::Version{{0, 3, 0}}, [this] { return disk_; }};
};

TEST_F(HeraldTest, SaysSoonAfterItsStartHowTheKioskIs) {
  PrinterIs(PrinterCondition::PaperLow);
  kiosk_.ResidentRegistersNeed();
  const base::TimePoint registered = clock_.Now();
  const base::TimePoint backed_up = registered - hours{5};
  const auto made = base::Result<store::BackupFile>(store::BackupFile{"k.backup", backed_up, 7});
  ASSERT_TRUE(store::RecordBackup(database_, made, backed_up));
  RunFor(domain::kFirstHeartbeatWithin);
  ASSERT_EQ(Sent(), 1U);
  const Heartbeat said = Last();
  EXPECT_EQ(said.kiosk, (domain::Version{{0, 1, 0}}));
  EXPECT_EQ(said.sync, (domain::Version{{0, 3, 0}}));
  EXPECT_EQ(said.waiting, 1);
  EXPECT_EQ(said.waiting_since, registered);
  EXPECT_EQ(said.dead, 0);
  EXPECT_EQ(said.disk, disk_);
  EXPECT_EQ(said.printer, PrinterCondition::PaperLow);
  EXPECT_EQ(said.last_backup, backed_up);
  EXPECT_LE(said.at, clock_.Now());
  EXPECT_LE(said.uptime, domain::kFirstHeartbeatWithin);
}

TEST_F(HeraldTest, SaysItAgainEveryFiveMinutesAtTheLatestAndNotMuchOftener) {
  RunFor(hours{1});
  EXPECT_GE(Sent(), 12U);
  EXPECT_LE(Sent(), 14U);
  EXPECT_GT(Last().uptime, minutes{50});
}

TEST_F(HeraldTest, SaysSoonWhatBecameWorseOrBetterAndNothingElse) {
  PrinterIs(PrinterCondition::Ready);
  RunFor(minutes{1});
  ASSERT_EQ(Sent(), 1U);
  kiosk_.ResidentRegistersNeed();
  RunFor(minutes{1});
  EXPECT_EQ(Sent(), 1U) << "an event on its way is no news";
  PrinterIs(PrinterCondition::PaperOut);
  clock_.Advance(Milliseconds{1});
  EXPECT_GT(herald_.RunOnce(), Milliseconds::zero());
  EXPECT_EQ(Sent(), 2U);
  disk_ = domain::DiskSpace{domain::kLeastFreeDiskBytes - 1, 30LL << 30};
  RunFor(minutes{1});
  EXPECT_EQ(Sent(), 3U) << "the disk is looked at without being asked";
  PrinterIs(PrinterCondition::Ready);
  RunFor(minutes{1});
  EXPECT_EQ(Sent(), 4U);
}

TEST_F(HeraldTest, DeadEventsAreNews) {
  Heartbeat told{.dead = 0, .disk = domain::DiskSpace{domain::kLeastFreeDiskBytes, domain::kLeastFreeDiskBytes}};
  Heartbeat now = told;
  EXPECT_FALSE(IsNews(now, told));
  now.dead = 1;
  EXPECT_TRUE(IsNews(now, told));
  now = told;
  now.disk->free_bytes -= 1;
  EXPECT_TRUE(IsNews(now, told));
  now = told;
  now.waiting = 40;
  now.uptime += seconds{9};
  EXPECT_FALSE(IsNews(now, told));
}

TEST_F(HeraldTest, APrinterThatCannotDecideDoesNotFillTheLine) {
  for (int i = 0; i < 600; ++i) {
    PrinterIs(i % 2 == 0 ? PrinterCondition::Ready : PrinterCondition::PaperLow);
    RunFor(seconds{1});
  }
  EXPECT_LE(Sent(), 600 / 30 + 1);
  EXPECT_GE(Sent(), 2U);
  PrinterIs(PrinterCondition::Ready);
  RunFor(minutes{1});
  EXPECT_EQ(Last().printer, PrinterCondition::Ready) << "where it came to rest is told";
}

TEST_F(HeraldTest, AfterAFailureItComesAgainByAndByAndOnlyWithTheNewest) {
  centre_.on_heartbeat = Failed{"no line", {}};
  RunFor(hours{2});
  const auto tries = Sent();
  EXPECT_GT(tries, 8U);
  EXPECT_LT(tries, 60U);
  EXPECT_EQ(kiosk_.store().Contact().value().last_error, "") << "the line is the relay's to tell of";
  centre_.on_heartbeat = Answered{};
  RunFor(domain::kMostBackoff);
  EXPECT_GT(Last().uptime, hours{2}) << "what was not told is not told later";
}

TEST_F(HeraldTest, ACentreOfBeforeTheHeartbeatsIsAskedAgainByTheHour) {
  centre_.on_heartbeat = NotFound{sim::CentresProblem("not-found")};
  RunFor(hours{10});
  EXPECT_GE(Sent(), 10U);
  EXPECT_LE(Sent(), 11U);
  centre_.on_heartbeat = Answered{};
  RunFor(hours{1} + minutes{1});
  const auto before = Sent();
  RunFor(minutes{10});
  EXPECT_GE(Sent(), before + 2) << "as usual, once it was brought up to date";
}

TEST_F(HeraldTest, WhatIsRefusedIsTriedByTheHourAndByAStrangerSooner) {
  centre_.on_heartbeat = Refused{sim::CentresProblem()};
  RunFor(hours{3});
  EXPECT_LE(Sent(), 4U);
  const auto before = Sent();
  centre_.on_heartbeat = NotFound{sim::ForeignProblem()};
  RunFor(hours{2});
  EXPECT_GT(Sent(), before + 4);
}

TEST_F(HeraldTest, WhoeverIsNotAdmittedWaits) {
  centre_.on_heartbeat = NotAdmitted{sim::CentresProblem("no-certificate")};
  RunFor(hours{5});
  EXPECT_GE(Sent(), 4U);
  EXPECT_LE(Sent(), 6U);
  centre_.on_heartbeat = Answered{};
  RunFor(hours{1} + minutes{1});
  const auto before = Sent();
  RunFor(minutes{10});
  EXPECT_GE(Sent(), before + 2) << "as usual, once it is admitted";
}

}  // namespace
}  // namespace bianmin::engine
