// When a form is kept, taken back and brought back, without a disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/draft_fields.h"
#include "tests/support/model_texts.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using screens::Errand;
using screens::NeedDraft;
using screens::NeedPage;
using screens::ResumeProblem;
using screens::ResumeState;
using ::testing::IsEmpty;

const base::Error kBroken{base::ErrorCode::Unavailable, "the disk is not there"};

// Fills in a form and lets the idle warning begin.
KeepDraft IsWarned(Counter& counter) {
  FillsInALeakingPipe(counter);
  counter.Wait(counter.model().session_times.idle);
  return Only<KeepDraft>(counter.Keep());
}

TEST(Keeping, BeginsWithTheWarningAndOnce) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Wait(counter.model().session_times.idle - 1ms);
  EXPECT_THAT(counter.Keep(), IsEmpty());
  counter.Wait(1ms);
  const auto keep = Only<KeepDraft>(counter.Keep());
  EXPECT_THAT(counter.Keep(), IsEmpty());
  EXPECT_EQ(counter.model().keeping->state, Keeping::State::BeingSaved);
  counter.Hear(DraftKept{keep.code, base::Done{}});
  EXPECT_EQ(counter.model().keeping->state, Keeping::State::Kept);
  EXPECT_TRUE(counter.Wait(counter.model().session_times.answer));
  EXPECT_TRUE(counter.IsOn<Home>());
  EXPECT_EQ(testing::TextsIn(counter.model()), "") << "the code is gone too";
}

TEST(Keeping, IsOnlyForFormsWithEntriesThatAreNotBeingSubmitted) {
  for (const Errand errand : {Errand::RegisterNeed, Errand::LookUp, Errand::Information, Errand::ResumeForm}) {
    Counter counter;
    counter.Do(screens::Open{errand});
    counter.Wait(counter.model().session_times.idle);
    EXPECT_THAT(counter.Keep(), IsEmpty());
  }
  Counter counter;
  FillsInALeakingPipe(counter);
  Only<RegisterOrder>(counter.Do(screens::GoNext{}));
  counter.Wait(counter.model().session_times.idle);
  EXPECT_THAT(counter.Keep(), IsEmpty());
}

TEST(Keeping, EndsWhenTheResidentGoesOn) {
  Counter counter;
  const auto keep = IsWarned(counter);
  counter.Hear(DraftKept{keep.code, base::Done{}});
  EXPECT_EQ(Only<ForgetDraft>(counter.Do(screens::ContinueSession{})).code, keep.code);
  EXPECT_FALSE(counter.model().keeping);
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
}

TEST(Keeping, ThatIsOvertakenByItsResidentIsForgottenWhenItComes) {
  Counter counter;
  const auto keep = IsWarned(counter);
  EXPECT_THAT(counter.Do(screens::ContinueSession{}), IsEmpty());
  EXPECT_EQ(Only<ForgetDraft>(counter.Hear(DraftKept{keep.code, base::Done{}})).code, keep.code);
  EXPECT_THAT(counter.Hear(DraftKept{keep.code, kBroken}), IsEmpty());
}

TEST(Keeping, WaitsWithTheAnswerThatClearsUntilItCanBeCleared) {
  Counter counter;
  const auto keep = IsWarned(counter);
  EXPECT_THAT(counter.Do(screens::AnswerLeave{true}), IsEmpty());
  EXPECT_THAT(counter.Do(screens::KeepAndLeave{}), IsEmpty());
  EXPECT_TRUE(counter.IsOn<NeedDraft>());
  counter.Hear(DraftKept{keep.code, base::Done{}});
  EXPECT_EQ(Only<ForgetDraft>(counter.Do(screens::AnswerLeave{true})).code, keep.code);
  EXPECT_TRUE(counter.IsOn<Home>());
}

TEST(Keeping, UnderACodeInUseTakesAnother) {
  Counter counter;
  const auto keep = IsWarned(counter);
  const auto again =
      Only<KeepDraft>(counter.Hear(DraftKept{keep.code, base::Error{base::ErrorCode::Conflict, "in use"}}));
  EXPECT_NE(again.code, keep.code);
  EXPECT_EQ(again.content, keep.content);
  EXPECT_EQ(counter.model().keeping->code, again.code);
}

TEST(Keeping, ThatFailsPromisesNothingAndIsTriedAtTheNextWarning) {
  Counter counter;
  const auto keep = IsWarned(counter);
  counter.Hear(DraftKept{keep.code, kBroken});
  EXPECT_EQ(counter.model().keeping->state, Keeping::State::Failed);
  EXPECT_THAT(counter.Keep(), IsEmpty());
  EXPECT_THAT(counter.Do(screens::ContinueSession{}), IsEmpty());
  counter.Wait(counter.model().session_times.idle);
  Only<KeepDraft>(counter.Keep());
}

TEST(KeepingOnTheWayHome, ShowsTheCodeAsAResult) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::Leave{});
  const auto keep = Only<KeepDraft>(counter.Do(screens::KeepAndLeave{}));
  EXPECT_TRUE(counter.model().is_saving);
  EXPECT_THAT(counter.Do(screens::KeepAndLeave{}), IsEmpty());
  EXPECT_THAT(counter.Do(screens::AnswerLeave{false}), IsEmpty());
  counter.Hear(DraftKept{keep.code, base::Done{}});
  EXPECT_FALSE(counter.model().is_saving);
  EXPECT_FALSE(counter.model().asks_leave);
  EXPECT_EQ(std::get<screens::FormKept>(counter.On<Outcome>().kind).code, keep.code);
  EXPECT_THAT(counter.Do(screens::Finish{}), IsEmpty()) << "it stays on the disk";
}

TEST(KeepingOnTheWayHome, ThatTakesUntilTheWarningCanStillBeTakenBack) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::Leave{});
  const auto keep = Only<KeepDraft>(counter.Do(screens::KeepAndLeave{}));
  counter.Wait(counter.model().session_times.idle);
  EXPECT_THAT(counter.Keep(), IsEmpty());
  counter.Do(screens::ContinueSession{});
  EXPECT_FALSE(counter.model().is_saving) << "not stuck";
  Only<ForgetDraft>(counter.Hear(DraftKept{keep.code, base::Done{}}));
}

TEST(KeepingOnTheWayHome, ThatFailsLosesNothing) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::Leave{});
  const auto keep = Only<KeepDraft>(counter.Do(screens::KeepAndLeave{}));
  counter.Hear(DraftKept{keep.code, kBroken});
  EXPECT_TRUE(counter.model().asks_leave);
  counter.Do(screens::AnswerLeave{false});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
  EXPECT_FALSE(counter.model().keeping);
}

// From the home screen to the question whether this code is kept.
OpenDraft Enters(Counter& counter, const std::string& code) {
  counter.Do(screens::Open{Errand::ResumeForm});
  counter.Do(screens::EnterCode{{ui::Typed{code}}});
  return Only<OpenDraft>(counter.Do(screens::GoNext{}));
}

TEST(ComingBack, LeadsThroughTheNoticeToWhereTheResidentWas) {
  Counter counter;
  const auto keep = IsWarned(counter);
  counter.Hear(DraftKept{keep.code, base::Done{}});
  counter.Wait(counter.model().session_times.answer);
  const auto open = Enters(counter, keep.code.digits());
  EXPECT_EQ(open.code, keep.code);
  const auto forget =
      Only<ForgetDraft>(counter.Hear(DraftOpened{open.code, store::DraftLookup{store::KeptDraft{keep.content}}}));
  EXPECT_EQ(forget.code, keep.code);
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Privacy);
  counter.Do(screens::GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Privacy) << "not without consent";
  EXPECT_TRUE(counter.On<NeedDraft>().shows_faults);
  counter.Do(screens::GiveConsent{true});
  counter.Do(screens::GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
  EXPECT_FALSE(counter.On<NeedDraft>().shows_faults);
  Only<RegisterOrder>(counter.Do(screens::GoNext{}));
}

TEST(ComingBack, ThenToAnotherFormLeadsNowhereElse) {
  Counter counter;
  const auto keep = IsWarned(counter);
  counter.Wait(counter.model().session_times.answer);
  const auto open = Enters(counter, keep.code.digits());
  counter.Hear(DraftOpened{open.code, store::DraftLookup{store::KeptDraft{keep.content}}});
  counter.Do(screens::Leave{});
  counter.Do(screens::AnswerLeave{true});
  FillsInALeakingPipe(counter);
  counter.Do(screens::Edit{static_cast<int>(NeedPage::Privacy)});
  counter.On<NeedDraft>().returns_to_review = false;
  counter.Do(screens::GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Compound);
}

TEST(ComingBack, WithAWrongCodeSaysSoAndNoMore) {
  Counter counter;
  const auto open = Enters(counter, "482913");
  const auto hears = [&](const base::Result<store::DraftLookup>& lookup) {
    EXPECT_THAT(counter.Hear(DraftOpened{open.code, lookup}), IsEmpty());
    EXPECT_FALSE(counter.model().is_saving);
    return counter.On<ResumeState>().problem.kind;
  };
  EXPECT_EQ(hears(store::DraftLookup{store::NoSuchDraft{}}), ResumeProblem::Kind::NoSuchDraft);
  EXPECT_EQ(hears(store::DraftLookup{store::WaitUntil{counter.now() + 15s}}), ResumeProblem::Kind::Wait);
  EXPECT_EQ(hears(kBroken), ResumeProblem::Kind::NotNow);
}

TEST(ComingBack, ToAFormOfAnotherVersionSaysThatItIsLost) {
  Counter counter;
  const auto open = Enters(counter, "482913");
  Only<ForgetDraft>(counter.Hear(DraftOpened{open.code, store::DraftLookup{store::KeptDraft{"bianmin draft 9\n"}}}));
  EXPECT_EQ(counter.On<ResumeState>().problem.kind, ResumeProblem::Kind::Lost);
}

}  // namespace
}  // namespace bianmin::app
