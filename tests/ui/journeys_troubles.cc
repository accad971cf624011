// What goes wrong at a counter: wrong pairs, a resident who walks away, a scanner, a disk that fails, a centre that
// changes its mind.
#include <gmock/gmock.h>

#include "kiosk/domain/lookup_throttle.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/model_texts.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using namespace std::chrono_literals;
using screens::Field;
using screens::FindProblem;
using ::testing::HasSubstr;
using ::testing::Not;

// What one resident types, none of which may be left for the next.
constexpr std::string_view kWords = "䶮字弄尽头";
constexpr std::string_view kPlace = "㛃水弄7号";
constexpr std::string_view kName = "𠮷䶮㛃";
constexpr std::string_view kPhone = "13800138000";

// Everything that an onlooker or a test tool could read of the screen.
std::string Visible(const KioskWorld& kiosk) { return kiosk.Shown().AllText() + ui::ToJson(kiosk.Shown(), 1); }

void ExpectHidden(KioskWorld& kiosk) {
  for (const std::string_view typed : {kWords, kPlace, kName, kPhone})
    EXPECT_THAT(Visible(kiosk), Not(HasSubstr(std::string(typed)))) << "on page " << kiosk.Page();
}

void ExpectForgotten(KioskWorld& kiosk) {
  ExpectHidden(kiosk);
  for (const std::string_view typed : {kWords, kPlace, kName, kPhone})
    EXPECT_THAT(TextsIn(kiosk.model()), Not(HasSubstr(std::string(typed))));
}

// To the review of a need with all four texts, looking on at each page.
void TypesEverything(KioskWorld& kiosk) {
  kiosk.TapAll({"home.register", "group.life", "service.home.plumbing", "package.visit"});
  kiosk.Type(kWords);
  ExpectHidden(kiosk);
  kiosk.TapAll({"footer.next", "privacy.consent", "footer.next", "compound.other"});
  kiosk.Type(kPlace);
  ExpectHidden(kiosk);
  kiosk.TapAll({"footer.next", "day.soon", "footer.next"});
  kiosk.Type(kName);
  ExpectHidden(kiosk);
  kiosk.Tap("footer.next");
  kiosk.Type(kPhone);
  ExpectHidden(kiosk);
  kiosk.Tap("footer.next");
  ExpectHidden(kiosk);
  for (const std::string_view typed : {kWords, kPlace, kName, kPhone})
    ASSERT_THAT(TextsIn(kiosk.model()), HasSubstr(std::string(typed)));
}

TEST(Privacy, LeavingTheReviewLeavesNothing) {
  KioskWorld kiosk;
  TypesEverything(kiosk);
  kiosk.Tap("header.leave");
  EXPECT_EQ(kiosk.Page(), "leave") << "asked first";
  kiosk.Tap("leave.primary");
  ASSERT_EQ(kiosk.Page(), "register.review");
  kiosk.TapAll({"header.leave", "leave.secondary"});
  EXPECT_EQ(kiosk.Page(), "home");
  ExpectForgotten(kiosk);
}

TEST(Privacy, TheOutcomeShowsTheNumberAndForgetsTheRest) {
  KioskWorld kiosk;
  TypesEverything(kiosk);
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "outcome");
  const std::string number = NumberOn<screens::OrderDone>(kiosk).text();
  ExpectForgotten(kiosk);
  kiosk.Wait(app::kOutcomeStays);
  EXPECT_EQ(kiosk.Page(), "home") << "by itself";
  EXPECT_THAT(TextsIn(kiosk.model()), Not(HasSubstr(number)));
  EXPECT_THAT(kiosk.desk().RawFiles(), Not(HasSubstr(std::string(kPhone)))) << "encrypted on the disk";
}

