// Looking up, leaving, and what becomes of a kiosk that nobody touches.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using domain::OrderAct;
using domain::OrderState;
using screens::Errand;
using screens::GoNext;
using screens::LookUpDraft;
using screens::NeedDraft;
using screens::NeedPage;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Asks for SomeNumber with the last four digits 8000.
Commands LooksUp(Counter& counter) {
  counter.Do(screens::Open{Errand::LookUp});
  counter.Type(SomeNumber().text().substr(2));
  counter.Do(screens::Enter{{ui::Key::Enter}});
  counter.Type("8000");
  return counter.Do(screens::Enter{{ui::Key::Enter}});
}

TEST(LookingUp, AScannerOrKeyboardLeadsFromFieldToFieldByItsEnterKey) {
  Counter counter;
  const auto find = Only<FindRecord>(LooksUp(counter));
  EXPECT_EQ(find.number, SomeNumber());
  EXPECT_EQ(find.last_four, "8000");
}

TEST(LookingUp, AWrongPairSaysNothingAboutWhichPartWasWrong) {
  Counter counter;
  LooksUp(counter);
  counter.Hear(RecordFound{store::Lookup{store::NoSuchPair{}}});
  EXPECT_EQ(counter.On<LookUpDraft>().problem.kind, screens::FindProblem::Kind::NoSuchPair);
  EXPECT_EQ(counter.On<LookUpDraft>().found, std::nullopt);
  counter.Do(GoNext{});
  counter.Hear(RecordFound{store::Lookup{store::WaitUntil{counter.now() + 15s}}});
  EXPECT_EQ(counter.On<LookUpDraft>().problem.kind, screens::FindProblem::Kind::Wait);
}

TEST(LookingUp, AFoundOrderCanBeRemindedOfAndCancelledWithAReason) {
  Counter counter;
  LooksUp(counter);
  counter.Hear(RecordFound{store::Lookup{OrderWith(OrderState::Accepted, SomeNeed())}});
  ASSERT_TRUE(counter.On<LookUpDraft>().found);
  EXPECT_EQ(Only<ActOnOrder>(counter.Do(screens::Remind{})).act, OrderAct::Remind);
  counter.Hear(OrderActedOn{OrderAct::Remind, base::Error{base::ErrorCode::Refused, "reminded before"}});
  EXPECT_EQ(counter.On<LookUpDraft>().notice, screens::LookUpNotice::RemindedBefore);

  counter.Do(screens::AskCancel{});
  EXPECT_TRUE(counter.On<LookUpDraft>().asks_cancel);
  const auto cancel = Only<ActOnOrder>(counter.Do(screens::ChooseCancelReason{"solved"}));
  EXPECT_EQ(cancel.act, OrderAct::Cancel);
  EXPECT_EQ(cancel.reason_code, "solved");
  counter.Hear(OrderActedOn{OrderAct::Cancel, OrderWith(OrderState::Cancelled, SomeNeed())});
  EXPECT_EQ(counter.On<LookUpDraft>().notice, screens::LookUpNotice::Cancelled);
  EXPECT_FALSE(counter.On<LookUpDraft>().asks_cancel);
}

TEST(LookingUp, WhatTheCentreChangesShowsWithoutATouch) {
  Counter counter;
  LooksUp(counter);
  EXPECT_THAT(counter.Hear(ChangedElsewhere{}), SizeIs(1)) << "the machine is looked at, nothing is read again";
  counter.Hear(RecordFound{store::Lookup{OrderWith(OrderState::Accepted, SomeNeed())}});
  EXPECT_EQ(std::get<ReadOrderAgain>(std::get<StoreCommand>(counter.Hear(ChangedElsewhere{}).at(1))).number,
            SomeNumber());
  counter.Hear(OrderRead{OrderWith(OrderState::Dispatched, SomeNeed())});
  EXPECT_EQ(std::get<domain::Order>(*counter.On<LookUpDraft>().found).state, OrderState::Dispatched);
}

TEST(PublicInformation, CountsAreReadWhenItOpensAndSmallOnesWithheld) {
  Counter counter;
  Only<CountRecords>(counter.Do(screens::Open{Errand::Information}));
  counter.Hear(RecordsCounted{domain::Counts{.orders = 12, .complaints = 3}});
  const auto& state = counter.On<screens::InformationState>();
  ASSERT_TRUE(state.figures);
  EXPECT_EQ(state.figures->orders, 12);
  EXPECT_EQ(state.figures->complaints, std::nullopt);
}

TEST(Leaving, AsksFirstWhenSomethingWasEntered) {
  Counter counter;
  counter.Do(screens::Open{Errand::RegisterNeed});
  counter.Do(screens::Leave{});
  EXPECT_TRUE(counter.IsOn<Home>()) << "nothing was entered yet";

  FillsInALeakingPipe(counter);
  counter.Do(screens::Leave{});
  EXPECT_TRUE(counter.model().asks_leave);
  counter.Do(screens::AnswerLeave{false});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
  counter.Do(screens::Leave{});
  counter.Do(screens::AnswerLeave{true});
  EXPECT_TRUE(counter.IsOn<Home>());
}

TEST(IdleSession, IsWarnedThenWipedWithLanguageAndTextSize) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::SwitchLanguage{});
  counter.Do(screens::SwitchTextStep{});
  EXPECT_EQ(counter.model().language, i18n::Language::English);
  EXPECT_EQ(counter.model().comfort.step, ui::TextStep::Elder);
  EXPECT_FALSE(counter.Wait(149'999ms));
  EXPECT_TRUE(counter.IsOn<NeedDraft>());
  EXPECT_TRUE(counter.Wait(1ms));
  EXPECT_TRUE(counter.IsOn<Home>());
  EXPECT_EQ(counter.model().language, i18n::Language::Chinese);
  EXPECT_EQ(counter.model().comfort.step, ui::TextStep::Standard);
}

TEST(IdleSession, ContinuesAfterTheAnswer) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Wait(140s);
  counter.Do(screens::ContinueSession{});
  EXPECT_FALSE(counter.Wait(140s));
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
}

TEST(IdleSession, OnTheHomeScreenEndsWithoutAQuestion) {
  Counter counter;
  counter.Do(screens::SwitchTextStep{});
  EXPECT_FALSE(counter.Wait(119s));
  EXPECT_TRUE(counter.Wait(1s));
  EXPECT_EQ(counter.model().comfort.step, ui::TextStep::Standard);
}

TEST(BrokenDatabase, ClosesTheKioskWithTheReasonUntilItIsMended) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Hear(StoreState{"the database cannot be opened"});
  EXPECT_EQ(counter.On<Unavailable>().reason, "the database cannot be opened");
  counter.Do(screens::Leave{});
  counter.Wait(10min);
  EXPECT_TRUE(counter.IsOn<Unavailable>());
  counter.Hear(StoreState{});
  EXPECT_TRUE(counter.IsOn<Home>());
}

TEST(TextSteps, GoRound) {
  Counter counter;
  for (ui::TextStep step : {ui::TextStep::Elder, ui::TextStep::ExtraLarge, ui::TextStep::Standard}) {
    counter.Do(screens::SwitchTextStep{});
    EXPECT_EQ(counter.model().comfort.step, step);
  }
}

}  // namespace
}  // namespace bianmin::app
