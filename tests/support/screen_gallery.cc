// Paints every resident screen into a folder of PNG files, for whoever changes a screen and wants to see it:
//   screen_gallery OUT_DIR [name part] [zh|en] [standard|elder|extra_large] [landscape|portrait|small|large]
// A word that is left out or "-" means all.
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

void Paint(const std::filesystem::path& out, const std::vector<std::string>& words) {
  const std::pair<const char*, Panel> panels[] = {
      {"landscape", kLandscape}, {"portrait", kPortrait}, {"small", kSmallLandscape}, {"large", kLargePortrait}};
  const std::pair<const char*, i18n::Language> languages[] = {{"zh", i18n::Language::Chinese},
                                                              {"en", i18n::Language::English}};
  for (const auto& [panel_name, panel] : panels) {
    for (const auto step : {ui::TextStep::Standard, ui::TextStep::Elder, ui::TextStep::ExtraLarge}) {
      for (const auto& [language_name, language] : languages) {
        const std::string step_name{ui::Name(step)};
        if (!IsWanted(words, 1, language_name) || !IsWanted(words, 2, step_name) || !IsWanted(words, 3, panel_name))
          continue;
        SampleKiosk kiosk{panel, step, language};
        for (const ScreenSample& sample : ScreenSamples()) {
          if (!words.empty() && words[0] != "-" && sample.name.find(words[0]) == std::string::npos) continue;
          kiosk.Show(sample);
          const std::string name = sample.name + "." + panel_name + "." + step_name + "." + language_name;
          kiosk.world().SavePicture(out / (name + ".png"));
          for (const std::string& problem : kiosk.world().Problems()) std::cout << name << ": " << problem << "\n";
        }
      }
    }
  }
}

}  // namespace
}  // namespace bianmin::testing

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "screen_gallery OUT_DIR [name part] [zh|en] [step] [panel]\n";
    return 2;
  }
  std::filesystem::create_directories(argv[1]);
  bianmin::testing::Paint(argv[1], {argv + 2, argv + argc});
  return 0;
}
