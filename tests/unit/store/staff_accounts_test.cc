// Who may sign in: accounts and their changes, wrong PINs, and what the journal says of all that.
#include "kiosk/store/staff_accounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/journal.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using base::ErrorCode;
using domain::Role;
using support::KioskDesk;
using support::Must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

domain::StaffNumber Number(const std::string& text) { return domain::StaffNumber::Parse(text).value(); }
domain::Pin PinOf(const std::string& digits) { return domain::Pin::Parse(digits).value(); }
domain::StaffMember Member(const std::string& number, Role role) {
  return {.number = Number(number), .name = domain::PersonName::Parse("李𠮷梅").value(), .role = role};
}

const std::string kRight = "738291";
const std::string kWrong = "738292";

class Staff : public ::testing::Test {
 protected:
  Staff() {
    Must(accounts_.Add(Operator{}, Member("1001", Role::Supervisor), PinOf(kRight)));
    Must(accounts_.Add(Number("1001"), Member("1002", Role::Clerk), PinOf(kRight)));
  }

  PinCheck SignsIn(const std::string& number, const std::string& pin) {
    return Must(accounts_.SignIn(Number(number), pin));
  }
  bool MaySignIn(const std::string& number, const std::string& pin) {
    return std::holds_alternative<domain::StaffMember>(SignsIn(number, pin));
  }
  // So many wrong PINs, each as soon as it is allowed.
  void FailsTimes(const std::string& number, int times) {
    for (int i = 0; i < times; ++i) {
      const PinCheck check = SignsIn(number, kWrong);
      if (const auto* wait = std::get_if<WaitUntil>(&check)) desk_.clock.Advance(wait->at - desk_.clock.Now());
    }
  }
  std::vector<std::string> Acts() {
    std::vector<std::string> acts;
    for (const JournalEntry& entry : Must(Journal{store_.database()}.Latest(1000)))
      acts.push_back(entry.actor + " " + entry.act + (entry.record.empty() ? "" : " " + entry.record));
    return acts;
  }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  StaffAccounts accounts_{store_};
};

TEST_F(Staff, SignInWithTheirNumberAndPin) {
  const auto member = std::get<domain::StaffMember>(SignsIn("1002", kRight));
  EXPECT_EQ(member.name.text(), "李𠮷梅");
  EXPECT_EQ(member.role, Role::Clerk);
  Must(accounts_.SignOut(member.number, false));
  EXPECT_EQ(std::get<WrongPair>(SignsIn("1002", kWrong)).tries_left, 4);
  EXPECT_EQ(std::get<WrongPair>(SignsIn("1002", "")).tries_left, 3) << "nothing typed is wrong, too";
  EXPECT_THAT(Acts(), ElementsAre("operator staff.added staff:1001", "staff:1001 staff.added staff:1002",
                                  "staff:1002 staff.signed_in", "staff:1002 staff.signed_out",
                                  "staff:1002 staff.sign_in_refused", "staff:1002 staff.sign_in_refused"));
}

TEST_F(Staff, NothingOfNameOrPinCanBeReadOnTheDisk) {
  SignsIn("1002", kWrong);
  SignsIn("738291", kRight);  // the PIN in the field of the number
  const std::string everything = desk_.WholeDatabase() + desk_.RawFiles();
  EXPECT_THAT(everything, Not(HasSubstr("李𠮷梅")));
  EXPECT_THAT(everything, Not(HasSubstr(kRight)));
  EXPECT_THAT(everything, Not(HasSubstr(kWrong)));
}

TEST_F(Staff, ThePinOfOneIsNotThePinOfTheOther) {
  Must(accounts_.ResetPin(Operator{}, Number("1002"), PinOf("925173")));
  EXPECT_TRUE(MaySignIn("1001", kRight));
  EXPECT_FALSE(MaySignIn("1002", kRight));
  EXPECT_TRUE(MaySignIn("1002", "925173"));
}

TEST_F(Staff, FiveWrongPinsWaitAndNothingIsTriedMeanwhile) {
  for (int left = 4; left > 0; --left) EXPECT_EQ(std::get<WrongPair>(SignsIn("1002", kWrong)).tries_left, left);
  EXPECT_EQ(std::get<WaitUntil>(SignsIn("1002", kWrong)).at, desk_.clock.Now() + 15s);
  desk_.clock.Advance(15s - 1ms);
  EXPECT_TRUE(std::holds_alternative<WaitUntil>(SignsIn("1002", kRight))) << "not even the right one";
  EXPECT_TRUE(MaySignIn("1001", kRight)) << "another's";
  desk_.clock.Advance(1ms);
  EXPECT_EQ(std::get<WaitUntil>(SignsIn("1002", kWrong)).at, desk_.clock.Now() + 30s);
  desk_.clock.Advance(30s);
  EXPECT_TRUE(MaySignIn("1002", kRight));
  EXPECT_EQ(std::get<WrongPair>(SignsIn("1002", kWrong)).tries_left, 4) << "a right one forgets the wrong ones";
}

TEST_F(Staff, TheCountSurvivesARestartAndAClockThatIsSetBack) {
  FailsTimes("1002", 4);
  desk_.clock.SetWallClock(desk_.clock.Now() - 48h);
  Store again = desk_.OpenStore();
  const auto check = Must(StaffAccounts{again}.SignIn(Number("1002"), kWrong));
  EXPECT_EQ(std::get<WaitUntil>(check).at, desk_.clock.Now() + 15s) << "not two days";
}

TEST_F(Staff, FifteenWrongPinsLockUntilASupervisorUnlocks) {
  FailsTimes("1002", 15);
  desk_.clock.Advance(240h);
  EXPECT_TRUE(std::holds_alternative<LockedOut>(SignsIn("1002", kRight)));
  EXPECT_TRUE(Must(accounts_.List())[1].is_locked_out);
  EXPECT_EQ(Must(CountStaff(store_.database())).locked_out, 1);
  EXPECT_EQ(accounts_.Unlock(Number("1002"), Number("1002")).error().code, ErrorCode::Refused);
  Must(accounts_.Unlock(Number("1001"), Number("1002")));
  EXPECT_TRUE(MaySignIn("1002", kRight));
  EXPECT_THAT(Acts(), ::testing::IsSupersetOf({"staff:1002 staff.locked_out", "staff:1001 staff.unlocked staff:1002"}));
}

TEST_F(Staff, ANumberThatNobodyHasIsTreatedLikeOneThatSomebodyHas) {
  for (int left = 4; left > 0; --left) {
    EXPECT_EQ(std::get<WrongPair>(SignsIn("7777", kWrong)).tries_left, left);
    EXPECT_EQ(std::get<WrongPair>(SignsIn("1002", kWrong)).tries_left, left);
  }
  EXPECT_EQ(std::get<WaitUntil>(SignsIn("7777", kWrong)).at, std::get<WaitUntil>(SignsIn("1002", kWrong)).at);
  FailsTimes("7777", 11);
  EXPECT_TRUE(std::holds_alternative<LockedOut>(SignsIn("7777", kWrong)));
  EXPECT_THAT(Acts(), Not(::testing::Contains(HasSubstr("7777")))) << "it may be a PIN in the wrong place";
  Must(accounts_.Add(Operator{}, Member("7777", Role::Clerk), PinOf(kRight)));
  EXPECT_TRUE(MaySignIn("7777", kRight)) << "what was tried before somebody had it does not count";
}

TEST_F(Staff, NumbersThatNobodyHasPushOutNoOneElses) {
  FailsTimes("1002", 3);
  for (std::size_t i = 0; i <= domain::kMaxUnknownNumbersTried; ++i) {
    desk_.clock.Advance(1s);
    SignsIn(std::to_string(20000 + i), kWrong);
  }
  EXPECT_EQ(std::get<WrongPair>(SignsIn("1002", kWrong)).tries_left, 1);
  EXPECT_EQ(std::get<WrongPair>(SignsIn("20001", kWrong)).tries_left, 3) << "the last are remembered";
  EXPECT_EQ(std::get<WrongPair>(SignsIn("20000", kWrong)).tries_left, 4) << "the first is not";
}

TEST_F(Staff, WhoLeftCannotSignInAndKeepsTheNumber) {
  Must(accounts_.SetActive(Number("1001"), Number("1002"), false));
  EXPECT_EQ(std::get<WrongPair>(SignsIn("1002", kRight)).tries_left, 4) << "as if nobody had it";
  EXPECT_EQ(accounts_.Add(Operator{}, Member("1002", Role::Clerk), PinOf(kRight)).error().code, ErrorCode::Conflict);
  EXPECT_FALSE(Must(accounts_.List())[1].member.is_active);
  Must(accounts_.SetActive(Number("1001"), Number("1002"), true));
  EXPECT_TRUE(MaySignIn("1002", kRight));
}

TEST_F(Staff, TheLastActiveSupervisorStays) {
  EXPECT_EQ(accounts_.SetActive(Operator{}, Number("1001"), false).error().code, ErrorCode::Conflict);
  EXPECT_EQ(accounts_.ChangeRole(Number("1001"), Number("1001"), Role::Clerk).error().code, ErrorCode::Conflict);
  Must(accounts_.ChangeRole(Number("1001"), Number("1002"), Role::Supervisor));
  Must(accounts_.SetActive(Number("1002"), Number("1001"), false));
  EXPECT_EQ(accounts_.ChangeRole(Operator{}, Number("1002"), Role::Dispatcher).error().code, ErrorCode::Conflict);
  EXPECT_EQ(Must(CountStaff(store_.database())).supervisors, 1);
}

TEST_F(Staff, OnlyAnActiveSupervisorChangesAccounts) {
  const auto refused = [&](const base::Result<base::Done>& done) {
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Refused);
  };
  const By clerk = Number("1002"), nobody = Number("4444");
  for (const By& by : {clerk, nobody}) {
    refused(accounts_.Add(by, Member("1003", Role::Clerk), PinOf(kRight)));
    refused(accounts_.SetActive(by, Number("1001"), false));
    refused(accounts_.ChangeRole(by, Number("1002"), Role::Supervisor));
    refused(accounts_.ResetPin(by, Number("1001"), PinOf("925173")));
  }
  EXPECT_EQ(accounts_.Unlock(Number("1001"), Number("4444")).error().code, ErrorCode::NotFound);
  const std::vector<std::string> acts = Acts();
  ASSERT_EQ(acts.size(), 2u + 9u) << "nothing was done";
  for (std::size_t i = 2; i < acts.size(); ++i) EXPECT_THAT(acts[i], HasSubstr("_refused"));
}

TEST_F(Staff, ChangeTheirOwnPinByTheOldOne) {
  EXPECT_TRUE(std::holds_alternative<WrongPair>(Must(accounts_.ChangePin(Number("1002"), kWrong, PinOf("925173")))));
  EXPECT_TRUE(MaySignIn("1002", kRight)) << "nothing was changed";
  EXPECT_TRUE(
      std::holds_alternative<domain::StaffMember>(Must(accounts_.ChangePin(Number("1002"), kRight, PinOf("925173")))));
  EXPECT_FALSE(MaySignIn("1002", kRight));
  EXPECT_TRUE(MaySignIn("1002", "925173"));
}

TEST_F(Staff, ThePinThatSomebodyElseChoseIsKnownUntilTheyChooseTheirOwn) {
  const auto has_given = [&](const std::string& pin) {
    return std::get<domain::StaffMember>(SignsIn("1002", pin)).has_given_pin;
  };
  EXPECT_TRUE(has_given(kRight));
  EXPECT_EQ(accounts_.ChangePin(Number("1002"), kRight, PinOf(kRight)).error().code, ErrorCode::Invalid);
  Must(accounts_.ChangePin(Number("1002"), kRight, PinOf("925173")));
  EXPECT_FALSE(has_given("925173"));
  Must(accounts_.ResetPin(Number("1001"), Number("1002"), PinOf("604817")));
  EXPECT_TRUE(has_given("604817"));
  Must(accounts_.ResetPin(Number("1001"), Number("1001"), PinOf("604817")));
  EXPECT_FALSE(std::get<domain::StaffMember>(SignsIn("1001", "604817")).has_given_pin) << "their own choice";
}

TEST_F(Staff, AreNoMoreThanFit) {
  for (std::size_t i = 2; i < domain::kMaxStaff; ++i)
    Must(accounts_.Add(Operator{}, Member(std::to_string(3000 + i), Role::Clerk), PinOf(kRight)));
  EXPECT_EQ(accounts_.Add(Operator{}, Member("9999", Role::Clerk), PinOf(kRight)).error().code, ErrorCode::TooLarge);
}

TEST_F(Staff, ASignatureIsJournalledAsOne) {
  Must(accounts_.CheckPin(Number("1002"), kRight, PinUse::Signature));
  Must(accounts_.CheckPin(Number("1002"), kWrong, PinUse::Signature));
  Must(accounts_.SignOut(Number("1002"), true));
  const auto acts = Acts();
  EXPECT_THAT(
      (std::vector<std::string>{acts.end() - 3, acts.end()}),
      ElementsAre("staff:1002 staff.signed", "staff:1002 staff.signature_refused", "staff:1002 staff.signed_out_idle"));
}

}  // namespace
}  // namespace bianmin::store
