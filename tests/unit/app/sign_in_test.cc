// Staff at the kiosk: signing in by number and PIN, what a session of theirs is, and that nothing of it stays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/update_staff.h"
#include "tests/support/model_texts.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;
using domain::Role;
using screens::SignInProblem;
using screens::SignInStage;
using screens::SignInState;
using screens::StaffAct;
using screens::StaffTile;

domain::StaffMember Member(Role role) {
  return {.number = domain::StaffNumber::Parse("1001").value(),
          .name = domain::PersonName::Parse("李梅").value(),
          .role = role};
}

class SigningIn : public ::testing::Test {
 protected:
  void Types(const std::string& digits) { counter_.Do(StaffAct{screens::PressDigits{{ui::Typed{digits}}}}); }
  AccountCommand OnlyOfStaff(const Commands& commands) {
    return std::get<AccountCommand>(Only<StaffCommand>(commands));
  }
  void Hears(AccountReport report) { sent_ = counter_.Hear(StaffReport{std::move(report)}); }
  // Up to the command; the answer is up to the test.
  SignIn AsksToSignIn() {
    counter_.Do(StaffAct{screens::PressLogo{}});
    counter_.Do(StaffAct{screens::OpenSignIn{}});
    Types("1001");
    counter_.Do(screens::GoNext{});
    Types("738291");
    return std::get<SignIn>(OnlyOfStaff(counter_.Do(screens::GoNext{})));
  }
  void SignsIn(Role role) { Hears(SignInAnswered{AsksToSignIn().errand, store::PinCheck{Member(role)}}); }
  template <class Page>
  bool IsOn() {
    return StaffState<Page>(model()) != nullptr;
  }
  Model& model() { return counter_.model(); }
  Counter counter_;
  Commands sent_;
};

TEST_F(SigningIn, TakesTheNumberAndThenThePin) {
  const SignIn asked = AsksToSignIn();
  EXPECT_EQ(asked.number.text(), "1001");
  EXPECT_EQ(asked.pin, "738291");
  EXPECT_TRUE(model().is_saving);
  EXPECT_TRUE(counter_.Do(screens::GoNext{}).empty()) << "not twice";
  Hears(SignInAnswered{asked.errand, store::PinCheck{Member(Role::Clerk)}});
  EXPECT_TRUE(IsOn<Workbench>());
  EXPECT_FALSE(model().is_saving);
}

TEST_F(SigningIn, TellsWhatIsWrongBeforeItAsks) {
  counter_.Do(StaffAct{screens::OpenSignIn{}});
  Types("1");
  EXPECT_TRUE(counter_.Do(screens::GoNext{}).empty());
  EXPECT_EQ(counter_.On<SignInState>().problem.kind, SignInProblem::Kind::NumberTooShort);
  Types("001");
  counter_.Do(screens::GoNext{});
  Types("73829");
  EXPECT_TRUE(counter_.Do(screens::GoNext{}).empty()) << "this is not one of the wrong tries";
  EXPECT_EQ(counter_.On<SignInState>().problem.kind, SignInProblem::Kind::PinTooShort);
  counter_.Do(screens::GoBack{});
  EXPECT_EQ(counter_.On<SignInState>().pin, "");
  EXPECT_EQ(counter_.On<SignInState>().number, "1001");
  Types("234567890");
  EXPECT_EQ(counter_.On<SignInState>().number, "10012345") << "no more than a number has";
}

TEST_F(SigningIn, AWrongPairIsTypedAgain) {
  const std::uint64_t errand = AsksToSignIn().errand;
  Hears(SignInAnswered{errand, store::PinCheck{store::WrongPair{2}}});
  EXPECT_EQ(counter_.On<SignInState>().problem.tries_left, 2);
  EXPECT_EQ(counter_.On<SignInState>().pin, "");
  EXPECT_EQ(counter_.On<SignInState>().stage, SignInStage::Pin);
  EXPECT_FALSE(model().staff);
  Types("738292");
  counter_.Do(screens::GoNext{});
  Hears(SignInAnswered{errand, store::PinCheck{store::WaitUntil{counter_.now() + 15s}}});
  EXPECT_EQ(counter_.On<SignInState>().problem.kind, SignInProblem::Kind::Wait);
  Types("738292");
  counter_.Do(screens::GoNext{});
  Hears(SignInAnswered{errand, store::PinCheck{store::LockedOut{}}});
  EXPECT_EQ(counter_.On<SignInState>().problem.kind, SignInProblem::Kind::LockedOut);
}

