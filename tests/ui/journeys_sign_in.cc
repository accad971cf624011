// Staff sign in behind the logo: wrong PINs and the lock, the workbench of each role, signing out by itself, accounts
// and journal, on a whole kiosk by a finger.
#include <gmock/gmock.h>

#include "kiosk/store/journal.h"
#include "kiosk/store/staff_accounts.h"
#include "tests/support/staff_desk.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using namespace std::chrono_literals;
using domain::Role;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kPin = "738291";

class StaffJourney : public ::testing::TestWithParam<KioskView> {
 protected:
  StaffJourney() {
    kiosk.ChooseLanguageAndSize();
    Adds("1001", "李梅", Role::Supervisor);
    Adds("1002", "王𠮷", Role::Clerk);
  }

  void Adds(const std::string& number, const std::string& name, Role role) {
    support::Hire(kiosk.store(),
                  {.number = domain::StaffNumber::Parse(number).value(),
                   .name = domain::PersonName::Parse(name).value(),
                   .role = role},
                  kPin);
  }
  void ExpectSound() { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }
  void EntersNumber(std::string_view number) {
    kiosk.TapAll({"header.logo", "device.sign_in"});
    kiosk.TapDigits(number);
    kiosk.Tap("footer.next");
  }
  void EntersPin(std::string_view pin) {
    kiosk.TapDigits(pin);
    kiosk.Tap("footer.next");
  }
  void SignsIn(std::string_view number) {
    EntersNumber(number);
    EntersPin(kPin);
    ASSERT_EQ(kiosk.Page(), "workbench");
  }
  std::vector<std::string> Journal() {
    std::vector<std::string> acts;
    for (const auto& entry : support::Must(store::Journal{kiosk.store().database()}.Latest(100)))
      acts.push_back(entry.actor + " " + entry.act);
    return acts;
  }

  KioskWorld kiosk{GetParam()};
};

TEST_P(StaffJourney, AClerkSignsInAndOut) {
  SignsIn("1002");
  ExpectSound();
  EXPECT_TRUE(kiosk.Has("workbench.queue"));
  EXPECT_FALSE(kiosk.Has("workbench.journal")) << "supervisors'";
  EXPECT_FALSE(kiosk.Has("workbench.accounts"));
  kiosk.TapAll({"workbench.shift", "footer.back", "workbench.device", "footer.back"});
  EXPECT_EQ(kiosk.Page(), "workbench");
  kiosk.Tap("header.leave");
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(Journal().back(), "staff:1002 staff.signed_out");
  EXPECT_FALSE(kiosk.model().staff);
}

TEST_P(StaffJourney, ThePinIsNeitherRecordedNorSpoken) {
  kiosk.model().comfort.voice.is_on = true;
  EntersNumber("1002");
  kiosk.TakeSaid();
  kiosk.TapDigits(kPin);
  for (const std::string& said : kiosk.TakeSaid()) EXPECT_THAT(said, Not(HasSubstr("7")));
  EXPECT_THAT(kiosk.Shown().AllText(), Not(HasSubstr(std::string(kPin))));
  EXPECT_THAT(kiosk.Shown().AllText(), Not(HasSubstr("1002")));
}

TEST_P(StaffJourney, WrongPinsWaitAndLockUntilASupervisorUnlocks) {
  EntersNumber("1002");
  for (int left = 4; left > 0; --left) {
    EntersPin("738290");
    EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr(std::to_string(left)));
  }
  EntersPin("738290");
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr("15"));
  ExpectSound();
  kiosk.Wait(6s);
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr("9")) << "it counts down";
  store::StaffAccounts accounts{kiosk.store()};
  for (int i = 0; i < 10; ++i) {
    kiosk.desk().clock.Advance(3h);
    support::Must(accounts.SignIn(domain::StaffNumber::Parse("1002").value(), "738290"));
  }
  kiosk.model().session.Touched(kiosk.desk().clock.Steady());
  EntersPin(kPin);
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("sign_in.locked_out"))) << kiosk.Shown().AllText();
  kiosk.TapAll({"footer.back", "footer.back", "footer.back"});
  SignsIn("1001");
  kiosk.TapAll({"workbench.accounts", "accounts.1002", "account.unlock"});
  ExpectSound();
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("accounts.unlocked")));
  kiosk.Tap("header.leave");
  SignsIn("1002");
}

