#include "sync/engine/upkeep.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/outbox.h"
#include "sync/engine/contact_report.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::engine {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class UpkeepTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { static_cast<void>(base::OpenLog("test", {}, base::LogLevel::Error)); }

  sim::SimulatedClock clock_{*base::ParseUtc("2026-11-22T02:00:00Z")};
  sim::Kiosk kiosk_{clock_, 3};
  store::Database database_{kiosk_.OpenDatabase()};
  store::Outbox outbox_{database_};
  Upkeep upkeep_{database_, clock_};
};

TEST_F(UpkeepTest, AWriteAheadLogThatAReaderLetGrowGoesIntoTheDatabaseWhenTheReaderHasGone) {
  constexpr auto kLimit = static_cast<std::int64_t>(domain::kMaxWalBytes);
  {
    SQLite::Database reader(kiosk_.file().string(), SQLite::OPEN_READONLY);
    reader.exec("BEGIN");
    static_cast<void>(reader.execAndGet("SELECT count(*) FROM outbox"));
    while (database_.WalBytes() <= kLimit) kiosk_.ResidentWritesMuch();
    upkeep_.RunOnce();  // does what it can beside the reader
    kiosk_.ResidentRegistersNeed();
    EXPECT_GT(database_.WalBytes(), kLimit);
  }
  clock_.Advance(minutes{1});
  upkeep_.RunOnce();
  kiosk_.ResidentRegistersNeed();  // the next writer starts the log anew
  EXPECT_LE(database_.WalBytes(), kLimit);
}

TEST_F(UpkeepTest, DeliveredEventsAreKeptForAMonthAndWaitingOnesForEver) {
  kiosk_.ResidentRegistersNeed();
  const auto event = outbox_.NextBatch().value().front();
  const store::Answer delivered{event.sequence, store::Delivered{}};
  ASSERT_TRUE(outbox_.RecordAnswers({&delivered, 1}, clock_.Now()).ok());
  kiosk_.ResidentRegistersNeed();

  upkeep_.RunOnce();
  clock_.Advance(domain::kDeliveredEventsKept);
  upkeep_.RunOnce();
  EXPECT_EQ(outbox_.Status()->delivered, 1);
  clock_.Advance(hours{24});
  upkeep_.RunOnce();
  EXPECT_EQ(outbox_.Status()->delivered, 0);
  EXPECT_EQ(outbox_.Status()->waiting, 1);
}

TEST_F(UpkeepTest, AnInterruptedFormIsErasedWhenItsTimeIsOver) {
  SQLite::Database database(kiosk_.file().string(), SQLite::OPEN_READWRITE);
  const auto in_an_hour = (clock_.Now() + hours{1}).time_since_epoch().count();
  database.exec("INSERT INTO draft (token, content, expires_at) VALUES (randomblob(32), x'00', " +
                std::to_string(in_an_hour) + ")");
  const auto kept = [&] { return database.execAndGet("SELECT count(*) FROM draft").getInt(); };
  upkeep_.RunOnce();
  clock_.Advance(minutes{59});
  upkeep_.RunOnce();
  EXPECT_EQ(kept(), 1);
  clock_.Advance(minutes{1});
  upkeep_.RunOnce();
  EXPECT_EQ(kept(), 0);
}

TEST_F(UpkeepTest, AClockThatIsSetFarAheadDeletesNothingThatWaits) {
  kiosk_.ResidentRegistersNeed();
  clock_.SetWallClock(*base::ParseUtc("2099-01-01T00:00:00Z"));
  upkeep_.RunOnce();
  EXPECT_EQ(outbox_.Status()->waiting, 1);
}

class ContactReportTest : public UpkeepTest {
 protected:
  store::CentreContact Contact() { return outbox_.Contact().value(); }

  ContactReport report_{clock_};
};

TEST_F(ContactReportTest, SuccessIsNotedAtOnceAndThenOnceAMinute) {
  report_.Succeeded(Direction::Out, outbox_);
  const auto first = clock_.Now();
  EXPECT_EQ(Contact().last_success, first);
  clock_.Advance(seconds{59});
  report_.Succeeded(Direction::In, outbox_);
  EXPECT_EQ(Contact().last_success, first);
  clock_.Advance(seconds{1});
  report_.Succeeded(Direction::In, outbox_);
  EXPECT_EQ(Contact().last_success, clock_.Now());
}

TEST_F(ContactReportTest, AnotherSuccessWritesNothingSoTheKioskIsNotWoken) {
  auto other = kiosk_.OpenDatabase();
  report_.Succeeded(Direction::Out, outbox_);
  EXPECT_TRUE(other.ChangedElsewhere().value());
  report_.Succeeded(Direction::Out, outbox_);
  EXPECT_FALSE(other.ChangedElsewhere().value());
}

TEST_F(ContactReportTest, FailureIsNotedWithItsReasonUntilItIsOver) {
  report_.Failed(Direction::Out, outbox_, "the cable is out");
  EXPECT_EQ(Contact().last_error, "the cable is out");
  EXPECT_EQ(Contact().last_failure, clock_.Now());
  clock_.Advance(seconds{1});
  report_.Succeeded(Direction::Out, outbox_);
  EXPECT_EQ(Contact().last_error, "");
  EXPECT_EQ(Contact().last_success, clock_.Now());
}

TEST_F(ContactReportTest, APullerThatGetsThroughDoesNotHideARelayThatDoesNot) {
  report_.Failed(Direction::Out, outbox_, "the centre does not take this kiosk's events");
  for (int i = 0; i < 10; ++i) {
    clock_.Advance(minutes{1});
    report_.Succeeded(Direction::In, outbox_);
  }
  EXPECT_EQ(Contact().last_error, "the centre does not take this kiosk's events");
  EXPECT_EQ(Contact().last_success, std::nullopt);
  report_.Succeeded(Direction::Out, outbox_);
  EXPECT_EQ(Contact().last_error, "");
}

}  // namespace
}  // namespace bianmin::engine
