#include "kiosk/base/text.h"

#include "kiosk/base/check.h"

namespace bianmin::base {
namespace {

struct Decoded {
  char32_t character = 0;
  std::size_t length = 0;  // 0: not UTF-8 here
};

Decoded DecodeFirst(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || text.size() < length) return {};
  char32_t character = first & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    character = (character << 6) | (byte(i) & 0x3F);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < kLeast[length] || character > 0x10FFFF || is_surrogate) return {};
  return {character, length};
}

bool IsBetween(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

}  // namespace

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const Decoded decoded = DecodeFirst(text);
    if (decoded.length == 0) return false;
    text.remove_prefix(decoded.length);
  }
  return true;
}

std::size_t CountCharacters(std::string_view text) {
  std::size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::vector<char32_t> Characters(std::string_view text) {
  std::vector<char32_t> characters;
  while (!text.empty()) {
    const Decoded decoded = DecodeFirst(text);
    CHECK(decoded.length > 0);
    characters.push_back(decoded.character);
    text.remove_prefix(decoded.length);
  }
  return characters;
}

void AppendCharacter(std::string& text, char32_t c) {
  CHECK(c <= 0x10FFFF && !IsBetween(c, 0xD800, 0xDFFF));
  const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

std::string_view DropLastCharacter(std::string_view text) {
  while (!text.empty()) {
    const bool is_continuation = (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80;
    text.remove_suffix(1);
    if (!is_continuation) break;
  }
  return text;
}

bool IsControlCharacter(char32_t c) {
  return c < 0x20 || IsBetween(c, 0x7F, 0x9F) || IsBetween(c, 0x200B, 0x200F) || IsBetween(c, 0x2028, 0x202E) ||
         IsBetween(c, 0x2060, 0x206F) || c == 0xFEFF || IsBetween(c, 0xFFF9, 0xFFFB) || IsBetween(c, 0xE0000, 0xE007F);
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kIdeographicSpace = "\u3000";
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) text.remove_prefix(1), again = true;
    if (text.starts_with(kIdeographicSpace)) text.remove_prefix(kIdeographicSpace.size()), again = true;
    if (!text.empty() && (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r'))) {
      text.remove_suffix(1), again = true;
    }
    if (text.ends_with(kIdeographicSpace)) text.remove_suffix(kIdeographicSpace.size()), again = true;
  }
  return text;
}

}  // namespace bianmin::base
