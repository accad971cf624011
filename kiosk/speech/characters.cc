#include "kiosk/speech/characters.h"

#include <algorithm>
#include <vector>

#include "kiosk/base/text.h"

namespace bianmin::speech {
namespace {

bool IsBetween(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

std::u32string Decode(std::string_view text) {
  constexpr std::size_t kLongestCharacter = 4;  // bytes
  std::u32string decoded;
  while (!text.empty()) {
    std::size_t length = 1;
    while (length <= std::min(kLongestCharacter, text.size()) && !base::IsUtf8(text.substr(0, length))) ++length;
    if (length > std::min(kLongestCharacter, text.size())) {
      text.remove_prefix(1);
      continue;
    }
    decoded += base::Characters(text.substr(0, length)).front();
    text.remove_prefix(length);
  }
  return decoded;
}

bool IsMask(char32_t c) { return c == U'*' || c == U'•' || c == U'●' || c == U'∙' || c == U'＊'; }

// Full-width forms of digits, letters and those signs that mean the same in both widths. Full-width punctuation stays:
// it marks Chinese sentences.
char32_t Narrow(char32_t c) {
  constexpr char32_t kWidthOffset = 0xFEE0;
  const bool is_alphanumeric = IsBetween(c, U'０', U'９') || IsBetween(c, U'Ａ', U'Ｚ') || IsBetween(c, U'ａ', U'ｚ');
  constexpr std::u32string_view kSigns = U"％／＋－＝＠＆～．";
  if (is_alphanumeric || kSigns.find(c) != std::u32string_view::npos) return c - kWidthOffset;
  if (c == U'￥') return U'¥';
  if (c == U'’') return U'\'';
  if (c == U'—' || c == U'―' || c == U'‐' || c == U'‑' || c == U'−') return c == U'—' ? c : U'-';
  if (c == U'\u3000' || c == U'\u00A0' || c == U'\t') return U' ';
  return c;
}

bool IsKnownSign(char32_t c) {
  constexpr std::u32string_view kSigns = U"，。！？；：、（）…—–,.!?;:()'/-~%‰¥@&+=×#°℃㎡㎥㎏㎞㎝㎜²³№≥≤\n";
  return kSigns.find(c) != std::u32string_view::npos;
}

}  // namespace

bool IsHanzi(char32_t c) {
  return IsBetween(c, 0x4E00, 0x9FFF) || IsBetween(c, 0x3400, 0x4DBF) || IsBetween(c, 0x20000, 0x323AF) || c == U'〇' ||
         IsBetween(c, 0xF900, 0xFAFF);
}

bool IsDigit(char32_t c) { return IsBetween(c, U'0', U'9'); }
bool IsCapital(char32_t c) { return IsBetween(c, U'A', U'Z'); }

bool IsLatin(char32_t c) {
  const bool is_accented = IsBetween(c, 0xC0, 0x24F) && c != U'×' && c != U'÷';
  return IsCapital(c) || IsBetween(c, U'a', U'z') || is_accented;
}

std::u32string Clean(std::string_view text) {
  std::u32string clean;
  for (const char32_t raw : Decode(text)) {
    const char32_t c = Narrow(raw);
    if (IsMask(c)) {
      if (clean.empty() || clean.back() != kMasked) clean += kMasked;
    } else if (IsHanzi(c) || IsDigit(c) || IsLatin(c) || IsKnownSign(c)) {
      clean += c;
    } else if (c == U'\r' || !base::IsControlCharacter(c)) {
      clean += U' ';
    }
  }
  return clean;
}

std::string ToUtf8(std::u32string_view text) {
  std::string utf8;
  for (const char32_t c : text) base::AppendCharacter(utf8, c);
  return utf8;
}

}  // namespace bianmin::speech