TEST(Privacy, TheNextResidentStartsEmpty) {
  KioskWorld kiosk({.panel = kLandscape, .language = i18n::Language::English, .step = ui::TextStep::Elder});
  kiosk.ChooseLanguageAndSize();
  TypesEverything(kiosk);
  kiosk.Wait(kiosk.model().session_times.idle + kiosk.model().session_times.answer);
  ASSERT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(kiosk.model().language, i18n::Language::Chinese);
  EXPECT_EQ(kiosk.model().comfort.step, ui::TextStep::Standard);
  ExpectForgotten(kiosk);
  kiosk.TapAll({"home.register", "group.life", "service.home.plumbing", "package.visit"});
  EXPECT_EQ(kiosk.On<screens::NeedDraft>().entries.Text(Field::Description), "");
  EXPECT_FALSE(kiosk.On<screens::NeedDraft>().person.has_consented);
}

TEST(IdleKiosk, AsksAndGoesOnAtATouch) {
  KioskWorld kiosk;
  FillsInACleaning(kiosk);
  kiosk.Wait(kiosk.model().session_times.idle - 1s);
  EXPECT_EQ(kiosk.Page(), "register.review");
  kiosk.Wait(1s);
  ASSERT_EQ(kiosk.Page(), "idle");
  kiosk.Wait(25s);
  ASSERT_EQ(kiosk.Page(), "idle");
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "register.review");
  kiosk.Wait(kiosk.model().session_times.idle - 1s);
  EXPECT_EQ(kiosk.Page(), "register.review") << "the full time again";
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Counts().orders, 1) << "nothing was lost by the question";
}

TEST(IdleKiosk, EndsAtOnceForWhoeverSaysSo) {
  KioskWorld kiosk;
  FillsInACleaning(kiosk);
  kiosk.Wait(kiosk.model().session_times.idle);
  kiosk.Tap("idle.secondary");
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(TextsIn(kiosk.model()), "");
}

TEST(IdleKiosk, NeverWipesWhileItIsBeingTypedOn) {
  KioskWorld kiosk;
  kiosk.TapAll({"home.complain", "kind.suggestion", "about.facility"});
  for (int minute = 0; minute < 10; ++minute) {
    kiosk.Wait(1min);
    kiosk.Type("好");
  }
  EXPECT_EQ(kiosk.On<screens::ComplaintDraft>().entries.Text(Field::Description), "好好好好好好好好好好");
}

TEST(Dialogs, WhatIsTypedWhileAQuestionIsOpenLeadsNowhere) {
  KioskWorld kiosk;
  kiosk.TapAll({"home.complain", "kind.suggestion", "about.facility"});
  kiosk.Type("好");
  kiosk.Tap("header.leave");
  kiosk.Press(ui::Key::Enter);
  kiosk.Type("坏");
  EXPECT_EQ(kiosk.Page(), "leave");
  kiosk.Tap("leave.primary");
  EXPECT_EQ(kiosk.On<screens::ComplaintDraft>().entries.Text(Field::Description), "好");
}

TEST(GoingBack, PastTheFirstPageAsksBeforeAnythingIsLost) {
  KioskWorld kiosk;
  TypesEverything(kiosk);
  for (int page = 0; page < 20 && kiosk.Page() != "register.group"; ++page) kiosk.Tap("footer.back");
  kiosk.Tap("footer.back");
  EXPECT_TRUE(kiosk.Has("leave.primary"));
  kiosk.Tap("leave.primary");
  EXPECT_THAT(TextsIn(kiosk.model()), HasSubstr(std::string(kWords)));
  kiosk.Tap("header.leave");
  EXPECT_TRUE(kiosk.Has("leave.primary")) << "the way home loses as much";
}

TEST(LookingUp, WrongPairsAreSlowedDownAndSayNothing) {
  KioskWorld kiosk;
  const domain::Order order = AnOrder(kiosk);
  LooksUp(kiosk, order.number, "0000");
  const auto problem = [&] { return kiosk.On<screens::LookUpDraft>().problem.kind; };
  const std::string wrong_digits = kiosk.Shown().AllText();
  EXPECT_EQ(problem(), FindProblem::Kind::NoSuchPair);
  for (int i = 1; i <= domain::kFreeLookupFailures; ++i) {
    kiosk.Tap("footer.next");
    EXPECT_EQ(problem(), FindProblem::Kind::NoSuchPair);
  }
  kiosk.Tap("footer.next");
  EXPECT_EQ(problem(), FindProblem::Kind::Wait);
  // The right pair too, or guessing would go on.
  kiosk.TapAll({"field.last_four", "keys.clear"});
  kiosk.TapDigits("1234");
  kiosk.Tap("footer.next");
  EXPECT_EQ(problem(), FindProblem::Kind::Wait);
  kiosk.Wait(domain::kFirstLookupWait);
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "lookup.record");
}

