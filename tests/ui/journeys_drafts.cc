// Interrupted residents: a form that waits for a day, for whoever has the code.
#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/lookup_throttle.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/model_texts.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using namespace std::chrono_literals;
using screens::Field;
using screens::ResumeProblem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kWords = "䶮字弄尽头，水漫出来了";

// From the home screen to the page of the name of a leaking pipe, and then nobody is there.
void IsInterrupted(KioskWorld& kiosk) {
  kiosk.TapAll({"home.register", "group.life", "service.home.plumbing", "package.visit", "phrase.0"});
  kiosk.Type(kWords);
  kiosk.TapAll({"footer.next", "privacy.consent", "footer.next", "compound.yonghe", "building.3号楼", "unit.2单元"});
  kiosk.TapDigits("302");
  kiosk.TapAll({"footer.next", "day.soon", "footer.next", "salutation.ms", "surname.Shen"});
  ASSERT_EQ(kiosk.Page(), "register.name");
  kiosk.Wait(kiosk.model().session_times.idle);
  ASSERT_EQ(kiosk.Page(), "idle");
}

// The code, read off the screen.
std::string CodeOn(KioskWorld& kiosk) {
  const auto& keeping = kiosk.model().keeping;
  const auto code = keeping ? keeping->code : std::get<screens::FormKept>(kiosk.On<app::Outcome>().kind).code;
  EXPECT_TRUE(kiosk.Shown().Shows(code.Grouped()));
  return code.digits();
}

void Enters(KioskWorld& kiosk, const std::string& code) {
  kiosk.Tap("home.resume");
  kiosk.TapDigits(code);
  kiosk.Tap("footer.next");
}

std::string Wrong(const std::string& code) { return code == "222333" ? "333222" : "222333"; }

TEST_P(AnyJourney, AnInterruptedFormIsFinishedByWhoeverHasTheCode) {
  IsInterrupted(kiosk);
  const std::string code = CodeOn(kiosk);
  EXPECT_THAT(kiosk.Shown().AllText(), Not(HasSubstr(std::string(kWords)))) << "who passes by reads nothing";
  kiosk.Wait(kiosk.model().session_times.answer);
  ASSERT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(TextsIn(kiosk.model()), "");
  EXPECT_FALSE(kiosk.Shown().Shows(code));

  kiosk.Wait(3h);
  Enters(kiosk, code);
  ASSERT_EQ(kiosk.Page(), "register.privacy") << "consent is given anew";
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "register.privacy");
  kiosk.TapAll({"privacy.consent", "footer.next"});
  ASSERT_EQ(kiosk.Page(), "register.name") << "where they were";
  kiosk.Tap("footer.next");
  kiosk.TapDigits("13800138000");
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "register.review");
  kiosk.Tap("footer.next");
  const auto number = NumberOn<screens::OrderDone>(kiosk);
  const auto order = std::get<domain::Order>(support::Must(kiosk.store().Find(number, "8000")));
  EXPECT_THAT(order.need.description, HasSubstr(std::string(kWords)));
  EXPECT_EQ(order.need.address_text, "永和新村 3号楼 2单元 302");
  EXPECT_EQ(order.need.contact.name.text(), "沈女士");
  kiosk.Tap("footer.next");
  Enters(kiosk, code);
  EXPECT_EQ(kiosk.On<screens::ResumeState>().problem.kind, ResumeProblem::Kind::NoSuchDraft) << "once only";
}

TEST(Interrupted, GoingOnLeavesNothingOnTheDisk) {
  KioskWorld kiosk;
  IsInterrupted(kiosk);
  const std::string code = CodeOn(kiosk);
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "register.name");
  EXPECT_TRUE(std::holds_alternative<store::NoSuchDraft>(
      support::Must(kiosk.store().OpenDraft(*domain::DraftCode::Parse(code)))));
  kiosk.Wait(kiosk.model().session_times.idle);
  EXPECT_NE(CodeOn(kiosk), code) << "another interruption, another code";
}

TEST(Interrupted, WhoGoesCanKeepItOrClearIt) {
  for (const bool keeps : {true, false}) {
    KioskWorld kiosk;
    IsInterrupted(kiosk);
    const std::string code = CodeOn(kiosk);
    kiosk.Tap(keeps ? "idle.keep" : "idle.secondary");
    ASSERT_EQ(kiosk.Page(), "home");
    EXPECT_EQ(TextsIn(kiosk.model()), "");
    Enters(kiosk, code);
    EXPECT_EQ(kiosk.Page(), keeps ? "register.privacy" : "resume");
  }
}

