#include "kiosk/domain/search_words.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

constexpr std::size_t kLeastLastDigits = 4;

bool IsWhiteSpace(char32_t c) { return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u00A0' || c == U'\u3000'; }
bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

char32_t Folded(char32_t c) {
  constexpr char32_t kFullWidthOffset = 0xFEE0;
  if (c >= 0xFF01 && c <= 0xFF5E) c -= kFullWidthOffset;
  return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}

bool EndsWith(std::u32string_view text, std::u32string_view end) { return text.ends_with(end); }

// "138 0000 1234" and "ja 0690-0013" are one word.
bool IsDigitsInGroups(const std::vector<std::u32string>& words) {
  return std::all_of(words.begin(), words.end(), [](const std::u32string& word) {
    return std::all_of(word.begin(), word.end(), [](char32_t c) { return IsDigit(c) || c == U'-'; });
  });
}

std::u32string Joined(const std::vector<std::u32string>& words) {
  std::u32string joined;
  for (const std::u32string& word : words) {
    for (const char32_t c : word) {
      if (c != U'-') joined += c;
    }
  }
  return joined;
}

}  // namespace

std::u32string FoldForSearch(std::string_view text) {
  std::u32string folded;
  for (const char32_t c : base::Characters(text)) {
    if (!IsWhiteSpace(c)) folded += Folded(c);
  }
  return folded;
}

base::Result<SearchWords, SearchFault> SearchWords::Parse(std::string_view text) {
  std::vector<std::u32string> words{{}};
  std::size_t characters = 0;
  for (const char32_t c : base::Characters(text)) {
    if (IsWhiteSpace(c)) {
      if (!words.back().empty()) words.emplace_back();
      continue;
    }
    words.back() += Folded(c);
    ++characters;
  }
  if (words.back().empty()) words.pop_back();
  if (characters > kMaxSearchCharacters || words.size() > kMaxSearchWords) return SearchFault::TooLong;
  if (!words.empty() && IsDigitsInGroups(words)) words = {Joined(words)};
  const bool has_enough = std::any_of(words.begin(), words.end(),
                                      [](const std::u32string& word) { return word.size() >= kMinSearchCharacters; });
  if (!has_enough) return SearchFault::TooShort;
  return SearchWords{std::move(words)};
}

bool IsLastDigits(std::u32string_view word) {
  return word.size() >= kLeastLastDigits && std::all_of(word.begin(), word.end(), IsDigit);
}

bool Holds(const SearchedTexts& record, const SearchWords& words) {
  return std::all_of(words.words().begin(), words.words().end(), [&](const std::u32string& word) {
    if (IsLastDigits(word) && (EndsWith(record.phone, word) || EndsWith(record.number, word))) return true;
    if (word == record.number) return true;
    return std::any_of(record.texts.begin(), record.texts.end(),
                       [&](const std::u32string& text) { return text.find(word) != std::u32string::npos; });
  });
}

}  // namespace bianmin::domain
