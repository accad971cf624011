#include "kiosk/app/update.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using domain::OrderState;
using screens::ComplaintDraft;
using screens::ComplaintPage;
using screens::Errand;
using screens::Field;
using screens::GoBack;
using screens::GoNext;
using screens::NeedDraft;
using screens::NeedPage;
using screens::RatingDraft;
using screens::RatingPage;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RegisteringANeed, LeadsPageByPageToAnOrderWithAllThatWasEntered) {
  Counter counter;
  FillsInALeakingPipe(counter);
  ASSERT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
  const auto need = Only<RegisterOrder>(counter.Do(GoNext{})).need;
  EXPECT_EQ(need.service_code, "home.plumbing");
  EXPECT_EQ(need.package_code, "visit");
  EXPECT_EQ(need.description, "水管漏水；已经三天");
  EXPECT_EQ(need.urgency, domain::Urgency::Urgent);
  EXPECT_EQ(need.address_text, "永和新村 3号楼 2单元 302");
  EXPECT_EQ(need.appointment, (domain::Appointment{*base::ParseDate("2026-11-24"), domain::HalfDay::Afternoon}));
  EXPECT_EQ(need.contact.name.text(), "王女士");
  EXPECT_EQ(need.contact.phone.digits(), "13800138000");
}

TEST(RegisteringANeed, GoingBackToTheStartLosesNothing) {
  Counter counter;
  FillsInALeakingPipe(counter);
  const NeedDraft before = counter.On<NeedDraft>();
  while (counter.On<NeedDraft>().page != NeedPage::Group) counter.Do(GoBack{});
  for (int i = 0; i < 20 && counter.On<NeedDraft>().page != NeedPage::Review; ++i) counter.Do(GoNext{});
  const NeedDraft& after = counter.On<NeedDraft>();
  EXPECT_EQ(after.page, NeedPage::Review);
  EXPECT_EQ(after.entries.texts, before.entries.texts);
  EXPECT_EQ(after.phrases, before.phrases);
  EXPECT_EQ(after.address, before.address);
  EXPECT_EQ(after.person.surname, "王");
  counter.Do(GoBack{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Phone);
}

TEST(RegisteringANeed, NoPageIsLeftBeforeItIsComplete) {
  Counter counter;
  counter.Do(screens::Open{Errand::RegisterNeed});
  counter.Do(GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Group);
  EXPECT_TRUE(counter.On<NeedDraft>().shows_faults);
  counter.Do(screens::ChooseGroup{domain::ServiceGroup::Life});
  EXPECT_FALSE(counter.On<NeedDraft>().shows_faults) << "the next page starts without reproach";
  counter.Do(screens::ChooseService{"home.plumbing"});
  counter.Do(screens::ChoosePackage{"visit"});
  counter.Do(GoNext{});
  ASSERT_EQ(counter.On<NeedDraft>().page, NeedPage::Privacy);
  counter.Do(GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Privacy) << "nothing personal is asked before consent";
}

TEST(RegisteringANeed, AServiceWithoutVisitAsksNeitherAddressNorTime) {
  Counter counter;
  counter.Do(screens::Open{Errand::RegisterNeed});
  counter.Do(screens::ChooseGroup{domain::ServiceGroup::Culture});
  counter.Do(screens::ChooseService{"culture.lecture"});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Details) << "one package: nothing to choose";
  counter.Do(GoNext{});
  counter.Do(screens::GiveConsent{true});
  counter.Do(GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Name);
  GivesContact(counter);
  const auto need = Only<RegisterOrder>(counter.Do(GoNext{})).need;
  EXPECT_EQ(need.package_code, "talk");
  EXPECT_FALSE(need.address || need.appointment);
}

TEST(RegisteringANeed, ARoomThatTheBuildingDoesNotHaveIsNotTaken) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::Edit{static_cast<int>(NeedPage::Room)});
  counter.Do(screens::Enter{{ui::Key::Backspace, ui::Key::Backspace, ui::Key::Backspace}});
  counter.Type("703");
  counter.Do(GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Room);
}

TEST(RegisteringANeed, AChangeFromTheReviewLeadsBackToTheReview) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::Edit{static_cast<int>(NeedPage::Time)});
  counter.Do(screens::ChooseDay{std::nullopt});
  counter.Do(GoNext{});
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
  EXPECT_EQ(Only<RegisterOrder>(counter.Do(GoNext{})).need.appointment, std::nullopt);
}