TEST(Interrupted, TheQuestionBeforeLeavingKeepsItToo) {
  KioskWorld kiosk;
  kiosk.TapAll({"home.complain", "kind.suggestion", "about.facility"});
  kiosk.Type("门口放一把椅子");
  kiosk.TapAll({"header.leave", "leave.keep"});
  ASSERT_EQ(kiosk.Page(), "outcome");
  const std::string code = CodeOn(kiosk);
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(TextsIn(kiosk.model()), "");
  Enters(kiosk, code);
  ASSERT_EQ(kiosk.Page(), "complain.words") << "nothing personal was asked yet";
  EXPECT_EQ(kiosk.On<screens::ComplaintDraft>().entries.Text(Field::Description), "门口放一把椅子");
  kiosk.Type("。");
  EXPECT_EQ(kiosk.On<screens::ComplaintDraft>().entries.Text(Field::Description), "门口放一把椅子。")
      << "with the caret";
}

TEST(Interrupted, WrongCodesAreSlowedDownAndTellNothing) {
  KioskWorld kiosk;
  IsInterrupted(kiosk);
  const std::string code = CodeOn(kiosk);
  kiosk.Wait(kiosk.model().session_times.answer);
  Enters(kiosk, Wrong(code));
  const auto problem = [&] { return kiosk.On<screens::ResumeState>().problem.kind; };
  for (int i = 0; i < domain::kFreeLookupFailures; ++i) {
    EXPECT_EQ(problem(), ResumeProblem::Kind::NoSuchDraft);
    kiosk.Tap("footer.next");
  }
  kiosk.Tap("footer.next");
  EXPECT_EQ(problem(), ResumeProblem::Kind::Wait);
  kiosk.Tap("keys.clear");
  kiosk.TapDigits(code);
  kiosk.Tap("footer.next");
  EXPECT_EQ(problem(), ResumeProblem::Kind::Wait) << "the right one too";
  kiosk.Wait(domain::kFirstLookupWait);
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "register.privacy");
}

TEST(Interrupted, AShortCodeIsNotedBeforeTheStoreIsAsked) {
  KioskWorld kiosk;
  int asked = 0;
  kiosk.on_command = [&](const app::StoreCommand& command, const std::string&) {
    asked += std::holds_alternative<app::OpenDraft>(command) ? 1 : 0;
  };
  Enters(kiosk, "48291");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("resume.short")));
  kiosk.TapDigits("34");  // the seventh finds no room
  EXPECT_EQ(kiosk.On<screens::ResumeState>().digits, "482913");
  EXPECT_EQ(asked, 0);
  kiosk.TypeAtOnce({ui::Key::Delete, "482 913", ui::Key::Enter, "7"});
  EXPECT_EQ(kiosk.On<screens::ResumeState>().digits, "482913") << "a keyboard types it with its space";
  EXPECT_EQ(asked, 1);
}

TEST(Interrupted, AfterADayItIsGone) {
  KioskWorld kiosk;
  IsInterrupted(kiosk);
  const std::string code = CodeOn(kiosk);
  kiosk.Wait(kiosk.model().session_times.answer);
  kiosk.desk().clock.Advance(domain::kDraftKept);
  Enters(kiosk, code);
  EXPECT_EQ(kiosk.On<screens::ResumeState>().problem.kind, ResumeProblem::Kind::NoSuchDraft);
}

TEST(Interrupted, APowerCutWhileTheCodeIsShownLosesNothing) {
  KioskWorld kiosk;
  IsInterrupted(kiosk);
  const std::string code = CodeOn(kiosk);
  kiosk.LoseStore("the power is gone");
  kiosk.RegainStore();
  ASSERT_EQ(kiosk.Page(), "home");
  Enters(kiosk, code);
  EXPECT_EQ(kiosk.Page(), "register.privacy");
}

TEST(Interrupted, ABrokenDiskPromisesNothing) {
  KioskWorld kiosk;
  kiosk.TapAll({"home.complain", "kind.suggestion", "about.facility"});
  kiosk.Type("门口放一把椅子");
  {
    const support::FaultyDisk disk({.after = 0, .for_good = true});
    kiosk.TapAll({"header.leave", "leave.keep"});
    EXPECT_GT(disk.failures(), 0);
  }
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("leave.cannot_keep")));
  kiosk.Tap("leave.primary");
  ASSERT_EQ(kiosk.Page(), "complain.words");
  {
    const support::FaultyDisk disk({.after = 0, .for_good = true});
    kiosk.Wait(kiosk.model().session_times.idle);
    EXPECT_GT(disk.failures(), 0);
  }
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("idle.text"))) << "says that it will be cleared";
  kiosk.Tap("idle.primary");
  EXPECT_EQ(kiosk.On<screens::ComplaintDraft>().entries.Text(Field::Description), "门口放一把椅子");
}

TEST(Interrupted, AFormWithoutEntriesGetsNoCode) {
  KioskWorld kiosk;
  kiosk.Tap("home.lookup");
  kiosk.TapDigits("0690");
  kiosk.Wait(kiosk.model().session_times.idle);
  EXPECT_TRUE(kiosk.Has("idle.primary"));
  EXPECT_FALSE(kiosk.model().keeping);
}

}  // namespace
}  // namespace bianmin::testing
