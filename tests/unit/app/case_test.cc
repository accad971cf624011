// Staff at the page of one order: what each press leads to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/update_staff.h"
#include "tests/support/case_samples.h"
#include "tests/support/casework_acts.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using domain::OrderAct;
using domain::OrderState;
using domain::Role;
using screens::BeginAct;
using screens::CaseProblem;
using screens::CaseState;
using screens::CaseworkAct;
using screens::Field;
using screens::StaffAct;
using ::testing::IsEmpty;
using ::testing::SizeIs;

domain::StaffMember Member(Role role) {
  return {.number = domain::StaffNumber::Parse("1024").value(),
          .name = domain::PersonName::Parse("赵敏").value(),
          .role = role,
          .is_active = true};
}

template <class Kind>
Kind OnlyCase(const Commands& commands) {
  EXPECT_THAT(commands, SizeIs(1));
  return std::get<Kind>(std::get<CaseCommand>(Only<StaffCommand>(commands)));
}

class AtAnOrder : public ::testing::Test {
 protected:
  void SignedInAs(Role role) {
    counter_.model().staff = StaffSession{.member = Member(role)};
    ShowStaffScreen(counter_.model(), Workbench{});
  }
  Commands Press(CaseworkAct act) { return counter_.Do(StaffAct{std::move(act)}); }
  // Opens the order of a file and hears it read.
  void Opens(domain::CaseFile file) {
    OnlyCase<ReadCase>(Press(screens::OpenCase{file.order.number}));
    const domain::RecordNumber number = file.order.number;
    counter_.Hear(StaffReport{CaseReport{CaseRead{number, std::move(file)}}});
  }
  domain::CaseFile FileIn(OrderState state) {
    domain::CaseFile file = testing::ALongCase();
    file.order.state = state;
    return file;
  }
  CaseState& Page() { return std::get<CaseState>(std::get<StaffScreen>(counter_.model().screen)); }
  Commands Hears(OrderAct act, base::Result<domain::CaseFile> file) {
    return counter_.Hear(StaffReport{CaseReport{ActPerformed{act, std::move(file)}}});
  }

  Counter counter_;
};

TEST_F(AtAnOrder, ANumberThatIsNoneIsNotLookedUp) {
  SignedInAs(Role::Clerk);
  Press(screens::AskForCase{});
  EXPECT_EQ(Page().entries.Text(Field::Number), "JA") << "most numbers are of this kiosk";
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty());
  EXPECT_TRUE(Page().shows_faults);
  Page().entries.texts[Field::Number] = SomeNumber().text();
  EXPECT_EQ(OnlyCase<ReadCase>(counter_.Do(screens::GoNext{})).number, SomeNumber());
  counter_.Hear(StaffReport{CaseReport{CaseRead{SomeNumber(), base::Error{base::ErrorCode::NotFound, "none"}}}});
  EXPECT_EQ(Page().problem, CaseProblem::NoSuchOrder);
  EXPECT_FALSE(counter_.model().is_saving);
}

TEST_F(AtAnOrder, AResidentOpensNothing) {
  EXPECT_THAT(Press(screens::OpenCase{SomeNumber()}), IsEmpty());
  EXPECT_FALSE(counter_.IsOn<StaffScreen>());
}

TEST_F(AtAnOrder, AcceptingIsOneTapAndSaysWhatWasDone) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Registered));
  const auto perform = OnlyCase<PerformAct>(Press(BeginAct{OrderAct::Accept}));
  EXPECT_EQ(perform.act.act, OrderAct::Accept);
  EXPECT_EQ(perform.by.number.text(), "1024");
  EXPECT_TRUE(counter_.model().is_saving);
  EXPECT_THAT(Press(BeginAct{OrderAct::Accept}), IsEmpty()) << "not twice";
  Hears(OrderAct::Accept, FileIn(OrderState::Accepted));
  EXPECT_EQ(Page().done, OrderAct::Accept);
  EXPECT_EQ(Page().file->order.state, OrderState::Accepted);
}

TEST_F(AtAnOrder, DecliningAsksForAReasonAndThenOnceMore) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Registered));
  EXPECT_THAT(Press(BeginAct{OrderAct::Decline}), IsEmpty());
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty());
  EXPECT_TRUE(Page().draft->shows_faults);
  Press(screens::ChooseCaseReason{"not_offered"});
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty());
  EXPECT_TRUE(Page().draft->asks);
  EXPECT_THAT(Press(screens::AnswerAct{false}), IsEmpty());
  EXPECT_FALSE(Page().draft->asks);
  counter_.Do(screens::GoNext{});
  EXPECT_EQ(OnlyCase<PerformAct>(Press(screens::AnswerAct{true})).act.reason_code, "not_offered");
}

