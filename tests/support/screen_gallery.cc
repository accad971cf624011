// Paints every resident screen into a folder of PNG files, for whoever changes a screen and wants to see it:
//   screen_gallery OUT_DIR [name part] [zh|en] [standard|elder|extra_large] [PANEL] [standard|contrast|dark] [low]
// PANEL is landscape or portrait, small_… or large_… A word that is left out or "-" means all, but the theme: standard.
// Every leaf of a page is a picture of its own; with "low" the controls are within reach where the panel is tall.
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "tests/support/screen_samples.h"

namespace bianmin::testing {
namespace {

bool IsWanted(const std::vector<std::string>& words, std::size_t at, const std::string& name) {
  return words.size() <= at || words[at] == "-" || words[at] == name;
}

struct View {
  Panel panel;
  screens::Comfort comfort;
  i18n::Language language;
  std::string name;
};

std::vector<View> Views(const std::vector<std::string>& words) {
  const std::pair<const char*, i18n::Language> languages[] = {{"zh", i18n::Language::Chinese},
                                                              {"en", i18n::Language::English}};
  const std::string theme_name = words.size() > 4 && words[4] != "-" ? words[4] : "standard";
  const bool is_low = words.size() > 5 && words[5] == "low";
  screens::Comfort comfort{.is_low = is_low};
  if (theme_name == "contrast") comfort.theme = ui::ThemeName::HighContrast;
  if (theme_name == "dark") comfort.theme = ui::ThemeName::Dark;
  const std::string look = (theme_name == "standard" ? "" : "." + theme_name) + (is_low ? ".low" : "");
  std::vector<View> views;
  for (const Panel& panel : kPanels) {
    for (const auto step : {ui::TextStep::Standard, ui::TextStep::Elder, ui::TextStep::ExtraLarge}) {
      comfort.step = step;
      for (const auto& [language_name, language] : languages) {
        const std::string step_name{ui::Name(step)};
        if (!IsWanted(words, 1, language_name) || !IsWanted(words, 2, step_name) || !IsWanted(words, 3, panel.name))
          continue;
        views.push_back(
            {panel, comfort, language, std::string(".") + panel.name + "." + step_name + "." + language_name + look});
      }
    }
  }
  return views;
}

// Every leaf of what is shown; the first under the name itself.
void PaintLeaves(UiWorld& world, const std::filesystem::path& out, const std::string& name) {
  constexpr int kMostLeaves = 40;
  for (int leaf = 1; leaf <= kMostLeaves; ++leaf) {
    const std::string leaf_name = leaf == 1 ? name : name + ".leaf" + std::to_string(leaf);
    world.SavePicture(out / (leaf_name + ".png"));
    for (const std::string& problem : world.Problems()) std::cout << leaf_name << ": " << problem << "\n";
    const ui::Item* next = world.Shown().FindControl("page.next");
    if (next == nullptr || !next->is_enabled || next->is_under_dialog) return;
    world.Tap("page.next");
  }
}

void Paint(const std::filesystem::path& out, const std::vector<std::string>& words) {
  for (const View& view : Views(words)) {
    SampleKiosk kiosk{view.panel, view.comfort, view.language};
    for (const ScreenSample& sample : ScreenSamples()) {
      if (!words.empty() && words[0] != "-" && sample.name.find(words[0]) == std::string::npos) continue;
      kiosk.Show(sample);
      PaintLeaves(kiosk.world(), out, sample.name + view.name);
    }
  }
}

}  // namespace
}  // namespace bianmin::testing

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "screen_gallery OUT_DIR [name part] [zh|en] [step] [panel] [theme] [low]\n";
    return 2;
  }
  std::filesystem::create_directories(argv[1]);
  bianmin::testing::Paint(argv[1], {argv + 2, argv + argc});
  return 0;
}