TEST(RegisteringANeed, AnotherServiceForgetsWhatWasSaidAboutTheFirst) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(screens::Edit{static_cast<int>(NeedPage::Service)});
  counter.Do(screens::ChooseService{"home.cleaning"});
  const NeedDraft& draft = counter.On<NeedDraft>();
  EXPECT_THAT(draft.phrases, IsEmpty());
  EXPECT_EQ(draft.package_code, "");
  EXPECT_EQ(draft.urgency, domain::Urgency::Ordinary) << "cleaning cannot be urgent";
}

TEST(RegisteringANeed, SubmittingTwiceRegistersOnce) {
  Counter counter;
  FillsInALeakingPipe(counter);
  EXPECT_EQ(counter.Do(GoNext{}).size(), 1u);
  EXPECT_THAT(counter.Do(GoNext{}), IsEmpty());
  EXPECT_THAT(counter.Do(GoBack{}), IsEmpty());
  EXPECT_EQ(counter.On<NeedDraft>().page, NeedPage::Review);
}

TEST(Outcome, ShowsTheNumberAndGoesHomeByItselfUnlessTouched) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(GoNext{});
  counter.Hear(OrderRegistered{OrderWith(OrderState::Registered, SomeNeed())});
  const auto done = std::get<screens::OrderDone>(counter.On<Outcome>().kind);
  EXPECT_EQ(done.number, SomeNumber());
  EXPECT_GT(done.qr.side, 20);
  Counter other = counter;
  EXPECT_FALSE(counter.Wait(kOutcomeStays - 1ms));
  EXPECT_TRUE(counter.Wait(1ms));
  EXPECT_TRUE(counter.IsOn<Home>());

  other.Do(screens::Stay{});
  EXPECT_FALSE(other.Wait(kOutcomeStays + 1s));
  EXPECT_TRUE(other.IsOn<Outcome>());
}

TEST(Outcome, SaysThatNothingWasSavedWhenTheDiskIsFull) {
  Counter counter;
  FillsInALeakingPipe(counter);
  counter.Do(GoNext{});
  counter.Hear(OrderRegistered{base::Error{base::ErrorCode::DiskFull, "the disk is full; free some space"}});
  EXPECT_EQ(std::get<screens::NotSaved>(counter.On<Outcome>().kind).reason, "the disk is full; free some space");
  EXPECT_FALSE(counter.model().is_saving);
}

// Goes to the page of stars for a visit to window 2.
void RatesAVisit(Counter& counter, int stars) {
  counter.Do(screens::Open{Errand::RateService});
  counter.Do(screens::RateVisit{});
  counter.Do(screens::ChooseWindow{"window_2"});
  counter.Type("A012");
  counter.Do(GoNext{});
  counter.Do(screens::GiveStars{domain::Dimension::Overall, stars});
  counter.Do(GoNext{});
  counter.Do(GoNext{});
}

TEST(Rating, AnonymousHoldsNoContactAndNothingIsPreselected) {
  Counter counter;
  counter.Do(screens::Open{Errand::RateService});
  EXPECT_THAT(counter.On<RatingDraft>().stars, IsEmpty());
  RatesAVisit(counter, 5);
  counter.Do(GoNext{});
  counter.Do(screens::GiveName{false});
  ASSERT_EQ(counter.On<RatingDraft>().page, RatingPage::Review);
  const auto rating = Only<GiveRating>(counter.Do(GoNext{})).rating;
  EXPECT_TRUE(rating.is_anonymous());
  EXPECT_EQ(rating.grades.overall.stars(), 5);
  EXPECT_EQ(rating.grades.attitude, std::nullopt);
  EXPECT_THAT(rating.reason_codes, IsEmpty());
  EXPECT_EQ(std::get<domain::RatedVisit>(rating.rated).window_code, "window_2");
}

