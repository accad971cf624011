#include "kiosk/domain/personal.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using base::Result;

bool IsPrivateOrUnassigned(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 || (c & 0xFFFE) == 0xFFFE || c == 0xFFFD;
}

constexpr char32_t kIdeographicSpace = 0x3000;
constexpr char32_t kFullWidthZero = 0xFF10;

// The digits of a number as people write it, on Chinese keyboards too.
Result<std::string, InputFault> PlainDigits(std::string_view text) {
  if (!base::IsUtf8(text)) return InputFault::NotText;
  std::string digits;
  text = base::Trim(text);
  if (text.starts_with("+86")) text.remove_prefix(3);
  if (text.starts_with("0086")) text.remove_prefix(4);
  for (char32_t c : base::Characters(text)) {
    if (c == U' ' || c == U'-' || c == kIdeographicSpace) continue;
    if (c >= kFullWidthZero && c <= kFullWidthZero + 9) c = c - kFullWidthZero + U'0';
    if (c < U'0' || c > U'9') return InputFault::BadCharacter;
    digits += static_cast<char>(c);
  }
  return digits;
}

}  // namespace

Result<Phone, InputFault> Phone::Parse(std::string_view text) {
  const auto digits = PlainDigits(text);
  if (!digits) return digits.error();
  if (digits->empty()) return InputFault::Missing;
  const std::string& d = *digits;
  const bool is_service_line = d.starts_with("400") || d.starts_with("800");
  const bool is_mobile = d[0] == '1';
  const bool has_area_code = d[0] == '0';
  const std::size_t least = is_mobile ? 11 : has_area_code || is_service_line ? 10 : kMinPhoneDigits;
  const std::size_t most = is_mobile ? 11 : is_service_line ? 10 : has_area_code ? kMaxPhoneDigits : 8;
  if (d.size() < least) return InputFault::TooShort;
  if (d.size() > most) return InputFault::TooLong;
  if (is_mobile && (d[1] < '3' || d[1] > '9')) return InputFault::NotAPhone;
  if (has_area_code && d[1] == '0') return InputFault::NotAPhone;
  return Phone{d};
}

std::string Phone::Masked() const {
  const std::size_t shown = digits_.size() >= 11 ? 3 : 0;
  return digits_.substr(0, shown) + (shown ? " " : "") + "**** " + LastFour();
}

Result<PersonName, InputFault> PersonName::Parse(std::string_view text) {
  const auto parsed = ParseText(text, kMaxNameCharacters);
  if (!parsed) return parsed.error();
  if (parsed->empty()) return InputFault::Missing;
  if (parsed->find('\n') != std::string::npos) return InputFault::BadCharacter;
  return PersonName{*parsed};
}

Result<std::string, InputFault> ParseText(std::string_view text, std::size_t most_characters) {
  if (!base::IsUtf8(text)) return InputFault::NotText;
  text = base::Trim(text);
  const auto characters = base::Characters(text);
  if (characters.size() > most_characters) return InputFault::TooLong;
  const bool is_clean = std::none_of(characters.begin(), characters.end(), [](char32_t c) {
    return (c != U'\n' && base::IsControlCharacter(c)) || IsPrivateOrUnassigned(c);
  });
  if (!is_clean) return InputFault::BadCharacter;
  return std::string(text);
}

Contact ErasedContact() { return {PersonName::Parse("＊").value(), Phone::Parse("4000000000").value()}; }

bool IsErased(const Contact& contact) { return contact == ErasedContact(); }

}  // namespace bianmin::domain
