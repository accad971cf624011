// Staff handle complaints and bad ratings on a whole kiosk by a finger: what is about a clerk is not there for that
// clerk, a bad rating is put right and verified by somebody else, an appeal is decided by another supervisor.
#include <gmock/gmock.h>

#include <filesystem>

#include "kiosk/app/ledger_table.h"
#include "kiosk/store/grievances.h"
#include "kiosk/store/ledger.h"
#include "tests/support/staff_desk.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using ::testing::IsEmpty;

constexpr std::string_view kPin = "738291";

class GrievanceJourney : public ::testing::TestWithParam<KioskView> {
 protected:
  GrievanceJourney() {
    kiosk.ChooseLanguageAndSize();
    support::Employ(kiosk.store());
  }

  void ExpectSound() { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }
  void SignsIn(const domain::Handler& who) {
    kiosk.TapAll({"header.logo", "device.sign_in"});
    kiosk.TapDigits(who.number.text());
    kiosk.Tap("footer.next");
    kiosk.TapDigits(kPin);
    kiosk.Tap("footer.next");
    ASSERT_EQ(kiosk.Page(), "workbench");
    kiosk.Tap("workbench.rectification");
    ASSERT_EQ(kiosk.Page(), "ledger");
  }
  void SignsOut() {
    kiosk.Tap("header.leave");
    ASSERT_EQ(kiosk.Page(), "home");
    kiosk.ChooseLanguageAndSize();
  }
  // The first ready phrase.
  void Writes(std::string_view field) {
    kiosk.Tap(field);
    ASSERT_EQ(kiosk.Page(), "entry");
    kiosk.TapAll({"entry.phrase.0", "entry.done"});
  }
  void Opens(const domain::RecordNumber& number) {
    kiosk.TapAll({"tab.grievances", "grievance." + number.text()});
    ASSERT_EQ(kiosk.Page(), "grievance");
    ExpectSound();
  }
  domain::RecordNumber BadRating() {
    const auto order = support::Must(kiosk.store().RegisterOrder(support::LeakingPipe())).number;
    return *support::Must(kiosk.store().GiveRating(support::NamedRating(order, 1))).number;
  }
  domain::HandlingStep Step(const domain::RecordNumber& number) {
    return support::Must(store::Grievances{kiosk.store()}.Find(number, support::kSupervisor)).facts.step;
  }

  KioskWorld kiosk{GetParam()};
};

TEST_P(GrievanceJourney, WhatIsAboutAClerkIsNotThereForThatClerkAndASupervisorClosesIt) {
  const auto rude = support::Must(kiosk.store().FileComplaint(support::RudeClerk())).number;
  SignsIn(support::kZhang);
  kiosk.Tap("tab.grievances");
  EXPECT_FALSE(kiosk.Has("grievance." + rude.text()));
  SignsOut();

  SignsIn(support::kLi);
  Opens(rude);
  kiosk.Tap("handle.verify");
  kiosk.Tap("severity.serious");
  Writes("field.staff_words");
  ExpectSound();
  kiosk.Tap("footer.next");
  EXPECT_EQ(Step(rude), domain::HandlingStep::Verified);
  kiosk.Tap("handle.answer");
  Writes("field.staff_words");
  kiosk.Tap("footer.next");
  kiosk.TapAll({"handle.call_back", "result.satisfied", "footer.next"});
  EXPECT_EQ(Step(rude), domain::HandlingStep::CalledBack);
  EXPECT_FALSE(kiosk.Has("handle.close"));
  SignsOut();

  SignsIn(support::kSupervisor);
  Opens(rude);
  kiosk.TapAll({"handle.close", "footer.next", "handle.sure.primary"});
  EXPECT_EQ(Step(rude), domain::HandlingStep::Closed);
  // The resident reads the answer.
  const auto lookup = support::Must(kiosk.store().Find(rude, "5678"));
  EXPECT_NE(std::get<domain::Complaint>(lookup).answer, "");
}

TEST_P(GrievanceJourney, OpenedFromTheQueueItLeadsBackThere) {
  support::Must(kiosk.store().FileComplaint(support::BrokenLift()));
  SignsIn(support::kLi);
  kiosk.TapAll({"footer.back", "workbench.queue", "queue.row0.0"});
  ASSERT_EQ(kiosk.Page(), "grievance");
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "queue");
}

