// Seeing, reaching and hearing: the one question at the first touch, 看和听 in the middle of an errand, turning pages
// in 长辈版, and controls brought down for a wheelchair.
#include <gmock/gmock.h>

#include "tests/support/model_texts.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using ::testing::HasSubstr;

constexpr KioskView kAsking{.asks_first = true};

// Somewhere on the home screen where there is nothing to press.
ui::Point BesideTheTiles(const KioskWorld& kiosk) { return {3, static_cast<float>(kiosk.Shown().pixels.height) - 3}; }

TEST(FirstTouch, IsAnsweredWithOneQuestionAndCostsOneTap) {
  KioskWorld kiosk(kAsking);
  kiosk.Tap("home.lookup");
  ASSERT_EQ(kiosk.Page(), "greeting");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("greeting.title")));
  kiosk.Tap("greeting.elder");
  EXPECT_EQ(kiosk.Page(), "lookup.form");
  EXPECT_EQ(kiosk.model().comfort.step, ui::TextStep::Elder);
  kiosk.Tap("header.leave");
  ASSERT_EQ(kiosk.Page(), "home");
  kiosk.Tap("home.rate");
  EXPECT_EQ(kiosk.Page(), "rate.what") << "never again in this session";
}

TEST(FirstTouch, BesideTheTilesBringsTheQuestionToo) {
  KioskWorld kiosk(kAsking);
  kiosk.Touch(BesideTheTiles(kiosk));
  ASSERT_EQ(kiosk.Page(), "greeting");
  kiosk.Tap("greeting.usual");
  EXPECT_EQ(kiosk.Page(), "home");
  kiosk.Touch(BesideTheTiles(kiosk));
  EXPECT_EQ(kiosk.Page(), "home");
}

TEST(FirstTouch, ShowsEachSizeInItsSize) {
  KioskWorld kiosk(kAsking);
  kiosk.Tap("home.rate");
  const auto em_of = [&](std::string_view id) {
    for (const ui::Item& item : kiosk.Shown().items) {
      if (item.kind == ui::ItemKind::Text && item.id == id) return item.em.value;
    }
    return 0.0;
  };
  EXPECT_LT(em_of("greeting.usual"), em_of("greeting.elder"));
  EXPECT_LT(em_of("greeting.elder"), em_of("greeting.extra_large"));
}

TEST(FirstTouch, HoldsUpNeitherAKeyboardNorAScanner) {
  KioskWorld kiosk(kAsking);
  const domain::Order order = AnOrder(kiosk);
  kiosk.Tap("home.lookup");
  ASSERT_EQ(kiosk.Page(), "greeting");
  kiosk.Scan(order.number.text());
  ASSERT_EQ(kiosk.Page(), "lookup.form");
  EXPECT_EQ(kiosk.On<screens::LookUpDraft>().entries.Text(screens::Field::Number), order.number.text());
}

TEST(FirstTouch, NobodyAnswersAndTheNextOneIsAsked) {
  KioskWorld kiosk(kAsking);
  kiosk.Tap("home.rate");
  kiosk.Wait(kiosk.model().session_times.idle);
  EXPECT_EQ(kiosk.Page(), "home") << "without another question";
  kiosk.Tap("home.complain");
  EXPECT_EQ(kiosk.Page(), "greeting");
}

TEST_P(AnyJourney, SeeAndHearOpensOverAFormAndLosesNothingOfIt) {
  kiosk.TapAll({"home.complain", "kind.suggestion", "about.facility"});
  kiosk.Type("门口放一把椅子");
  kiosk.Tap("header.sound");
  ASSERT_EQ(kiosk.Page(), "comfort");
  kiosk.TapAll({"comfort.dark", "comfort.extra_large", "comfort.voice", "comfort.faster", "comfort.louder"});
  EXPECT_EQ(kiosk.model().comfort.theme, ui::ThemeName::Dark);
  EXPECT_EQ(kiosk.model().comfort.voice.rate_percent, 125);
  EXPECT_EQ(kiosk.model().comfort.voice.volume_percent, 125);
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "complain.words");
  EXPECT_EQ(kiosk.On<screens::ComplaintDraft>().entries.Text(screens::Field::Description), "门口放一把椅子");
}

TEST_P(AnyJourney, EveryPageOfAListIsReachedByTurningAndSaysWhichItIs) {
  kiosk.TapAll({"home.information", "information.rules"});
  if (!kiosk.Has("page.next")) {
    EXPECT_FALSE(kiosk.Has("page.previous"));
    return;  // it fits on one
  }
  EXPECT_FALSE(kiosk.screen().Control("page.previous").is_enabled);
  int turned = 0;
  for (; kiosk.screen().Control("page.next").is_enabled; ++turned) kiosk.Tap("page.next");
  for (int back = 0; back < turned; ++back) kiosk.Tap("page.previous");
  EXPECT_FALSE(kiosk.screen().Control("page.previous").is_enabled) << "as many back as forth";
}

TEST(LowControls, LieInTheLowerPartOfEveryPageOfAnErrand) {
  KioskWorld kiosk({.panel = kPortrait});
  kiosk.TapAll({"header.sound", "comfort.low", "footer.next"});
  const auto expect_low = [&] {
    for (const ui::Item& item : kiosk.Shown().items) {
      if (item.kind != ui::ItemKind::Control || item.visible.IsEmpty()) continue;
      EXPECT_GE(item.rect.y, kiosk.screen().Metrics().ReachFrom() - 1) << item.id << " on page " << kiosk.Page();
    }
  };
  for (const char* id : {"home.register", "group.life", "service.home.cleaning", "package.deep", "phrase.0"}) {
    expect_low();
    kiosk.Tap(id);
  }
  expect_low();
}

TEST(LowControls, AreOfferedOnTallPanelsOnly) {
  KioskWorld tall({.panel = kPortrait});
  tall.Tap("header.sound");
  EXPECT_TRUE(tall.Has("comfort.low"));
  for (const Panel& panel : {kLandscape, kSmallPortrait}) {
    KioskWorld other({.panel = panel});
    other.Tap("header.sound");
    EXPECT_FALSE(other.Has("comfort.low")) << panel.name;
  }
}

}  // namespace
}  // namespace bianmin::testing