TEST_F(SigningIn, AnAnswerThatComesTooLateSignsNobodyIn) {
  const SignIn first = AsksToSignIn();
  counter_.Do(screens::Leave{});
  Hears(SignInAnswered{first.errand, store::PinCheck{Member(Role::Clerk)}});
  EXPECT_TRUE(counter_.IsOn<Home>());
  EXPECT_FALSE(model().staff);
  EXPECT_TRUE(std::holds_alternative<SignOut>(OnlyOfStaff(sent_))) << "and the journal says so";
  const SignIn second = AsksToSignIn();
  EXPECT_NE(second.errand, first.errand);
  Hears(SignInAnswered{first.errand, store::PinCheck{Member(Role::Clerk)}});
  EXPECT_FALSE(model().staff) << "somebody else's answer";
}

TEST_F(SigningIn, AKioskWithoutAccountsSaysHowToMakeOne) {
  counter_.Do(StaffAct{screens::PressLogo{}});
  const Commands commands = counter_.Do(StaffAct{screens::OpenSignIn{}});
  EXPECT_TRUE(std::holds_alternative<CountStaff>(OnlyOfStaff(commands)));
  Hears(StaffCounted{store::StaffCounts{}});
  EXPECT_TRUE(counter_.On<SignInState>().is_nobody_known);
  Types("1001");
  EXPECT_EQ(counter_.On<SignInState>().number, "");
  counter_.Do(screens::GoBack{});
  EXPECT_TRUE(counter_.IsOn<Device>());
}

TEST_F(SigningIn, TheResidentsIdleTimeDoesNotCountForStaff) {
  SignsIn(Role::Clerk);
  counter_.Wait(model().session_times.idle + model().session_times.answer + 1s);
  EXPECT_TRUE(IsOn<Workbench>());
  EXPECT_FALSE(EndsQuietly(model())) << "they are warned";
  counter_.Wait(model().staff_times.idle);
  EXPECT_FALSE(model().staff);
  EXPECT_TRUE(counter_.IsOn<Home>());
  EXPECT_TRUE(model().signed_out->by_itself);
  EXPECT_EQ(model().signed_out->number.text(), "1001");
}

TEST_F(SigningIn, GoingOnKeepsThemSignedIn) {
  SignsIn(Role::Clerk);
  counter_.Wait(model().staff_times.idle + 1s);
  EXPECT_TRUE(std::holds_alternative<domain::SessionWarning>(model().session.At(counter_.steady())));
  counter_.Do(screens::ContinueSession{});
  counter_.Wait(model().staff_times.idle - 1s);
  EXPECT_TRUE(model().staff);
}

TEST_F(SigningIn, NothingIsLeftAfterSignOut) {
  SignsIn(Role::Supervisor);
  counter_.Do(screens::SwitchTextStep{});
  EXPECT_EQ(model().comfort.step, ui::TextStep::Elder) << "as residents choose it";
  EXPECT_TRUE(IsOn<Workbench>());
  counter_.Do(StaffAct{screens::SignOut{}});
  EXPECT_TRUE(counter_.IsOn<Home>());
  EXPECT_FALSE(model().staff);
  EXPECT_EQ(testing::TextsIn(model()), "");
  EXPECT_FALSE(model().signed_out->by_itself);
  EXPECT_EQ(model().comfort, model().defaults.comfort);
  model().signed_out.reset();
  SignsIn(Role::Clerk);
  counter_.Do(screens::Leave{});
  EXPECT_TRUE(counter_.IsOn<Home>()) << "退出 in the header is the same";
  EXPECT_TRUE(model().signed_out);
}

TEST_F(SigningIn, TilesAreForWhoReachesThem) {
  SignsIn(Role::Clerk);
  for (const StaffTile tile : {StaffTile::Journal, StaffTile::Accounts}) {
    EXPECT_TRUE(counter_.Do(StaffAct{screens::OpenTile{tile}}).empty());
    EXPECT_TRUE(IsOn<Workbench>());
  }
  ShowStaffScreen(model(), screens::JournalState{});
  EXPECT_TRUE(IsOn<Workbench>()) << "the one place that knows";
  counter_.Do(StaffAct{screens::OpenTile{StaffTile::Device}});
  EXPECT_TRUE(counter_.IsOn<Device>());
  counter_.Do(screens::GoBack{});
  EXPECT_TRUE(IsOn<Workbench>());
}