TEST(Rating, AskingForAReasonAtTwoStarsAndBelow) {
  Counter counter;
  RatesAVisit(counter, 2);
  ASSERT_EQ(counter.On<RatingDraft>().page, RatingPage::Reasons);
  counter.Do(GoNext{});
  EXPECT_EQ(counter.On<RatingDraft>().page, RatingPage::Reasons);
  counter.Do(screens::ToggleReason{"late"});
  counter.Do(screens::ToggleReason{"attitude"});
  counter.Do(screens::ToggleReason{"late"});
  counter.Do(GoNext{});
  counter.Do(screens::GiveName{true});
  ASSERT_EQ(counter.On<RatingDraft>().page, RatingPage::Privacy);
  counter.Do(screens::GiveConsent{true});
  counter.Do(GoNext{});
  GivesContact(counter);
  const auto rating = Only<GiveRating>(counter.Do(GoNext{})).rating;
  EXPECT_THAT(rating.reason_codes, ElementsAre("attitude"));
  EXPECT_FALSE(rating.is_anonymous());
  counter.Hear(RatingGiven{store::RatingReceipt{SomeNumber(), counter.now()}});
  EXPECT_TRUE(std::get<screens::RatingDone>(counter.On<Outcome>().kind).answer_by);
}

TEST(Rating, ASecondOneOfTheSameVisitIsTurnedAwayKindly) {
  Counter counter;
  RatesAVisit(counter, 4);
  counter.Do(GoNext{});
  counter.Do(screens::GiveName{false});
  counter.Do(GoNext{});
  counter.Hear(RatingGiven{base::Error{base::ErrorCode::Conflict, "rated before"}});
  EXPECT_TRUE(std::holds_alternative<screens::RatedBefore>(counter.On<Outcome>().kind));
}

TEST(Rating, OfAnOrderWaitsUntilItWasServed) {
  Counter counter;
  counter.Do(screens::Open{Errand::RateService});
  counter.Do(screens::RateOrder{});
  EXPECT_EQ(counter.On<RatingDraft>().entries.Text(Field::Number), "JA") << "most numbers are of this very kiosk";
  counter.Type(SomeNumber().text().substr(2));
  counter.Do(screens::Focus{Field::LastFour});
  counter.Type("8000");
  EXPECT_EQ(Only<FindRecord>(counter.Do(GoNext{})).number, SomeNumber());
  counter.Hear(RecordFound{store::Lookup{OrderWith(OrderState::Accepted, SomeNeed())}});
  EXPECT_EQ(counter.On<RatingDraft>().problem.kind, screens::FindProblem::Kind::CannotBeRated);
  counter.Do(GoNext{});
  counter.Hear(RecordFound{store::Lookup{OrderWith(OrderState::Completed, SomeNeed())}});
  EXPECT_EQ(counter.On<RatingDraft>().page, RatingPage::Stars);
  EXPECT_EQ(counter.On<RatingDraft>().order, SomeNumber());
}

TEST(Complaint, AnonymousAboutStaffNeedsNoWords) {
  Counter counter;
  counter.Do(screens::Open{Errand::FileComplaint});
  counter.Do(screens::ChooseKind{domain::ComplaintKind::Complaint});
  counter.Do(screens::ChooseAbout{domain::About::Staff});
  counter.Do(screens::ChooseSubject{"attitude"});
  counter.Do(screens::ChooseOccasion{domain::Occasion::Yesterday});
  counter.Do(GoNext{});
  counter.Do(screens::GiveName{false});
  ASSERT_EQ(counter.On<ComplaintDraft>().page, ComplaintPage::Review);
  const auto complaint = Only<FileComplaint>(counter.Do(GoNext{})).complaint;
  EXPECT_EQ(complaint.about, domain::About::Staff);
  EXPECT_EQ(complaint.subject_code, "attitude");
  EXPECT_EQ(complaint.occasion, domain::Occasion::Yesterday);
  EXPECT_TRUE(complaint.is_anonymous());
}

TEST(Complaint, ASuggestionIsItsWords) {
  Counter counter;
  counter.Do(screens::Open{Errand::FileComplaint});
  counter.Do(screens::ChooseKind{domain::ComplaintKind::Suggestion});
  counter.Do(screens::ChooseAbout{domain::About::Facility});
  ASSERT_EQ(counter.On<ComplaintDraft>().page, ComplaintPage::Words);
  counter.Type("   ");
  counter.Do(GoNext{});
  EXPECT_EQ(counter.On<ComplaintDraft>().page, ComplaintPage::Words);
  counter.Type("门口加一把椅子");
  counter.Do(GoNext{});
  counter.Do(screens::GiveName{false});
  EXPECT_EQ(Only<FileComplaint>(counter.Do(GoNext{})).complaint.kind, domain::ComplaintKind::Suggestion);
}

}  // namespace
}  // namespace bianmin::app