// The settings of this kiosk name none.
TEST_P(GrievanceJourney, WithoutAFolderForSticksTheLedgerIsWrittenNowhere) {
  SignsIn(support::kLi);
  kiosk.Tap("ledger.export");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("handle.problem.no_stick")));
  EXPECT_FALSE(std::filesystem::exists(app::LedgerFileName(kiosk.desk().clock.Now())));
}

TEST_P(GrievanceJourney, ABadRatingIsPutRightAndVerifiedBySomebodyElse) {
  BadRating();
  const auto line = support::Must(store::Ledger{kiosk.store()}.Open(support::kLi)).front().id;
  const auto state = [&] { return support::Must(store::Ledger{kiosk.store()}.Find(line, support::kLi)).facts.state; };
  SignsIn(support::kZhang);
  kiosk.Tap("line." + line.Text());
  ExpectSound();
  kiosk.Tap("rectify.plan");
  Writes("field.staff_words");
  Writes("field.staff_more");
  kiosk.TapAll({"workmate.1001", "due.7", "footer.next"});
  EXPECT_EQ(state(), domain::RectificationState::Planned);
  kiosk.Tap("rectify.add_evidence");
  Writes("field.staff_words");
  kiosk.Tap("footer.next");
  kiosk.Tap("rectify.report_done");
  EXPECT_EQ(state(), domain::RectificationState::Done);
  EXPECT_FALSE(kiosk.Has("rectify.verify"));
  SignsOut();

  SignsIn(support::kLi);
  kiosk.Tap("line." + line.Text());
  kiosk.TapAll({"rectify.verify", "footer.next", "rectify.call_back", "result.satisfied", "footer.next"});
  kiosk.TapAll({"rectify.close", "footer.next", "handle.sure.primary"});
  EXPECT_EQ(state(), domain::RectificationState::Closed);
  ExpectSound();
}

TEST_P(GrievanceJourney, AnEvidencePhotoIsAPageAndNothingOfItStays) {
  BadRating();
  const support::TemporaryFolder stick;
  kiosk.screen().SavePicture(stick / "after.png");
  store::Ledger ledger{kiosk.store(), stick.path()};
  const auto line = support::Must(ledger.Open(support::kLi)).front().id;
  const domain::rectifying::Plan plan{.cause = "人手不够",
                                      .measure = "增开窗口",
                                      .owner = support::kZhang.number,
                                      .due = std::chrono::year{2026} / 11 / 30};
  support::Must(ledger.Perform(line, plan, support::kZhang));
  support::Must(ledger.Perform(line, domain::rectifying::AddPhoto{"after.png"}, support::kZhang));
  const auto photo = [&] {
    return std::get<screens::LedgerState>(std::get<app::StaffScreen>(kiosk.model().screen)).photo;
  };
  SignsIn(support::kLi);
  kiosk.Tap("line." + line.Text());
  kiosk.Tap("evidence.0");
  ASSERT_EQ(kiosk.Page(), "ledger.photo");
  ExpectSound();
  ASSERT_TRUE(photo());
  ASSERT_TRUE(photo()->bitmap);
  EXPECT_EQ(photo()->bitmap->width, GetParam().panel.pixels.width);
  const std::weak_ptr<const base::Bitmap> bitmap = photo()->bitmap;
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "ledger.line");
  EXPECT_FALSE(photo());
  EXPECT_TRUE(bitmap.expired()) << "neither the model nor the screen holds it";
}

TEST_P(GrievanceJourney, AnAppealIsDecidedByAnotherSupervisorAndTheRatingCountsNoMore) {
  const auto bad = BadRating();
  SignsIn(support::kSupervisor);
  Opens(bad);
  kiosk.Tap("handle.appeal");
  Writes("field.staff_words");
  kiosk.Tap("footer.next");
  EXPECT_FALSE(kiosk.Has("handle.decide_appeal"));
  EXPECT_EQ(kiosk.Counts().ratings, 1);
  SignsOut();

  SignsIn(support::kOtherSupervisor);
  Opens(bad);
  kiosk.TapAll({"handle.decide_appeal", "decision.upheld"});
  Writes("field.staff_words");
  kiosk.TapAll({"footer.next", "handle.sure.primary"});
  EXPECT_EQ(Step(bad), domain::HandlingStep::Closed);
  EXPECT_EQ(kiosk.Counts().ratings, 0);
  ExpectSound();
}

INSTANTIATE_TEST_SUITE_P(Views, GrievanceJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing
