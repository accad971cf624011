// The service agreement from the first reading to the archive, and papers that are taken from there, by a finger.
#include <gmock/gmock.h>

#include <fstream>

#include "kiosk/store/casework.h"
#include "kiosk/store/documents.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/shifts.h"
#include "tests/support/casework_acts.h"
#include "tests/support/staff_desk.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using domain::OrderAct;
using support::Must;
using ::testing::IsEmpty;

class PaperJourney : public ::testing::TestWithParam<KioskView> {
 protected:
  PaperJourney() {
    support::Employ(kiosk.store());
    kiosk.ChooseLanguageAndSize();
    kiosk.model().machine.export_folder = stick_.path().string();
  }

  void SignsIn() {
    kiosk.TapAll({"header.logo", "device.sign_in"});
    kiosk.TapDigits(support::kSupervisor.number.text());
    kiosk.Tap("footer.next");
    kiosk.TapDigits("738291");
    kiosk.Tap("footer.next");
    ASSERT_EQ(kiosk.Page(), "workbench");
  }
  void ExpectSound() { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }
  // An order with a provider who has agreed to come, open on the screen.
  domain::RecordNumber AgreedOrder() {
    const auto number = AnOrder(kiosk).number;
    const domain::SignedIn by{support::kSupervisor.number, support::kSupervisor.role};
    store::Casework casework{kiosk.store()};
    Must(casework.Perform(by, number, {.act = OrderAct::Accept}));
    Must(casework.Perform(by, number, {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"}));
    Must(casework.Perform(by, number, {.act = OrderAct::ConfirmDetails, .details = support::TomorrowMorning()}));
    SignsIn();
    kiosk.Tap("workbench.find");
    kiosk.TapDigits(number.text().substr(2));
    kiosk.Tap("footer.next");
    EXPECT_EQ(kiosk.Page(), "case");
    return number;
  }
  void Signs() { SignsOn(kiosk, "agreement.pad"); }
  std::vector<std::string> OnTheStick() {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(stick_.path())) names.push_back(file.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string Bytes(const std::string& name) {
    std::ifstream file(stick_.path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  KioskWorld kiosk{GetParam()};
  support::TemporaryFolder stick_;
};

TEST_P(PaperJourney, AnAgreementIsReadSignedKeptAndTakenAgain) {
  const auto order = AgreedOrder();
  kiosk.Tap("case.agreement");
  ASSERT_EQ(kiosk.Page(), "agreement.1");
  EXPECT_EQ(Must(store::Journal{kiosk.store().database()}.Latest(1)).at(0).act, "order.contact_shown");
  ExpectSound();
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "agreement.2");
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "agreement.2") << "not without the resident's signature";
  ExpectSound();
  Signs();
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "agreement.3");
  kiosk.Tap("footer.next");  // the provider signs on paper
  ASSERT_EQ(kiosk.Page(), "agreement.kept");
  ExpectSound();
  const auto papers = Must(store::Documents{kiosk.store()}.Of(order.text()));
  ASSERT_EQ(papers.size(), 1u);
  EXPECT_EQ(papers[0].terms_version, "2026-1");
  EXPECT_EQ(papers[0].made_by, support::kSupervisor.number.text());
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "case");
  kiosk.Tap("paper.0");
  ASSERT_EQ(kiosk.Page(), "paper");
  kiosk.Tap("sheet.export");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("sheet.export.taken")));
  ASSERT_EQ(OnTheStick().size(), 1u);
  EXPECT_EQ(base::Sha256(Bytes(OnTheStick()[0])), papers[0].digest) << "the sheet that was signed, not another";
  EXPECT_EQ(Must(store::Journal{kiosk.store().database()}.Latest(1)).at(0).act, "document.read");
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "case");
}

TEST_P(PaperJourney, AStickThatIsNotThereIsSaidAndTriedAgain) {
  AgreedOrder();
  kiosk.model().machine.export_folder = (stick_.path() / "pulled").string();
  kiosk.TapAll({"case.agreement", "sheet.export"});
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("sheet.export.failed")));
  ExpectSound();
  std::filesystem::create_directory(stick_.path() / "pulled");
  kiosk.Tap("sheet.export");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("sheet.export.taken")));
}

// The record of a shift is archived by itself, and can be taken long after the closing.
TEST_P(PaperJourney, TheRecordOfAPastShiftIsTakenFromTheArchive) {
  Must(store::Shifts{kiosk.store()}.Open(support::kSupervisor.number));
  SignsIn();
  kiosk.TapAll({"workbench.shift", "shift.close", "footer.next", "footer.next", "footer.next", "footer.next",
                "shift.nobody.closed_for_the_day", "footer.next"});
  kiosk.TapDigits("738291");
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "shift.closed");
  EXPECT_FALSE(kiosk.Shown().Shows(kiosk.Text("shift.not_kept")));
  kiosk.TapAll({"footer.next", "shift.past.0"});
  ASSERT_EQ(kiosk.Page(), "paper");
  kiosk.Tap("sheet.export");
  EXPECT_EQ(OnTheStick(), std::vector<std::string>{"bianmin-shift-1-2026-11-23.pdf"});
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "shift");
}

INSTANTIATE_TEST_SUITE_P(In, PaperJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing
