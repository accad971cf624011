#include "kiosk/store/condition.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "kiosk/store/migrations.h"
#include "kiosk/store/sql.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using domain::PrinterCondition;
using support::KioskDesk;
using support::Must;

TEST(TheConditionOfAKiosk, IsUnknownUntilTheKioskSaysItAndThenReachesTheOtherProgram) {
  KioskDesk desk;
  Database kiosk = desk.OpenDatabase();
  Database sync = desk.OpenDatabase();
  EXPECT_EQ(Must(ReadCondition(sync)), KioskCondition{});
  const KioskCondition condition{domain::Version{{0, 1, 0}}, PrinterCondition::PaperOut};
  Must(KeepCondition(kiosk, condition));
  EXPECT_TRUE(Must(sync.ChangedElsewhere()));
  EXPECT_EQ(Must(ReadCondition(sync)), condition);
}

TEST(TheConditionOfAKiosk, IsWrittenOnlyWhenItChanges) {
  KioskDesk desk;
  Database kiosk = desk.OpenDatabase();
  Database sync = desk.OpenDatabase();
  const KioskCondition condition{domain::Version{{0, 1, 0}}, PrinterCondition::Ready};
  Must(KeepCondition(kiosk, condition));
  Must(sync.ChangedElsewhere());
  Must(KeepCondition(kiosk, condition));
  EXPECT_FALSE(Must(sync.ChangedElsewhere()));
  Must(KeepCondition(kiosk, {condition.version, PrinterCondition::Trouble}));
  EXPECT_TRUE(Must(sync.ChangedElsewhere()));
}

// The schema as it was released before there were heartbeats.
TEST(TheConditionOfAKiosk, HasItsPlaceInADatabaseOfTheReleasedProgram) {
  constexpr int kReleased = 18;
  KioskDesk desk;
  {
    Connection old{SQLite::Database{desk.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}, desk.file()};
    Migrate(old, kReleased);
    ASSERT_FALSE(old.sqlite.tableExists("kiosk_condition"));
  }
  Database database = desk.OpenDatabase();
  EXPECT_EQ(Must(ReadCondition(database)), KioskCondition{});
  Must(KeepCondition(database, {domain::Version{{1, 2, 3}}, PrinterCondition::None}));
  EXPECT_EQ(Must(ReadCondition(database)).printer, PrinterCondition::None);
}

TEST(WhatWaits, WaitsCertainlySinceItsMomentOrSinceTheEndOfItsDay) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  Database sync = desk.OpenDatabase();
  EXPECT_EQ(Must(WaitingCertainlySince(sync)), std::nullopt);
  desk.clock.Advance(std::chrono::hours{1});
  const auto order = Must(store.RegisterOrder(support::LeakingPipe()));
  EXPECT_EQ(Must(WaitingCertainlySince(sync)), desk.clock.Now());
  sync.connection().sqlite.exec("UPDATE outbox SET recorded_at = NULL, recorded_on = '2026-11-23'");
  EXPECT_EQ(Must(WaitingCertainlySince(sync)), base::FromLocal({.date = *base::ParseDate("2026-11-24")}))
      << "of an anonymous rating nothing finer is known";
  Must(store.RemindOrder(order.number));
  EXPECT_EQ(Must(WaitingCertainlySince(sync)), desk.clock.Now()) << "whichever is the longer";
}

}  // namespace
}  // namespace bianmin::store