TEST(LookingUp, ANumberThatDoesNotExistLooksLikeWrongDigits) {
  KioskWorld one;
  const domain::Order order = AnOrder(one);
  LooksUp(one, order.number, "0000");
  KioskWorld other;
  LooksUp(other, order.number, "0000");  // this kiosk never gave it
  EXPECT_EQ(one.Shown().AllText(), other.Shown().AllText());
}

TEST(LookingUp, AMistypedNumberIsNotedBeforeTheStoreIsAsked) {
  KioskWorld kiosk;
  const domain::Order order = AnOrder(kiosk);
  std::string number = order.number.text();
  number.back() = number.back() == '0' ? '1' : '0';
  int asked = 0;
  kiosk.on_command = [&](const app::StoreCommand&, const std::string&) { ++asked; };
  kiosk.Tap("home.lookup");
  kiosk.TapDigits(number.substr(2));
  kiosk.Tap("field.last_four");
  kiosk.TapDigits("1234");
  kiosk.Tap("footer.next");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("fault.number.wrong")));
  EXPECT_EQ(asked, 0);
}

TEST(Scanner, ReadsTheNumberOfAReceiptInOneFrame) {
  KioskWorld kiosk;
  const domain::Order order = AnOrder(kiosk);
  kiosk.Tap("home.lookup");
  kiosk.Scan(order.number.text());
  const auto& entries = kiosk.On<screens::LookUpDraft>().entries;
  EXPECT_EQ(entries.Text(Field::Number), order.number.text()) << "the letters that stood there are not doubled";
  EXPECT_EQ(entries.focus, Field::LastFour);
  kiosk.TapDigits("1234");
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "lookup.record");
}

TEST(Scanner, ReplacesAnotherNumberByTheOneItReads) {
  KioskWorld kiosk;
  const domain::Order first = AnOrder(kiosk);
  const domain::Order second = AnOrder(kiosk);
  kiosk.Tap("home.lookup");
  kiosk.Scan(first.number.text());
  kiosk.Tap("field.number");
  kiosk.Scan(second.number.text());
  EXPECT_EQ(kiosk.On<screens::LookUpDraft>().entries.Text(Field::Number), second.number.text());
}

TEST(Scanner, TypingAheadOfASlowKioskLosesNothing) {
  KioskWorld kiosk;
  const domain::Order order = AnOrder(kiosk);
  kiosk.Tap("home.lookup");
  kiosk.TypeAtOnce({order.number.text(), ui::Key::Enter, "1234", ui::Key::Enter});
  EXPECT_EQ(kiosk.Page(), "lookup.record");
}

TEST(Scanner, OnTheHomeScreenDoesNothing) {
  KioskWorld kiosk;
  kiosk.Scan("JA00000000");
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(TextsIn(kiosk.model()), "");
}

TEST(TheCentre, ChangesTheOrderThatIsShownWithoutATouch) {
  KioskWorld kiosk;
  const domain::Order order = AnOrder(kiosk);
  LooksUp(kiosk, order.number, "1234");
  kiosk.CentreSays("1", {.number = order.number,
                         .state = domain::OrderState::Accepted,
                         .note = "师傅明天上午到",
                         .at = kiosk.desk().clock.Now()});
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("order.state.accepted")));
  EXPECT_TRUE(kiosk.Shown().Shows("师傅明天上午到"));
}

