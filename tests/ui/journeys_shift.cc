// A shift from its opening to the two signatures, and a resident's rights, on a whole kiosk by a finger.
#include <gmock/gmock.h>

#include "kiosk/store/journal.h"
#include "kiosk/store/shifts.h"
#include "kiosk/store/staff_accounts.h"
#include "tests/support/staff_desk.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kPin = "738291";
constexpr std::string_view kOtherPin = "604817";

class ShiftJourney : public ::testing::TestWithParam<KioskView> {
 protected:
  ShiftJourney() {
    kiosk.ChooseLanguageAndSize();
    Adds("1001", "李梅", kPin);
    Adds("1002", "王𠮷", kOtherPin);
  }

  void Adds(const std::string& number, const std::string& name, std::string_view pin) {
    support::Hire(kiosk.store(),
                  {.number = domain::StaffNumber::Parse(number).value(),
                   .name = domain::PersonName::Parse(name).value(),
                   .role = domain::Role::Clerk},
                  pin);
  }
  void ExpectSound() { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }
  void Next() {
    ExpectSound();
    kiosk.Tap("footer.next");
  }
  void TypesAndGoesOn(std::string_view digits) {
    kiosk.TapDigits(digits);
    Next();
  }
  void SignsIn() {
    kiosk.TapAll({"header.logo", "device.sign_in"});
    TypesAndGoesOn("1001");
    TypesAndGoesOn(kPin);
    ASSERT_EQ(kiosk.Page(), "workbench");
  }
  void OpensAShift() {
    kiosk.TapAll({"workbench.shift", "shift.open"});
    ASSERT_EQ(kiosk.Page(), "shift.check");
    Next();
    ASSERT_EQ(kiosk.Page(), "shift");
    ASSERT_TRUE(kiosk.Has("shift.close"));
  }
  // Up to the page of who takes over.
  void ReviewsTheShift() {
    kiosk.Tap("shift.close");
    ASSERT_EQ(kiosk.Page(), "shift.close.came_in");
    Next();
    ASSERT_EQ(kiosk.Page(), "shift.close.left");
    kiosk.TapAll({"field.shift_reason", "entry.phrase.0", "entry.done"});
    Next();
    ASSERT_EQ(kiosk.Page(), "shift.close.city");
    Next();
    ASSERT_EQ(kiosk.Page(), "shift.close.notes");
    Next();
    ASSERT_EQ(kiosk.Page(), "shift.close.who");
  }
  void SignsForBoth() {
    kiosk.Tap("shift.who.somebody");
    Next();
    TypesAndGoesOn(kPin);
    TypesAndGoesOn("1002");
    TypesAndGoesOn(kOtherPin);
  }
  // Who takes over is known still.
  void SignsAgain() {
    TypesAndGoesOn(kPin);
    Next();
    TypesAndGoesOn(kOtherPin);
  }
  // From the workbench and back to it.
  void AcceptsTheOrder(const domain::RecordNumber& order) {
    kiosk.Tap("workbench.find");
    TypesAndGoesOn(order.text().substr(2));
    kiosk.Tap("case.act.accept");
    EXPECT_EQ(support::Must(kiosk.store().FindOrder(order)).state, domain::OrderState::Accepted);
    kiosk.Tap("footer.back");
    ASSERT_EQ(kiosk.Page(), "workbench");
  }
  // The words of a text behind its last placeholder.
  static std::string AfterTheLastNumber(std::string_view text) { return std::string(text.substr(text.rfind('}') + 1)); }
  domain::ClosedShift Closed() { return support::Must(store::Shifts{kiosk.store()}.Latest(1)).at(0); }

  KioskWorld kiosk{GetParam()};
};

TEST_P(ShiftJourney, IsOpenedReviewedAndSignedByTwo) {
  AnOrder(kiosk);
  SignsIn();
  OpensAShift();
  ReviewsTheShift();
  kiosk.Tap("shift.who.somebody");
  Next();
  ASSERT_EQ(kiosk.Page(), "shift.sign.leaver");
  TypesAndGoesOn(kPin);
  ASSERT_EQ(kiosk.Page(), "shift.sign.taker_number");
  TypesAndGoesOn("1002");
  ASSERT_EQ(kiosk.Page(), "shift.sign.taker");
  TypesAndGoesOn("111222");  // wrong
  ASSERT_EQ(kiosk.Page(), "shift.sign.taker");
  TypesAndGoesOn(kOtherPin);
  ASSERT_EQ(kiosk.Page(), "shift.closed");
  ExpectSound();
  const domain::ClosedShift closed = Closed();
  EXPECT_EQ(closed.left_by.text(), "1001");
  EXPECT_EQ(closed.taken_by->text(), "1002");
  EXPECT_EQ(closed.figures.orders_in, 1);
  EXPECT_EQ(closed.left_because, kiosk.Text("shift.phrase.provider"));
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "shift");
  EXPECT_TRUE(kiosk.Has("shift.open"));
}

TEST_P(ShiftJourney, IsClosedWithNobodyToTakeOver) {
  AnOrder(kiosk);
  SignsIn();
  OpensAShift();
  ReviewsTheShift();
  Next();  // nothing chosen
  ASSERT_EQ(kiosk.Page(), "shift.close.who");
  kiosk.Tap("shift.nobody.closed_for_the_day");
  Next();
  TypesAndGoesOn(kPin);
  ASSERT_EQ(kiosk.Page(), "shift.closed");
  EXPECT_EQ(Closed().no_successor, domain::NoSuccessor::ClosedForTheDay);
  EXPECT_EQ(kiosk.model().errand > 0, true);
}

TEST_P(ShiftJourney, NeedsAReasonForWhatIsLeftAndTwoDifferentPeople) {
  AnOrder(kiosk);
  SignsIn();
  OpensAShift();
  kiosk.TapAll({"shift.close", "footer.next", "footer.next"});
  EXPECT_EQ(kiosk.Page(), "shift.close.left");
  kiosk.TapAll({"field.shift_reason", "entry.phrase.0", "entry.done", "footer.next", "footer.next", "footer.next"});
  kiosk.TapAll({"shift.who.somebody", "footer.next"});
  TypesAndGoesOn(kPin);
  TypesAndGoesOn("1001");
  EXPECT_EQ(kiosk.Page(), "shift.sign.taker_number");
  ExpectSound();
}

// Somebody sets the clock back by a day while staff work. Nothing is lost by it, and what cannot be done says why.
TEST_P(ShiftJourney, IsNotClosedBeforeItsBeginningAndClosedOnceTheClockIsRight) {
  const auto order = AnOrder(kiosk).number;
  SignsIn();
  OpensAShift();
  kiosk.desk().clock.SetWallClock(kiosk.desk().clock.Now() - 24h);
  kiosk.Tap("footer.back");
  AcceptsTheOrder(order);
  kiosk.Tap("workbench.shift");
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr(AfterTheLastNumber(kiosk.Text("shift.span.went_back"))));
  ReviewsTheShift();
  SignsForBoth();
  ASSERT_EQ(kiosk.Page(), "shift.sign.leaver");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("shift.not_closed.clock")));
  EXPECT_THAT(support::Must(store::Shifts{kiosk.store()}.Latest(1)), IsEmpty());

  kiosk.desk().clock.SetWallClock(kiosk.desk().clock.Now() + 24h);
  SignsAgain();
  ASSERT_EQ(kiosk.Page(), "shift.closed");
  EXPECT_EQ(Closed().figures.orders_in, 1);
  EXPECT_EQ(Closed().figures.orders_moved, 1);
  EXPECT_FALSE(support::Must(store::Journal{kiosk.store().database()}.Verify()).first_broken);
}

TEST_P(ShiftJourney, IsClosedThoughTheClockIsADayAheadAndSaysSo) {
  const auto order = AnOrder(kiosk).number;
  SignsIn();
  OpensAShift();
  kiosk.desk().clock.SetWallClock(kiosk.desk().clock.Now() + 25h);
  kiosk.Tap("footer.back");
  AcceptsTheOrder(order);  // still signed in: the clock on the wall signs nobody out
  kiosk.Tap("workbench.shift");
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr(AfterTheLastNumber(kiosk.Text("shift.span.too_long"))));
  ReviewsTheShift();
  SignsForBoth();
  ASSERT_EQ(kiosk.Page(), "shift.closed");
  EXPECT_EQ(Closed().figures.orders_moved, 1);
  EXPECT_FALSE(support::Must(store::Journal{kiosk.store().database()}.Verify()).first_broken);
}

TEST_P(ShiftJourney, AResidentSeesCorrectsAndHasDeletedWhatIsHeld) {
  const domain::Order order = AnOrder(kiosk);
  SignsIn();
  kiosk.TapAll({"workbench.shift", "shift.rights"});
  ASSERT_EQ(kiosk.Page(), "rights.ask");
  TypesAndGoesOn(order.number.text().substr(2));
  ASSERT_EQ(kiosk.Page(), "rights.shown");
  kiosk.Tap("rights.erase");
  EXPECT_FALSE(kiosk.Has("rights.sure.primary")) << "it is open";
  kiosk.Tap("rights.correct");
  Next();
  ASSERT_EQ(kiosk.Page(), "rights.phone");
  kiosk.Press(ui::Key::Delete);
  TypesAndGoesOn("13900005678");
  ASSERT_EQ(kiosk.Page(), "rights.shown");
  EXPECT_EQ(support::Must(kiosk.store().FindOrder(order.number)).need.contact.phone.digits(), "13900005678");
  support::Must(kiosk.store().CancelOrder(order.number, "not_needed"));
  kiosk.TapAll({"footer.back", "footer.back", "workbench.shift", "shift.rights"});
  TypesAndGoesOn(order.number.text().substr(2));
  kiosk.TapAll({"rights.erase", "rights.sure.primary"});
  ExpectSound();
  EXPECT_TRUE(domain::IsErased(support::Must(kiosk.store().FindOrder(order.number)).need.contact));
  EXPECT_FALSE(kiosk.Has("rights.erase"));
}

INSTANTIATE_TEST_SUITE_P(In, ShiftJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing
