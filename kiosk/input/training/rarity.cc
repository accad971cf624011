#include "kiosk/input/training/rarity.h"

#include <libime/core/languagemodel.h>

#include <algorithm>
#include <exception>

namespace bianmin::input::training {
namespace {

constexpr float kLn10 = 2.302585F;  // the language model's logarithms are decimal

// Digits stand in addresses more often than in the newspapers the language model was made from; capitals (A座) are
// rare, and must not come before 八 and 从.
constexpr float kDigitRarity = 9;
constexpr float kCapitalRarity = 14;

}  // namespace

base::Result<std::vector<float>> RarityOf(const std::vector<std::string>& characters) {
  try {
    const libime::LanguageModel model(
        libime::DefaultLanguageModelResolver::instance().languageModelFileForLanguage("zh_CN"));
    std::vector<float> rarity;
    for (const std::string& character : characters) {
      const bool is_known = model.index(character) != model.unknown();
      const float logarithm = is_known ? model.singleWordScore(character) * kLn10 : -kRarest;
      if (character.size() == 1) {
        rarity.push_back(character.front() <= '9' ? kDigitRarity : kCapitalRarity);
      } else {
        rarity.push_back(std::clamp(-logarithm, 0.0F, kRarest));
      }
    }
    return rarity;
  } catch (const std::exception& fault) {
    return base::Error{base::ErrorCode::NotFound, std::string("the language model zh_CN of libime cannot be read (") +
                                                      fault.what() +
                                                      "); install the package libime-data-language-model"};
  }
}

}  // namespace bianmin::input::training