TEST_F(AtAnOrder, WhatTheRoleDoesNotReachIsNotBegun) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Accepted));
  EXPECT_THAT(Press(BeginAct{OrderAct::Dispatch}), IsEmpty());
  EXPECT_FALSE(Page().draft);
  EXPECT_THAT(Press(BeginAct{OrderAct::FinishService}), IsEmpty());
}

TEST_F(AtAnOrder, ProvidersAreRankedAnewForALanguageWhichTheNextDispatchAsksForAgain) {
  SignedInAs(Role::Dispatcher);
  domain::CaseFile file = FileIn(OrderState::Dispatched);
  file.language = "wuu";
  Opens(file);
  Press(BeginAct{OrderAct::Dispatch});
  EXPECT_EQ(Page().draft->language, "wuu");
  counter_.Hear(StaffReport{CaseReport{ProvidersCounted{domain::ProviderRecords{}}}});
  const auto fit = [&] {
    const domain::Proposal& first = Page().matching->proposals.at(0);
    EXPECT_EQ(first.provider_code, "kuaixiu");
    return first.reasons.back().fit;
  };
  EXPECT_EQ(fit(), domain::Fit::Fully);
  Press(screens::ChooseProviderLanguage{"en"});
  EXPECT_EQ(fit(), domain::Fit::None);
  Press(screens::ChooseProvider{"kuaixiu"});
  EXPECT_EQ(OnlyCase<PerformAct>(counter_.Do(screens::GoNext{})).act.language, "en");
  counter_.model().is_saving = false;
  Press(screens::ChooseProviderLanguage{});
  EXPECT_EQ(fit(), domain::Fit::Unknown);
}

TEST_F(AtAnOrder, ProvidersAreRankedAndOneThatWasNotProposedNeedsAReason) {
  SignedInAs(Role::Dispatcher);
  Opens(FileIn(OrderState::Accepted));
  OnlyCase<CountProviders>(Press(BeginAct{OrderAct::Dispatch}));
  counter_.Hear(StaffReport{CaseReport{ProvidersCounted{domain::ProviderRecords{}}}});
  ASSERT_TRUE(Page().matching);
  ASSERT_FALSE(Page().matching->proposals.empty());
  EXPECT_EQ(Page().matching->proposals[0].provider_code, "kuaixiu");
  Press(screens::ChooseProvider{"juxin"});
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty());
  Page().entries.texts[Field::StaffText] = "居民指定";
  EXPECT_EQ(OnlyCase<PerformAct>(counter_.Do(screens::GoNext{})).act.text, "居民指定");
  counter_.model().is_saving = false;
  Press(screens::ChooseProvider{"kuaixiu"});
  const auto perform = OnlyCase<PerformAct>(counter_.Do(screens::GoNext{}));
  EXPECT_EQ(perform.act.provider_code, "kuaixiu");
  EXPECT_EQ(perform.act.text, "") << "the reason for another one is gone";
}

TEST_F(AtAnOrder, DetailsNeedADayAndAFee) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Dispatched));
  Press(BeginAct{OrderAct::ConfirmDetails});
  EXPECT_TRUE(Page().draft->day) << "the resident's wish is the beginning";
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty());
  counter_.Do(screens::Focus{Field::Fee});
  counter_.Type("30");
  counter_.Do(screens::ChooseHalf{domain::HalfDay::Afternoon});
  const auto perform = OnlyCase<PerformAct>(counter_.Do(screens::GoNext{}));
  ASSERT_TRUE(perform.act.details);
  EXPECT_EQ(perform.act.details->fee_fen, 3000);
  EXPECT_EQ(perform.act.details->when.half, domain::HalfDay::Afternoon);
}

TEST_F(AtAnOrder, DetailsThatAreWantingOrPastSayWhichOnes) {
  SignedInAs(Role::Clerk);
  domain::CaseFile file = FileIn(OrderState::Dispatched);
  file.order.need.appointment = domain::Appointment{std::chrono::year{2026} / 11 / 22, domain::HalfDay::Morning};
  Opens(file);
  Press(BeginAct{OrderAct::ConfirmDetails});
  EXPECT_FALSE(Page().draft->day) << "a wish that is past is no beginning";
  const auto faults = [&] { return screens::FaultsOf(*Page().draft, Page().entries, counter_.now()); };
  EXPECT_EQ(faults().when, "case.details.no_day");
  EXPECT_EQ(faults().fee, "case.fee.missing");
  counter_.Do(screens::ChooseDay{file.order.need.appointment->date});
  EXPECT_EQ(faults().when, "case.details.no_half");
  counter_.Do(screens::ChooseHalf{domain::HalfDay::Morning});
  EXPECT_EQ(faults().when, "case.details.passed");
  for (const char* fee : {"three", "-1", "100001"}) {
    Page().entries.texts[Field::Fee] = fee;
    EXPECT_EQ(faults().fee, "case.fee.wrong") << fee;
  }
  Page().entries.texts[Field::Fee] = "100000";
  EXPECT_EQ(faults().fee, "");
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty()) << "not for a day that is past";
  EXPECT_TRUE(Page().draft->shows_faults);
  counter_.Do(screens::ChooseDay{std::chrono::year{2026} / 11 / 24});
  EXPECT_THAT(counter_.Do(screens::GoNext{}), SizeIs(1));
}

