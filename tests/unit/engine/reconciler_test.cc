#include "sync/engine/reconciler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/engine/puller.h"
#include "sync/engine/relay.h"
#include "tests/support/scripted_centre.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using std::chrono::minutes;

class ReconcilerTest : public testing::Test {
 protected:
  // Residents come, and everything is delivered.
  void Deliver(int residents) {
    for (int i = 0; i < residents; ++i) kiosk_.ResidentRegistersNeed();
    SendWhatWaits();
  }
  void SendWhatWaits() {
    while (Status().waiting > 0) clock_.Advance(std::max(relay_.RunOnce(), Milliseconds{1}));
  }
  bool AskLater() {
    clock_.Advance(kReconcileEvery);
    return reconciler_.RunOnce();
  }
  store::OutboxStatus Status() { return outbox_.Status().value(); }

  sim::SimulatedClock clock_{*base::ParseUtc("2026-11-22T02:00:00Z")};
  base::SeededRandom random_{11};
  sim::Kiosk kiosk_{clock_, 11};
  store::Database database_{kiosk_.OpenDatabase()};
  store::Outbox outbox_{database_};
  sim::ScriptedCentre centre_{clock_};
  ContactReport report_{clock_};
  Relay relay_{database_, centre_, clock_, random_, report_};
  Reconciler reconciler_{database_, centre_, clock_};
};

TEST_F(ReconcilerTest, WhileTheTwoAgreeItAsksNowAndThenAndSendsNothing) {
  Deliver(5);
  centre_.holding = {"e", 5, 5};
  EXPECT_FALSE(reconciler_.RunOnce());
  EXPECT_FALSE(reconciler_.RunOnce());
  EXPECT_EQ(centre_.front_pages, 1) << "not again at once";
  EXPECT_FALSE(AskLater());
  EXPECT_EQ(centre_.front_pages, 2);
  EXPECT_EQ(Status().delivered, 5);
}

TEST_F(ReconcilerTest, WhileSomethingWaitsItDoesNotAsk) {
  Deliver(1);
  kiosk_.ResidentRegistersNeed();
  EXPECT_FALSE(reconciler_.RunOnce());
  EXPECT_EQ(centre_.front_pages, 0);
}

TEST_F(ReconcilerTest, WhatIsMissingAboveTheHighestIsSentAgain) {
  Deliver(5);
  centre_.holding = {"e", 5, 5};
  reconciler_.RunOnce();
  ASSERT_TRUE(
      store::Inbox{database_}.ApplyChanges(kChangesFeed, {.changes = {}, .next = "e.7", .more = false}, clock_.Now()));
  centre_.holding = {"e", 3, 3};
  EXPECT_TRUE(AskLater());
  EXPECT_EQ(Status().waiting, 2);
  EXPECT_EQ(store::Inbox{database_}.Cursor(kChangesFeed).value(), "") << "its decisions are read anew";
  SendWhatWaits();
  centre_.holding = {"e", 5, 5};
  EXPECT_FALSE(reconciler_.RunOnce()) << "compared as soon as all is there";
  EXPECT_EQ(Status().delivered, 5);
}

TEST_F(ReconcilerTest, AHoleBelowTheHighestBringsEverythingAgain) {
  Deliver(5);
  centre_.holding = {"e", 4, 5};
  EXPECT_TRUE(reconciler_.RunOnce());
  EXPECT_EQ(Status().waiting, 5);
}

TEST_F(ReconcilerTest, AnArchiveMadeAnewGetsEverything) {
  Deliver(3);
  centre_.holding = {"e", 3, 3};
  reconciler_.RunOnce();
  centre_.holding = {"another", 3, 3};
  EXPECT_TRUE(AskLater()) << "however alike it looks";
  EXPECT_EQ(Status().waiting, 3);
  SendWhatWaits();
  EXPECT_FALSE(reconciler_.RunOnce());
  EXPECT_FALSE(AskLater());
  EXPECT_EQ(outbox_.Reckon().value().epoch, "another");
}

TEST_F(ReconcilerTest, WhatIsNotKeptAnyMoreIsMissedOnceAndNotAskedForEver) {
  Deliver(4);
  centre_.holding = {"e", 4, 4};
  reconciler_.RunOnce();
  clock_.Advance(std::chrono::hours{24 * 40});
  Deliver(2);
  ASSERT_TRUE(outbox_.Prune(base::LocalDate(clock_.Now())));
  centre_.holding = {"e", 1, 1};
  EXPECT_TRUE(AskLater());
  SendWhatWaits();
  centre_.holding = {"e", 3, 6};
  EXPECT_TRUE(reconciler_.RunOnce()) << "once more, all that is kept";
  SendWhatWaits();
  EXPECT_FALSE(reconciler_.RunOnce());
  EXPECT_EQ(outbox_.Reckon().value().surplus, -3);
  const int asked = centre_.front_pages;
  EXPECT_FALSE(AskLater());
  EXPECT_EQ(centre_.front_pages, asked + 1);
  EXPECT_EQ(Status().waiting, 0);
}

TEST_F(ReconcilerTest, ARestoredKioskOfWhichTheCentreHoldsMoreIsLeftInPeaceUntilThatIsLost) {
  Deliver(3);
  centre_.holding = {"e", 8, 1003};
  EXPECT_FALSE(reconciler_.RunOnce());
  centre_.holding = {"e", 7, 1003};
  EXPECT_TRUE(AskLater());
  EXPECT_EQ(Status().waiting, 3);
}

TEST_F(ReconcilerTest, WhatCameToTheCentreByHandIsNeitherALossNorAGain) {
  Deliver(3);
  centre_.holding = {"e", 3, 3};
  reconciler_.RunOnce();
  kiosk_.ResidentRegistersNeed();
  kiosk_.ResidentRegistersNeed();
  centre_.holding = {"e", 5, 5};  // a stick was faster than the line
  EXPECT_FALSE(AskLater());
  SendWhatWaits();
  EXPECT_FALSE(AskLater());
  EXPECT_EQ(Status().waiting, 0);
  EXPECT_EQ(outbox_.Reckon().value().surplus, 0);
  centre_.holding = {"e", 4, 4};
  EXPECT_TRUE(AskLater()) << "a loss is still one";
}

TEST_F(ReconcilerTest, ADeadEventThatWasCarriedAndThenRevivedIsNoLoss) {
  Deliver(3);
  kiosk_.ResidentRegistersNeed();
  const std::int64_t sequence = outbox_.NextBatch().value().at(0).sequence;
  const store::Answer refused{sequence, store::Refused{"the centre was set up wrongly"}};
  ASSERT_TRUE(outbox_.RecordAnswers(std::span(&refused, 1), clock_.Now()));
  centre_.holding = {"e", 4, sequence};
  EXPECT_FALSE(reconciler_.RunOnce());
  EXPECT_EQ(outbox_.Reckon().value().surplus, 1);
  ASSERT_TRUE(outbox_.Revive(sequence));
  SendWhatWaits();  // the centre has it already
  EXPECT_FALSE(AskLater());
  EXPECT_EQ(Status().waiting, 0) << "nothing is sent again";
  EXPECT_EQ(Status().delivered, 4);
  centre_.holding = {"e", 3, sequence};
  EXPECT_TRUE(AskLater()) << "a loss is still one";
}

TEST_F(ReconcilerTest, WhatIsNoFrontPageChangesNothing) {
  Deliver(2);
  centre_.holding = {"", 0, 0};
  EXPECT_FALSE(reconciler_.RunOnce());
  EXPECT_EQ(Status().waiting, 0);
}

}  // namespace
}  // namespace bianmin::engine
