#include "kiosk/app/app.h"

#include <gtest/gtest.h>

#include "tests/support/ui_world.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

class StandingClock final : public base::Clock {
 public:
  base::TimePoint Now() const override { return *base::ParseUtc("2026-11-23T01:30:15Z") + passed; }
  base::Milliseconds Steady() const override { return base::Milliseconds{5'000} + passed; }
  base::Milliseconds passed{0};
};

// An App whose commands wait for the test to answer them.
class SlowDisk : public ::testing::Test {
 protected:
  SlowDisk()
      : library_(i18n::Library::Load(BIANMIN_LOCALE_DIR).value()),
        app_({.settings = ShippedSettings(),
              .texts = library_,
              .clock = clock_,
              .random = random_,
              .give = [this](StoreCommand command) { asked_.push_back(std::move(command)); },
              .ask_engines = [](const Question&) {},
              .forget_session = [this] { ++forgotten_; },
              .chime = [this](int) { return ++chimes_, !is_speaking_; },
              .print_sheet = [this](const print::Sheet&) { return ++sheets_; }}) {
    app_.model().defaults.asks_first = false;
  }

  void SetUp() override { app_.model().defaults.asks_first = false; }

  // Brings the app to a look-up whose answer is still on its way.
  void LooksUp() {
    Counter counter;
    counter.Do(screens::Open{screens::Errand::LookUp});
    counter.Type(SomeNumber().text().substr(2));
    counter.Do(screens::Focus{screens::Field::LastFour});
    counter.Type("8000");
    app_.model().screen = counter.model().screen;
    app_.Act(screens::GoNext{});
    ASSERT_TRUE(std::holds_alternative<FindRecord>(asked_.back()));
  }

  const screens::LookUpDraft& LookUp() { return std::get<screens::LookUpDraft>(app_.model().screen); }

  StandingClock clock_;
  base::SeededRandom random_{1};
  i18n::Library library_;
  std::vector<StoreCommand> asked_;
  int forgotten_ = 0;
  std::uint64_t sheets_ = 0;
  int chimes_ = 0;  // asked for
  bool is_speaking_ = false;
  App app_;
};

TEST_F(SlowDisk, AnAnswerIsShownToWhoeverAsked) {
  LooksUp();
  app_.Take(RecordFound{store::Lookup{OrderWith(domain::OrderState::Accepted, SomeNeed())}});
  EXPECT_TRUE(LookUp().found);
}

TEST_F(SlowDisk, AnAnswerThatComesAfterItsResidentLeftIsShownToNobody) {
  LooksUp();
  app_.Act(screens::Leave{});
  EXPECT_EQ(forgotten_, 1);
  // The next resident is at the same page when the disk answers.
  app_.Act(screens::Open{screens::Errand::LookUp});
  app_.Take(RecordFound{store::Lookup{OrderWith(domain::OrderState::Accepted, SomeNeed())}});
  EXPECT_FALSE(LookUp().found);
  EXPECT_FALSE(app_.model().is_saving);
}

TEST_F(SlowDisk, AnAnswerAfterTheSessionEndedIsShownToNobody) {
  LooksUp();
  app_.Touched();
  clock_.passed += ShippedSettings().kiosk.session.idle + ShippedSettings().kiosk.session.answer;
  app_.Elapse();
  EXPECT_EQ(forgotten_, 1);
  app_.Act(screens::Open{screens::Errand::LookUp});
  app_.Take(RecordFound{base::Error{base::ErrorCode::Unavailable, "the disk does not answer"}});
  EXPECT_TRUE(std::holds_alternative<screens::LookUpDraft>(app_.model().screen));
}

TEST_F(SlowDisk, TheNextQuestionGetsItsOwnAnswer) {
  LooksUp();
  app_.Act(screens::Leave{});
  LooksUp();
  app_.Take(RecordFound{store::Lookup{store::NoSuchPair{}}});
  EXPECT_EQ(LookUp().problem.kind, screens::FindProblem::Kind::None) << "that was the first resident's";
  app_.Take(RecordFound{store::Lookup{OrderWith(domain::OrderState::Accepted, SomeNeed())}});
  EXPECT_TRUE(LookUp().found);
}

TEST_F(SlowDisk, WhatTheWidgetsRememberIsForgottenWhenTheStoreIsLost) {
  LooksUp();
  app_.Take(StoreState{"the disk is not there"});
  EXPECT_EQ(forgotten_, 1);
  app_.Take(StoreState{"the disk is still not there"});
  EXPECT_EQ(forgotten_, 1) << "nobody could enter anything in between";
}

TEST_F(SlowDisk, WhatTheWidgetsRememberIsForgottenWhenAnAnswerSignsSomebodyOut) {
  domain::StaffMember me{.number = domain::StaffNumber::Parse("1024").value(),
                         .name = domain::PersonName::Parse("赵敏").value(),
                         .role = domain::Role::Supervisor};
  app_.model().staff = StaffSession{.member = me};
  app_.model().screen = StaffScreen{Workbench{}};
  app_.Act(screens::StaffAct{screens::AccountAct{screens::OpenTile{screens::StaffTile::Accounts}}});
  me.is_active = false;
  app_.Take(StaffReport{AccountReport{StaffListed{std::vector<store::StaffAccount>{{me, false}}}}});
  ASSERT_TRUE(std::holds_alternative<Home>(app_.model().screen));
  EXPECT_EQ(forgotten_, 1);
}

TEST_F(SlowDisk, TheEmptyFormForVisitsSaysWhatBecomesOfItAtThePrinter) {
  app_.model().staff = StaffSession{.member = {.number = domain::StaffNumber::Parse("1024").value(),
                                               .name = domain::PersonName::Parse("赵敏").value()}};
  app_.model().screen = StaffScreen{screens::ShiftHomeState{}};
  const auto state = [&] {
    return std::get<screens::ShiftHomeState>(std::get<StaffScreen>(app_.model().screen)).form.printed;
  };
  const auto prints = [&] { app_.Act(screens::StaffAct{screens::ShiftAct{screens::PrintHomeForm{}}}); };
  prints();
  EXPECT_EQ(state(), screens::SheetState::Underway);
  prints();
  EXPECT_EQ(sheets_, 1U) << "not twice";
  app_.TakeSheet({.printer = {}, .last_failure = {}, .ticket = 1, .outcome = print::PrintOutcome::Failed});
  EXPECT_EQ(state(), screens::SheetState::Failed);
  prints();
  app_.TakeSheet({.printer = {}, .last_failure = {}, .ticket = 1, .outcome = print::PrintOutcome::Failed});
  EXPECT_EQ(state(), screens::SheetState::Underway) << "that was the first one";
  app_.TakeSheet({.printer = {}, .last_failure = {}, .ticket = 2, .outcome = print::PrintOutcome::Printed});
  EXPECT_EQ(state(), screens::SheetState::Taken);
}

TEST_F(SlowDisk, AFingerOnTheIdleWarningDoesNotTakeItsButtonsAway) {
  LooksUp();
  app_.Touched();
  clock_.passed += ShippedSettings().kiosk.session.idle;
  app_.Touched();
  clock_.passed += ShippedSettings().kiosk.session.answer;
  app_.Elapse();
  EXPECT_TRUE(std::holds_alternative<Home>(app_.model().screen)) << "only an answer counts";
  LooksUp();
  app_.Touched();
  clock_.passed += ShippedSettings().kiosk.session.idle;
  app_.Act(screens::ContinueSession{});
  clock_.passed += ShippedSettings().kiosk.session.answer;
  app_.Elapse();
  EXPECT_TRUE(std::holds_alternative<screens::LookUpDraft>(app_.model().screen));
}

TEST_F(SlowDisk, AnUrgentNeedSoundsAtOnceAndEveryMinuteUntilStaffHaveTakenNote) {
  app_.Elapse();
  EXPECT_EQ(chimes_, 0);
  app_.model().machine.alert.count = 1;
  app_.Elapse();
  EXPECT_EQ(chimes_, 1);
  clock_.passed += std::chrono::milliseconds{59'999};
  app_.Elapse();
  EXPECT_EQ(chimes_, 1);
  clock_.passed += std::chrono::milliseconds{1};
  app_.Elapse();
  EXPECT_EQ(chimes_, 2);
  app_.model().machine.alert.count = 2;
  app_.Elapse();
  EXPECT_EQ(chimes_, 3) << "another one";
  app_.model().machine.alert = {};
  clock_.passed += std::chrono::seconds{60};
  app_.Elapse();
  EXPECT_EQ(chimes_, 3);
}

TEST_F(SlowDisk, TheSoundOfAnUrgentNeedWaitsForWhatIsBeingSaid) {
  app_.model().machine.alert.count = 1;
  is_speaking_ = true;
  EXPECT_EQ(app_.Elapse() - clock_.Steady(), std::chrono::seconds{1});
  is_speaking_ = false;
  clock_.passed += std::chrono::seconds{1};
  app_.Elapse();
  EXPECT_EQ(chimes_, 2);
  clock_.passed += std::chrono::seconds{1};
  app_.Elapse();
  EXPECT_EQ(chimes_, 2);
}

TEST_F(SlowDisk, TheIdleKioskWakesForTheMinuteOnly) {
  EXPECT_EQ(app_.Elapse() - clock_.Steady(), std::chrono::seconds{45});
}

TEST_F(SlowDisk, TheIdleKioskLooksAtItselfNowAndThen) {
  app_.Elapse();
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<ExamineMachine>(asked_.front()));
  clock_.passed += kExamineEvery - base::Milliseconds{1};
  app_.Elapse();
  EXPECT_EQ(asked_.size(), 1u);
  clock_.passed += base::Milliseconds{1};
  app_.Elapse();
  EXPECT_EQ(asked_.size(), 2u);
}

TEST_F(SlowDisk, AnAnswerAboutTheMachineIsTakenWhoeverStandsThere) {
  app_.Elapse();
  app_.Act(screens::Open{screens::Errand::FileComplaint});
  app_.Take(MachineExamined{store::OutboxStatus{}, store::CentreContact{}, 7});
  EXPECT_EQ(app_.model().machine.free_bytes, 7u);
}

// Without a Chinese font the kiosk starts all the same, in what can be read.
TEST(WithoutAChineseFont, TheKioskSpeaksEnglishAndTellsStaffWhatToInstall) {
  ui::FontFiles none{.regular = "/nowhere", .bold = "/nowhere", .rare = "/nowhere", .icons = "/nowhere", .others = {}};
  testing::UiWorld screen(testing::kLandscape, ui::TextStep::Standard, ui::ThemeName::Standard, none);
  const i18n::Library library = i18n::Library::Load(BIANMIN_LOCALE_DIR).value();
  StandingClock clock;
  base::SeededRandom random{1};
  App app({.settings = ShippedSettings(),
           .texts = library,
           .clock = clock,
           .random = random,
           .give = [](const StoreCommand&) {},
           .ask_engines = [](const Question&) {},
           .forget_session = [] {},
           .fonts = screen.Context().FontsFound()});
  screen.look.words = app.LookFor(screen.look.pixels).words;
  screen.Show([&](ui::Frame& frame) { app.Draw(frame); });
  EXPECT_TRUE(screen.Shown().Shows("apt install fonts-noto-cjk"));
  EXPECT_TRUE(screen.Shown().Shows("Chinese font missing"));
  EXPECT_FALSE(screen.Has("header.language")) << "Chinese could not be read";
  for (const ui::Item& item : screen.Shown().items) EXPECT_FALSE(item.is_missing_glyph) << item.text;
  app.Act(screens::StaffAct{screens::PressLogo{}});
  screen.Settle();
  EXPECT_TRUE(screen.Shown().Shows("fonts-material-design-icons-iconfont"));
  for (const ui::Item& item : screen.Shown().items) EXPECT_FALSE(item.is_missing_glyph) << item.text;
}

}  // namespace
}  // namespace bianmin::app