TEST_P(StaffJourney, WhoGoesAwayIsWarnedAndSignedOut) {
  SignsIn("1002");
  kiosk.Wait(kiosk.model().session_times.idle + kiosk.model().session_times.answer + 1s);
  EXPECT_EQ(kiosk.Page(), "workbench") << "the residents' time is not theirs";
  kiosk.Wait(kiosk.model().staff_times.idle - kiosk.model().session_times.idle - kiosk.model().session_times.answer);
  ASSERT_TRUE(kiosk.Has("idle.primary"));
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("idle.staff.text")));
  ExpectSound();
  kiosk.Tap("idle.primary");
  EXPECT_EQ(kiosk.Page(), "workbench");
  kiosk.Wait(kiosk.model().staff_times.idle + kiosk.model().staff_times.answer + 1s);
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(Journal().back(), "staff:1002 staff.signed_out_idle");
}

TEST_P(StaffJourney, ASupervisorAddsAColleagueWhoSignsIn) {
  SignsIn("1001");
  kiosk.TapAll({"workbench.accounts", "footer.next"});
  kiosk.TapDigits("1003");
  kiosk.Tap("footer.next");
  kiosk.Type("Zhao Min");  // on a physical keyboard; by finger the sheet opens
  kiosk.TapAll({"footer.next", "account.role.dispatcher", "footer.next"});
  EntersPin("925173");
  ExpectSound();
  EntersPin("925173");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("accounts.added"))) << kiosk.Page() << kiosk.Shown().AllText();
  kiosk.Tap("header.leave");
  EntersNumber("1003");
  EntersPin("925173");
  ASSERT_EQ(kiosk.Page(), "own_pin.new") << "the supervisor knows the first one";
  ExpectSound();
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("own_pin.given")));
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "home") << "nothing else can be done";
  EntersNumber("1003");
  EntersPin("925173");
  EntersPin("925173");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("own_pin.is_old")));
  kiosk.Press(ui::Key::Delete);
  EntersPin("604817");
  EntersPin("604817");
  ASSERT_EQ(kiosk.Page(), "own_pin.done");
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "workbench");
  kiosk.Tap("header.leave");
  EntersNumber("1003");
  EntersPin("604817");
  EXPECT_EQ(kiosk.Page(), "workbench");
}

TEST_P(StaffJourney, ASupervisorReadsTheJournalAndSeesThatItIsWhole) {
  const domain::Order order = AnOrder(kiosk);
  SignsIn("1001");
  kiosk.Tap("workbench.journal");
  ExpectSound();
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("journal.staff.signed_in")));
  EXPECT_EQ(std::get<screens::JournalState>(kiosk.On<app::StaffScreen>()).names.at("1002"), "王𠮷");
  EXPECT_THAT(kiosk.Shown().AllText(), Not(HasSubstr("王𠮷"))) << "names are seen, not recorded";
  const auto entries = support::Must(store::Journal{kiosk.store().database()}.Verify()).entries;
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr(std::to_string(entries)));
  EXPECT_EQ(std::get<screens::JournalState>(kiosk.On<app::StaffScreen>()).chain.state,
            screens::ChainView::State::Whole);
  kiosk.Tap("journal.by_record");
  kiosk.Type(order.number.text());
  kiosk.Tap("footer.next");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("journal.order.registered")));
  EXPECT_FALSE(kiosk.Shown().Shows(kiosk.Text("journal.staff.signed_in")));
  ExpectSound();
  kiosk.TapAll({"footer.back", "workbench.own_pin"});
  EXPECT_EQ(kiosk.Page(), "own_pin.old");
}

INSTANTIATE_TEST_SUITE_P(Staff, StaffJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

TEST(AKioskWithoutStaff, SaysHowToMakeTheFirst) {
  KioskWorld kiosk;
  kiosk.TapAll({"header.logo", "device.sign_in"});
  EXPECT_EQ(kiosk.Page(), "sign_in.nobody");
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr("bianmin-admin staff add"));
  kiosk.TapAll({"footer.back", "footer.back"});
  EXPECT_EQ(kiosk.Page(), "home");
}

}  // namespace
}  // namespace bianmin::testing