TEST(TheCentre, CompletesAnOrderWhichIsThenRatedOnce) {
  KioskWorld kiosk;
  const domain::Order order = AnOrder(kiosk);
  kiosk.CentreSays("1", {.number = order.number,
                         .state = domain::OrderState::AwaitingAcceptance,
                         .note = {},
                         .at = kiosk.desk().clock.Now()});
  LooksUp(kiosk, order.number, "1234");
  kiosk.Tap("lookup.confirm");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("notice.completed")));
  kiosk.TapAll({"lookup.rate", "stars.overall.5", "footer.next", "footer.next", "footer.next", "who.anonymous"});
  ASSERT_EQ(kiosk.Page(), "rate.review");
  kiosk.TapAll({"footer.next", "footer.next"});
  EXPECT_EQ(kiosk.Counts().ratings, 1);
  kiosk.TapAll({"home.rate", "rate.order"});
  kiosk.TapDigits(order.number.text().substr(2));
  kiosk.Tap("field.last_four");
  kiosk.TapDigits("1234");
  kiosk.TapAll({"footer.next", "stars.overall.1", "footer.next", "footer.next", "reason.late", "footer.next",
                "who.anonymous", "footer.next"});
  EXPECT_TRUE(std::holds_alternative<screens::RatedBefore>(kiosk.On<app::Outcome>().kind));
  EXPECT_EQ(kiosk.Counts().ratings, 1);
}

TEST(TheCentre, OvertakesAnActOfTheResident) {
  KioskWorld kiosk;
  const domain::Order order = AnOrder(kiosk);
  LooksUp(kiosk, order.number, "1234");
  kiosk.Tap("lookup.cancel");
  kiosk.CentreSays(
      "1",
      {.number = order.number, .state = domain::OrderState::Completed, .note = {}, .at = kiosk.desk().clock.Now()});
  kiosk.Tap("cancel.solved");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("notice.not_possible")));
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("order.state.completed")));
}

class AnyBrokenDisk : public ::testing::TestWithParam<support::HowItFails> {};

TEST_P(AnyBrokenDisk, SaysThatNothingWasStoredAndStoresNothing) {
  KioskWorld kiosk;
  TypesEverything(kiosk);
  {
    const support::FaultyDisk disk({.after = 0, .for_good = true, .how = GetParam()});
    kiosk.Tap("footer.next");
    EXPECT_GT(disk.failures(), 0);
  }
  ASSERT_EQ(kiosk.Page(), "outcome");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("unavailable.nothing_saved")));
  ExpectForgotten(kiosk);
  EXPECT_EQ(kiosk.Counts().orders, 0);
  kiosk.Tap("footer.next");
  FillsInACleaning(kiosk);
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Counts().orders, 1) << "the mended disk takes the next";
}

INSTANTIATE_TEST_SUITE_P(Errors, AnyBrokenDisk, ::testing::Values(support::HowItFails::Errors));
INSTANTIATE_TEST_SUITE_P(IsFull, AnyBrokenDisk, ::testing::Values(support::HowItFails::IsFull));

TEST(LostStore, ClosesTheKioskAndForgetsWhoeverStoodThere) {
  KioskWorld kiosk;
  TypesEverything(kiosk);
  kiosk.LoseStore("cannot open /var/lib/bianmin/kiosk.db: Permission denied");
  EXPECT_EQ(kiosk.Page(), "unavailable");
  EXPECT_TRUE(kiosk.Shown().Shows("Permission denied"));
  ExpectForgotten(kiosk);
  EXPECT_FALSE(kiosk.Has("header.leave"));
  kiosk.Tap("header.logo");
  kiosk.Wait(10min);
  EXPECT_EQ(kiosk.Page(), "unavailable");
  kiosk.Tap("header.language");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("unavailable.title")));
  kiosk.RegainStore();
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(kiosk.Counts().orders, 0);
}

TEST(Submitting, ADoubleTapStoresOnce) {
  KioskWorld kiosk;
  FillsInACleaning(kiosk);
  const ui::Point submit = kiosk.screen().Control("footer.next").visible.Centre();
  kiosk.Touch(submit);
  kiosk.Touch(submit);
  EXPECT_EQ(kiosk.Counts().orders, 1);
}

}  // namespace
}  // namespace bianmin::testing
