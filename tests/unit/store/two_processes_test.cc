// Kiosk and sync at once on one file: each its own connection, here each its own thread.

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "kiosk/store/inbox.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/sql.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

TEST(KioskAndSync, BothMayOpenANewFileAtTheSameMoment) {
  for (int round = 0; round < 10; ++round) {
    KioskDesk desk;
    std::atomic<int> failures = 0;
    std::vector<std::jthread> processes;
    for (int i = 0; i < 4; ++i) {
      processes.emplace_back([&] {
        if (!desk.TryDatabase()) ++failures;
      });
    }
    processes.clear();
    EXPECT_EQ(failures, 0);
  }
}

TEST(KioskAndSync, NothingIsLostOrDoubledWhileBothWrite) {
  constexpr int kOrders = 200;
  KioskDesk desk;
  Store store = desk.OpenStore();
  Must(store.RegisterOrder(LeakingPipe()));
  std::atomic<bool> is_done = false;
  std::set<std::int64_t> delivered;
  std::string fault;
  std::jthread sync([&] {
    Database database = desk.OpenDatabase();
    Outbox outbox{database};
    while (true) {
      const bool is_last_round = is_done;
      const auto batch = outbox.NextBatch({.most_events = 7});
      if (!batch) return void(fault = batch.error().message);
      std::vector<Answer> answers;
      for (const OutboxEvent& event : *batch) {
        if (!delivered.insert(event.sequence).second) fault = "an answered event came again";
        answers.push_back({.sequence = event.sequence, .is = Delivered{}});
      }
      if (auto recorded = outbox.RecordAnswers(answers, support::kMondayMorning); !recorded) {
        return void(fault = recorded.error().message);
      }
      if (is_last_round && batch->empty()) return;
    }
  });
  for (int i = 1; i < kOrders; ++i) Must(store.RegisterOrder(LeakingPipe()));
  is_done = true;
  sync.join();
  EXPECT_EQ(fault, "");
  EXPECT_EQ(delivered.size(), static_cast<std::size_t>(kOrders));
  EXPECT_EQ(*delivered.rbegin(), kOrders);
  EXPECT_EQ(Must(store.Waiting()).waiting, 0);
  EXPECT_FALSE(Must(Journal{store.database()}.Verify()).first_broken);
}

TEST(KioskAndSync, TheJournalIsWholeAtAnyMomentAnOperatorLooks) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  Database operators = desk.OpenDatabase();
  std::atomic<bool> is_done = false;
  std::jthread kiosk([&] {
    for (int i = 0; i < 60; ++i) Must(store.RegisterOrder(LeakingPipe()));
    is_done = true;
  });
  std::int64_t seen = 0;
  while (!is_done) {
    const ChainReport report = Must(Journal{operators}.Verify());
    ASSERT_FALSE(report.first_broken) << report.what;
    EXPECT_GE(report.entries, seen);
    seen = report.entries;
  }
}

TEST(KioskAndSync, EachSeesThatTheOtherWrote) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  Database database = desk.OpenDatabase();
  EXPECT_FALSE(Must(database.ChangedElsewhere()));
  Must(store.RegisterOrder(LeakingPipe()));
  EXPECT_FALSE(Must(store.ChangedElsewhere()));  // one's own writing is no news
  EXPECT_TRUE(Must(database.ChangedElsewhere()));
  EXPECT_FALSE(Must(database.ChangedElsewhere()));
}

TEST(KioskAndSync, TheOneGivesUpWhenTheOtherHangsInATransaction) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  Database impatient = Must(Database::Open({.file = desk.file(), .patience = 20ms}));
  Inbox inbox{impatient};
  {
    Transaction hanging{store.database().connection()};
    const auto given_up = inbox.ForgetCursor("changes");
    ASSERT_FALSE(given_up);
    EXPECT_EQ(given_up.error().code, base::ErrorCode::Unavailable);
    EXPECT_NE(given_up.error().message.find("locked"), std::string::npos);
  }
  EXPECT_TRUE(inbox.ForgetCursor("changes").ok());
}

TEST(KioskAndSync, TheLogShrinksWhenSyncMovesItIntoTheFile) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  Database database = desk.OpenDatabase();
  for (int i = 0; i < 20; ++i) Must(store.RegisterOrder(LeakingPipe()));
  const auto grown = database.WalBytes();
  EXPECT_GT(grown, 0);
  Must(database.Checkpoint());
  for (int i = 0; i < 20; ++i) Must(store.RegisterOrder(LeakingPipe()));
  EXPECT_LT(database.WalBytes(), 2 * grown);
}

}  // namespace
}  // namespace bianmin::store
