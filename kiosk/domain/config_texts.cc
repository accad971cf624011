#include "kiosk/domain/config_texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/personal.h"

namespace bianmin::domain {
namespace {

bool IsCodeCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

std::string ReadShownText(base::ConfigSection& from, std::string_view key) {
  const std::string text = from.Text(key);
  if (!from.Has(key)) return text;
  const auto parsed = ParseText(text, kMaxConfiguredTextCharacters);
  if (!parsed) {
    from.Fault(key, fmt::format("must be text of at most {} characters without control characters",
                                kMaxConfiguredTextCharacters));
    return {};
  }
  if (parsed->empty()) from.Fault(key, "must not be empty");
  return *parsed;
}

LocalisedText ReadLocalisedText(base::ConfigSection& from) {
  LocalisedText text;
  text.zh = ReadShownText(from, "zh");
  text.en = ReadShownText(from, "en");
  return text;
}

LocalisedText ReadLocalisedText(base::ConfigSection& from, std::string_view key) {
  auto section = from.Section(key);
  return ReadLocalisedText(section);
}

std::string ReadCode(base::ConfigSection& from, std::string_view key) {
  const std::string code = from.Text(key);
  if (from.Has(key) && (code.empty() || !std::all_of(code.begin(), code.end(), IsCodeCharacter))) {
    from.Fault(key, "must be a code of lower-case letters, digits, '.', '_' and '-'");
  }
  return code;
}

std::string ReadPublishedPhone(base::ConfigSection& from, std::string_view key) {
  const std::string text = from.Text(key);
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  const bool is_plain = text.find_first_not_of("0123456789 -") == std::string::npos;
  if (from.Has(key) && (!is_plain || digits.size() < kMinPublishedPhoneDigits || digits.size() > kMaxPhoneDigits)) {
    from.Fault(key, fmt::format("must be {} to {} digits; spaces and hyphens may stand between them",
                                kMinPublishedPhoneDigits, kMaxPhoneDigits));
  }
  return digits;
}

}  // namespace bianmin::domain