TEST_F(SigningIn, NobodySeesAPageOfStaffWithoutSigningIn) {
  ShowStaffScreen(model(), Workbench{});
  EXPECT_TRUE(counter_.IsOn<Home>());
  EXPECT_TRUE(counter_.Do(StaffAct{screens::OpenTile{StaffTile::Journal}}).empty());
  EXPECT_TRUE(counter_.Do(StaffAct{screens::AddAccount{}}).empty());
  EXPECT_TRUE(counter_.IsOn<Home>());
}

TEST(AsksForPin, WhileAShiftIsSignedAndNotOnItsOtherPages) {
  using screens::ClosingStage;
  for (const ClosingStage stage : {ClosingStage::LeaverPin, ClosingStage::TakerNumber, ClosingStage::TakerPin}) {
    EXPECT_TRUE(AsksForPin(StaffScreen{screens::ShiftClosingState{.stage = stage}}));
  }
  for (const ClosingStage stage : {ClosingStage::CameIn, ClosingStage::Who, ClosingStage::Done}) {
    EXPECT_FALSE(AsksForPin(StaffScreen{screens::ShiftClosingState{.stage = stage}}));
  }
}

TEST_F(SigningIn, ASupervisorCalibratesWithoutSetUp) {
  SignsIn(Role::Dispatcher);
  EXPECT_FALSE(MayCalibrate(model()));
  counter_.Do(StaffAct{screens::SignOut{}});
  SignsIn(Role::Supervisor);
  model().machine.panel.width_mm = 500;
  counter_.Do(StaffAct{screens::OpenTile{StaffTile::Device}});
  counter_.Do(StaffAct{screens::OpenCalibration{}});
  counter_.Do(screens::GoNext{});
  const auto store = Only<StoreCalibration>(counter_.Do(screens::GoNext{}));
  EXPECT_EQ(store.by->text(), "1001") << "and it is journalled";
}

TEST_F(SigningIn, WithAPinThatSomebodyElseChoseOnlyThatIsChanged) {
  domain::StaffMember member = Member(Role::Supervisor);
  member.has_given_pin = true;
  Hears(SignInAnswered{AsksToSignIn().errand, store::PinCheck{member}});
  ASSERT_TRUE(IsOn<screens::OwnPinState>());
  counter_.Do(StaffAct{screens::OpenTile{StaffTile::Queue}});
  counter_.Do(StaffAct{screens::PressLogo{}});
  EXPECT_TRUE(IsOn<screens::OwnPinState>());
  EXPECT_FALSE(MayCalibrate(model()));
  Types("738291");
  EXPECT_TRUE(counter_.Do(screens::GoNext{}).empty());
  EXPECT_TRUE(StaffState<screens::OwnPinState>(model())->shows_faults) << "not the one that the other knows";
  StaffState<screens::OwnPinState>(model())->pin.clear();
  Types("604817");
  counter_.Do(screens::GoNext{});
  Types("604817");
  const auto change = std::get<ChangeOwnPin>(OnlyOfStaff(counter_.Do(screens::GoNext{})));
  EXPECT_EQ(change.old_pin, "738291") << "it was typed a moment ago";
  Hears(OwnPinAnswered{store::PinCheck{member}});
  counter_.Do(screens::GoNext{});
  EXPECT_TRUE(IsOn<Workbench>());
}

TEST_F(SigningIn, WhoDoesNotChangeAGivenPinIsSignedOut) {
  domain::StaffMember member = Member(Role::Clerk);
  member.has_given_pin = true;
  Hears(SignInAnswered{AsksToSignIn().errand, store::PinCheck{member}});
  counter_.Do(StaffAct{screens::OpenDevice{}});
  counter_.Do(screens::GoBack{});
  EXPECT_TRUE(IsOn<screens::OwnPinState>());
  counter_.Do(screens::GoBack{});
  EXPECT_TRUE(counter_.IsOn<Home>());
  EXPECT_FALSE(model().staff);
}

TEST_F(SigningIn, AnErrandForAResidentEndsAtTheWorkbench) {
  SignsIn(Role::Clerk);
  model().screen = screens::NeedDraft{.group = domain::ServiceGroup::Life};
  EndErrand(model());
  EXPECT_TRUE(IsOn<Workbench>());
  EXPECT_FALSE(model().signed_out);
}

}  // namespace
}  // namespace bianmin::app