TEST_F(AtAnOrder, AResidentSignsAndMaySignAgain) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::AwaitingAcceptance));
  Press(BeginAct{OrderAct::ConfirmCompletion});
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty());
  std::vector<ui::Point> stroke;
  for (int i = 0; i < 20; ++i) stroke.push_back({0.02F * static_cast<float>(i), 0.2F});
  Press(screens::WriteSignature{stroke});
  Press(screens::EraseSignature{});
  EXPECT_THAT(counter_.Do(screens::GoNext{}), IsEmpty());
  Press(screens::WriteSignature{stroke});
  const auto perform = OnlyCase<PerformAct>(counter_.Do(screens::GoNext{}));
  ASSERT_THAT(perform.act.signature, SizeIs(1));
  EXPECT_EQ(perform.act.signature[0].back().x, 380);
}

TEST_F(AtAnOrder, AnActThatCameTooLateIsSaidAndTheOrderIsReadAgain) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Registered));
  Press(BeginAct{OrderAct::Accept});
  OnlyCase<ReadCase>(Hears(OrderAct::Accept, base::Error{base::ErrorCode::Refused, "not now"}));
  EXPECT_EQ(Page().problem, CaseProblem::NotPossible);
  EXPECT_FALSE(Page().done);
}

TEST_F(AtAnOrder, WhatIsReadInTheBackgroundDoesNotEndTheSavingOfAnAct) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Registered));
  EXPECT_FALSE(counter_.model().is_saving) << "the first read is over";
  counter_.Hear(ChangedElsewhere{});
  Press(BeginAct{OrderAct::Accept});
  counter_.Hear(StaffReport{CaseReport{CaseRead{SomeNumber(), FileIn(OrderState::Registered)}}});
  EXPECT_TRUE(counter_.model().is_saving);
  EXPECT_THAT(Press(BeginAct{OrderAct::Accept}), IsEmpty()) << "not twice";
}

TEST_F(AtAnOrder, WhatCouldNotBeSavedKeepsWhatWasEntered) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Registered));
  Press(BeginAct{OrderAct::AskBack});
  Page().entries.texts[Field::StaffText] = "几楼";
  OnlyCase<PerformAct>(counter_.Do(screens::GoNext{}));
  EXPECT_THAT(Hears(OrderAct::AskBack, base::Error{base::ErrorCode::DiskFull, "full"}), IsEmpty());
  EXPECT_EQ(Page().problem, CaseProblem::NotSaved);
  EXPECT_EQ(Page().entries.Text(Field::StaffText), "几楼");
}

TEST_F(AtAnOrder, AContactIsShownOnRequestAndHiddenAgainWithThePage) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Registered));
  EXPECT_FALSE(Page().is_contact_shown);
  EXPECT_EQ(OnlyCase<RevealContact>(Press(screens::ShowContact{})).by.number.text(), "1024");
  counter_.Hear(StaffReport{CaseReport{ContactRevealed{FileIn(OrderState::Registered)}}});
  EXPECT_TRUE(Page().is_contact_shown);
  Opens(FileIn(OrderState::Registered));
  EXPECT_FALSE(Page().is_contact_shown);
}

TEST_F(AtAnOrder, WhatTheCityChangesIsReadAgainButNotUnderAnOpenAct) {
  SignedInAs(Role::Clerk);
  Opens(FileIn(OrderState::Registered));
  EXPECT_THAT(counter_.Hear(ChangedElsewhere{}), SizeIs(2)) << "the machine and the order";
  Press(BeginAct{OrderAct::Decline});
  EXPECT_THAT(counter_.Hear(ChangedElsewhere{}), SizeIs(1));
}

TEST_F(AtAnOrder, RegisteringForSomebodyAsksForIdentityAndConsentFirst) {
  SignedInAs(Role::Clerk);
  Press(screens::RegisterForSomebody{});
  counter_.Do(screens::GoNext{});
  ASSERT_TRUE(counter_.IsOn<StaffScreen>());
  Press(screens::ChooseIdentity{domain::IdentityProof::IdCard});
  counter_.Do(screens::GoNext{});
  ASSERT_TRUE(counter_.IsOn<StaffScreen>()) << "without consent nothing is registered";
  Press(screens::NoteConsent{true});
  counter_.Do(screens::GoNext{});
  EXPECT_TRUE(counter_.IsOn<screens::NeedDraft>());
  ASSERT_TRUE(counter_.model().staff->behalf);
  EXPECT_EQ(counter_.model().staff->behalf->identity, domain::IdentityProof::IdCard);
}

}  // namespace
}  // namespace bianmin::app
