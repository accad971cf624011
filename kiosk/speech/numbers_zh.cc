#include "kiosk/speech/numbers_zh.h"

#include <array>

namespace bianmin::speech {
namespace {

constexpr std::size_t kMostDigits = 16;
constexpr std::size_t kSection = 4;  // 万, 亿: a name for every four digits

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";

// One section of up to four digits. `follows`: a larger section was said before it, so that a gap needs 零.
std::u32string Section(std::string_view digits, bool follows) {
  constexpr std::array<std::u32string_view, kSection> kPlaces{U"", U"十", U"百", U"千"};
  std::u32string words;
  bool has_gap = false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t place = digits.size() - 1 - i;
    const auto digit = static_cast<std::size_t>(digits[i] - '0');
    if (digit == 0) {
      has_gap = true;
      continue;
    }
    if (has_gap && (follows || !words.empty())) words += U'零';
    has_gap = false;
    const bool is_plain_ten = digit == 1 && place == 1 && words.empty() && !follows;  // 十二, not 一十二
    if (!is_plain_ten) words += digit == 2 && place == 3 ? U'两' : kDigits[digit];
    words += kPlaces.at(place);
  }
  return words;
}

}  // namespace

std::u32string DigitByDigit(std::string_view digits, One one) {
  std::u32string words;
  for (const char digit : digits) {
    words += digit == '1' && one == One::Yao ? U'幺' : kDigits[static_cast<std::size_t>(digit - '0')];
  }
  return words;
}

std::u32string ByValue(std::string_view digits, bool counts) {
  constexpr std::array<std::u32string_view, kMostDigits / kSection> kNames{U"", U"万", U"亿", U"万亿"};
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (digits.size() > kMostDigits) return DigitByDigit(digits, One::Yi);
  if (digits == "0") return U"零";
  if (digits == "2" && counts) return U"两";
  std::u32string words;
  for (std::size_t sections = (digits.size() + kSection - 1) / kSection; sections > 0; --sections) {
    const std::size_t length = digits.size() - (sections - 1) * kSection;
    const std::string_view section = digits.substr(0, length);
    digits.remove_prefix(length);
    std::u32string said = Section(section, !words.empty());
    if (said.empty()) continue;
    if (said == U"二" && sections > 1) said = U"两";
    words += said;
    words += kNames.at(sections - 1);
  }
  return words;
}

}  // namespace bianmin::speech
