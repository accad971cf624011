// Every resident screen, in both languages, at three text sizes, in three themes, on panels of 15.6, 21.5 and 32 inches
// lying and standing, and with the controls brought down on those that are tall: targets, gaps, contrast, clipping,
// overlap, line length, text size and reach are those of the standards. Prints how near each view comes to them; the
// whole program, run without ctest, also the worst of all.
#include <gtest/gtest.h>

#include <iostream>

#include "tests/support/screen_samples.h"

namespace bianmin::testing {
namespace {

struct View {
  Panel panel;
  screens::Comfort comfort;
  i18n::Language language;
};

std::vector<View> Views() {
  std::vector<View> views;
  for (const Panel& panel : kPanels) {
    for (const auto step : {ui::TextStep::Standard, ui::TextStep::Elder, ui::TextStep::ExtraLarge}) {
      for (const auto theme : {ui::ThemeName::Standard, ui::ThemeName::HighContrast, ui::ThemeName::Dark}) {
        for (const auto language : {i18n::Language::Chinese, i18n::Language::English}) {
          views.push_back({panel, {.step = step, .theme = theme}, language});
        }
      }
      // Where the controls are does not depend on the colours.
      const ui::Metrics metrics(panel.pixels, ui::Millimetres{panel.width_mm}, step);
      if (!metrics.IsTall()) continue;
      for (const auto language : {i18n::Language::Chinese, i18n::Language::English})
        views.push_back({panel, {.step = step, .is_low = true}, language});
    }
  }
  return views;
}

std::string NameOf(const View& view) {
  constexpr const char* kThemes[] = {"", "_contrast", "_dark"};
  return std::string(view.panel.name) + "_" + std::string(ui::Name(view.comfort.step)) + "_" +
         std::string(i18n::LanguageCode(view.language)) + kThemes[static_cast<std::size_t>(view.comfort.theme)] +
         (view.comfort.is_low ? "_low" : "");
}

void PrintTo(const View& view, std::ostream* out) { *out << NameOf(view); }

// The worst of all views of one run of the program.
ui::Measures& AllViews() {
  static ui::Measures measures;
  return measures;
}

class WorstOfAll : public ::testing::Environment {
  void TearDown() override { std::cout << "The worst of all views:\n" << AllViews().Text(); }
};
const ::testing::Environment* const kWorstOfAll = ::testing::AddGlobalTestEnvironment(new WorstOfAll);

class AnyView : public ::testing::TestWithParam<View> {};

TEST_P(AnyView, EveryScreenKeepsTheNumbersOfTheStandards) {
  constexpr int kMostLeaves = 60;
  const View& view = GetParam();
  SampleKiosk kiosk{view.panel, view.comfort, view.language};
  UiWorld& world = kiosk.world();
  ui::Measures measures;
  int leaves = 0;
  for (const ScreenSample& sample : ScreenSamples()) {
    kiosk.Show(sample);
    for (int leaf = 1;; ++leaf, ++leaves) {
      const std::string name = sample.name + ", leaf " + std::to_string(leaf);
      for (const std::string& problem :
           measures.Add(world.Shown(), world.Metrics(), world.Rules(), name + " in " + NameOf(view)))
        ADD_FAILURE() << name << ": " << problem;
      const ui::Item* next = world.Shown().FindControl("page.next");
      if (next == nullptr || !next->is_enabled || next->is_under_dialog) break;
      ASSERT_LT(leaf, kMostLeaves) << sample.name << " has no end";
      world.Tap("page.next");
    }
  }
  std::cout << leaves << " leaves\n" << measures.Text();
  AllViews().Add(measures);
}

INSTANTIATE_TEST_SUITE_P(Screens, AnyView, ::testing::ValuesIn(Views()),
                         [](const ::testing::TestParamInfo<View>& view) { return NameOf(view.param); });

}  // namespace
}  // namespace bianmin::testing
