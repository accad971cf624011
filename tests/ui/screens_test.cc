// Every resident screen, in both languages, at three text sizes, on four panels: targets, gaps, contrast, clipping,
// overlap, line length and text size are those of the standards.
#include <gtest/gtest.h>

#include "tests/support/screen_samples.h"

namespace bianmin::testing {
namespace {

struct View {
  Panel panel;
  ui::TextStep step;
  i18n::Language language;
};

std::vector<View> Views() {
  std::vector<View> views;
  for (const Panel& panel : {kLandscape, kPortrait, kSmallLandscape, kLargePortrait}) {
    for (const auto step : {ui::TextStep::Standard, ui::TextStep::Elder, ui::TextStep::ExtraLarge}) {
      for (const auto language : {i18n::Language::Chinese, i18n::Language::English})
        views.push_back({panel, step, language});
    }
  }
  return views;
}

std::string NameOf(const ::testing::TestParamInfo<View>& info) {
  return std::string(info.param.panel.name) + "_" + std::string(ui::Name(info.param.step)) + "_" +
         std::string(i18n::LanguageCode(info.param.language));
}

class AnyView : public ::testing::TestWithParam<View> {};

TEST_P(AnyView, EveryScreenKeepsTheNumbersOfTheStandards) {
  SampleKiosk kiosk{GetParam().panel, GetParam().step, GetParam().language};
  for (const ScreenSample& sample : ScreenSamples()) {
    kiosk.Show(sample);
    // Page by page, to the end of what scrolls.
    for (int page = 0; page < 40; ++page) {
      for (const std::string& problem : kiosk.world().Problems())
        ADD_FAILURE() << sample.name << ", page " << page << ": " << problem;
      const ui::Item* next = kiosk.world().Shown().FindControl("page.next");
      if (next == nullptr || !next->is_enabled) break;
      kiosk.world().Tap("page.next");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Screens, AnyView, ::testing::ValuesIn(Views()), NameOf);

}  // namespace
}  // namespace bianmin::testing
