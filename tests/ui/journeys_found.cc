// What residents find under 查询进度 of what staff have done, by a finger on a whole kiosk.
#include <gmock/gmock.h>

#include "kiosk/domain/receipt_token.h"
#include "kiosk/store/casework.h"
#include "kiosk/store/grievances.h"
#include "tests/support/casework_acts.h"
#include "tests/support/staff_desk.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using domain::OrderAct;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class FindingJourney : public AnyJourney {
 protected:
  FindingJourney() {
    support::Employ(kiosk.store());
    kiosk.PrinterIs(print::PrinterTrouble::None);
  }
  domain::RecordNumber AnAgreedOrder() {
    const domain::RecordNumber number = AnOrder(kiosk).number;
    const domain::SignedIn by{support::kDispatcher.number, support::kDispatcher.role};
    for (const OrderAct act : {OrderAct::Accept, OrderAct::Dispatch, OrderAct::ConfirmDetails}) {
      support::Must(store::Casework{kiosk.store()}.Perform(by, number, support::AnActOf(act)));
    }
    return number;
  }
  void ExpectSound() { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }
  static std::string Day() {
    return GetParam().language == i18n::Language::Chinese ? "11月24日 星期二" : "Tuesday, 24 Nov";
  }
};

TEST_P(FindingJourney, WhoComesWhenAndForHowMuchIsReadHeardAndPrinted) {
  const auto number = AnAgreedOrder();
  kiosk.model().comfort.voice.is_on = true;
  LooksUp(kiosk, number, "1234");
  ASSERT_EQ(kiosk.Page(), "lookup.record");
  ExpectSound();
  while (kiosk.Has("page.next") && kiosk.screen().Control("page.next").is_enabled) kiosk.Tap("page.next");
  const auto said = kiosk.TakeSaid();
  EXPECT_THAT(said, AllOf(Contains(HasSubstr(Day())), Contains(HasSubstr("¥30.00"))));
  EXPECT_THAT(said, Contains(HasSubstr("021 5550 1103")));
  EXPECT_THAT(said, Each(Not(HasSubstr("门铃")))) << "the place may be a home";
  kiosk.Tap("lookup.print");
  const auto printed = kiosk.TakePrinted();
  ASSERT_THAT(printed, SizeIs(1));
  EXPECT_EQ(domain::NumberOfReceipt(printed.front().qr, kiosk.city()), number);
  std::string all;
  for (const auto& line : printed.front().lines) all += line.label + line.value + "\n";
  EXPECT_THAT(all, AllOf(HasSubstr("021 5550 1103"), HasSubstr(Day()), HasSubstr("¥30.00")));
  EXPECT_THAT(all, AllOf(Not(HasSubstr("门铃")), Not(HasSubstr("138"))));
}

TEST_P(FindingJourney, ABadRatingIsFoundByTheNumberThatWasPromisedAnAnswer) {
  GivesStars(kiosk, "13", 2);
  kiosk.TapAll({"reason.slow", "footer.next", "who.named"});
  AgreesAndGivesContact(kiosk);
  kiosk.Tap("footer.next");
  const auto done = std::get<screens::RatingDone>(kiosk.On<app::Outcome>().kind);
  ASSERT_TRUE(done.number);
  ExpectSound();
  EXPECT_TRUE(kiosk.Shown().Shows(done.number->Grouped()));
  const auto printed = kiosk.TakePrinted();
  ASSERT_THAT(printed, SizeIs(1));
  EXPECT_EQ(domain::NumberOfReceipt(printed.front().qr, kiosk.city()), done.number);
  EXPECT_FALSE(printed.front().promise.empty());
  const std::string words = "窗口人手不够，已经加了一位同事。";
  store::Grievances grievances{kiosk.store()};
  const domain::handling::Verify found{.severity = domain::Severity::Minor, .findings = "当天只有一人在岗"};
  support::Must(grievances.Perform(*done.number, found, support::kSupervisor));
  support::Must(grievances.Perform(*done.number, domain::handling::Answer{words}, support::kSupervisor));
  kiosk.Tap("footer.next");
  LooksUp(kiosk, *done.number, "8000");
  ASSERT_EQ(kiosk.Page(), "lookup.record");
  ExpectSound();
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("complaint.state.answered")));
  EXPECT_FALSE(kiosk.Shown().Shows(support::kSupervisor.number.text()));
  EXPECT_THAT(std::get<domain::NamedRating>(*kiosk.On<screens::LookUpDraft>().found).answer->answer, words);
  kiosk.TapAll({"footer.back", "footer.back"});
  kiosk.Type(domain::ReceiptToken(*done.number, kiosk.city()));
  kiosk.Press(ui::Key::Enter);
  EXPECT_EQ(kiosk.Page(), "lookup.record");
}

TEST_P(FindingJourney, AGoodRatingIsFoundWithThanksAndNothingToWaitFor) {
  GivesStars(kiosk, "14", 5);
  kiosk.TapAll({"footer.next", "who.named"});
  AgreesAndGivesContact(kiosk);
  kiosk.Tap("footer.next");
  const auto done = std::get<screens::RatingDone>(kiosk.On<app::Outcome>().kind);
  ASSERT_TRUE(done.number);
  EXPECT_FALSE(done.answer_by);
  kiosk.Tap("footer.next");
  LooksUp(kiosk, *done.number, "8000");
  ASSERT_EQ(kiosk.Page(), "lookup.record");
  ExpectSound();
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("lookup.rating.thanks")));
  EXPECT_FALSE(kiosk.Shown().Shows(kiosk.Text("lookup.answer_by")));
}

INSTANTIATE_TEST_SUITE_P(Found, FindingJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing
