#include "kiosk/speech/pronunciation.h"

#include <algorithm>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"
#include "kiosk/speech/characters.h"

namespace bianmin::speech {
namespace {

constexpr std::string_view kFallingLine = "@falling";
constexpr std::u32string_view kDigits = U"零〇幺一二三四五六七八九";

base::Error Fault(std::string what) { return {base::ErrorCode::Invalid, std::move(what)}; }

std::u32string Wide(std::string_view utf8) {
  const std::vector<char32_t> characters = base::Characters(utf8);
  return {characters.begin(), characters.end()};
}

// Letters and one digit of tone, 5 the neutral one: "lv4", "ge5".
bool IsSyllable(std::u32string_view syllable) {
  if (syllable.size() < 2 || syllable.size() > 7 || syllable.back() < U'1' || syllable.back() > U'5') return false;
  syllable.remove_suffix(1);
  return std::all_of(syllable.begin(), syllable.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; });
}

std::vector<std::u32string> Split(std::u32string_view text) {
  std::vector<std::u32string> parts;
  for (const char32_t c : text) {
    const bool is_space = c == U' ' || c == U'\t' || c == U'\r';
    if (!is_space && (parts.empty() || parts.back().empty())) {
      if (parts.empty()) parts.emplace_back();
      parts.back() += c;
    } else if (!is_space) {
      parts.back() += c;
    } else if (!parts.empty() && !parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

bool IsOneOf(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

}  // namespace

base::Result<Pronunciation> Pronunciation::Load(const std::filesystem::path& file) {
  const auto table = base::ReadFile(file, kMostOverrideBytes);
  if (!table) return base::At(file.string(), table.error());
  auto parsed = Parse(*table);
  if (!parsed) return base::At(file.string(), parsed.error());
  return parsed;
}

base::Result<Pronunciation> Pronunciation::Parse(std::string_view table) {
  Pronunciation pronunciation;
  int number = 0;
  while (!table.empty()) {
    ++number;
    const std::size_t end = std::min(table.find('\n'), table.size());
    const auto added = pronunciation.AddLine(table.substr(0, end));
    if (!added) return base::At("line " + std::to_string(number), added.error());
    table.remove_prefix(std::min(end + 1, table.size()));
  }
  return pronunciation;
}

base::Result<base::Done> Pronunciation::AddLine(std::string_view line) {
  if (!base::IsUtf8(line)) return Fault("is not UTF-8; save the file as UTF-8");
  line = base::Trim(line);
  if (line.empty() || line.front() == '#') return base::Done{};
  if (line.starts_with(kFallingLine)) {
    for (const char32_t c : Wide(line.substr(kFallingLine.size()))) {
      if (IsHanzi(c)) falling_.insert(c);
    }
    return base::Done{};
  }
  std::vector<std::u32string> parts = Split(Wide(line));
  const std::u32string word = parts.front();
  if (word.size() > kLongestWord) return Fault("the word is longer than 8 characters; shorten it");
  if (!std::all_of(word.begin(), word.end(), IsHanzi)) return Fault("begins with no Chinese word");
  if (parts.size() - 1 != word.size()) {
    return Fault("needs one syllable of pinyin for each character: 空调 kong1 tiao2");
  }
  std::u32string pinyin;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!IsSyllable(parts[i])) {
      return Fault("\"" + ToUtf8(parts[i]) + "\" is no syllable; write letters a to z (v for ü) and the tone 1 to 5");
    }
    pinyin += U' ';
    pinyin += parts[i];
  }
  if (!words_.emplace(word, pinyin + U' ').second) return Fault(ToUtf8(word) + " stands in the table twice");
  return base::Done{};
}

std::size_t Pronunciation::WordAt(std::u32string_view text, std::size_t at) const {
  for (std::size_t length = std::min(kLongestWord, text.size() - at); length > 0; --length) {
    if (words_.contains(std::u32string{text.substr(at, length)})) return length;
  }
  return 0;
}

bool Pronunciation::IsFalling(std::u32string_view text, std::size_t at) const {
  if (at >= text.size()) return false;
  const std::size_t length = WordAt(text, at);
  if (length == 0) return falling_.contains(text[at]);
  const std::u32string& pinyin = words_.at(std::u32string{text.substr(at, length)});
  return pinyin.find_first_of(U"12345") == pinyin.find(U'4');
}

// 一 is yi1 in numbers and at the end, yi2 before a falling tone, yi4 before the others, light within 看一看.
std::u32string_view Pronunciation::ToneOfOne(std::u32string_view text, std::size_t at) const {
  const char32_t before = at > 0 ? text[at - 1] : U'\0';
  const char32_t after = at + 1 < text.size() ? text[at + 1] : U'\0';
  constexpr std::u32string_view kOrdinals = U"第周初期十百点";
  constexpr std::u32string_view kNamed = U"月日号楼层单幢栋室";  // 一月, 一号, 一楼: names, not amounts
  constexpr std::u32string_view kDoubled = U"看想听试走写说问查找等坐歇读算谈聊";
  const bool is_decimal = after == U'点' && at + 2 < text.size() && IsOneOf(text[at + 2], kDigits);
  const bool is_number =
      IsOneOf(before, kDigits) || IsOneOf(after, kDigits) || IsOneOf(before, kOrdinals) || is_decimal;
  if (!IsHanzi(after) || is_number || IsOneOf(after, kNamed)) return {};
  if (before == after && IsOneOf(after, kDoubled)) return U" yi5 ";
  return IsFalling(text, at + 1) ? U" yi2 " : U" yi4 ";
}

std::u32string Pronunciation::Apply(std::u32string_view words) const {
  std::u32string applied;
  for (std::size_t at = 0; at < words.size();) {
    const char32_t c = words[at];
    std::size_t length = IsHanzi(c) ? WordAt(words, at) : 0;
    // 市|长期: where two words of the table overlap, the later one is right more often.
    if (length > 1 && WordAt(words, at + length - 1) > 1) length = words_.contains(std::u32string{c}) ? 1 : 0;
    const auto found = length > 0 ? words_.find(std::u32string{words.substr(at, length)}) : words_.end();
    if (found != words_.end()) {
      applied += found->second;
      at += length;
      continue;
    }
    const std::u32string_view one = c == U'一' ? ToneOfOne(words, at) : std::u32string_view{};
    if (!one.empty()) {
      applied += one;
    } else if (c == U'不' && at > 0 && at + 1 < words.size() && words[at - 1] == words[at + 1]) {
      applied += U" bu5 ";  // 急不急
    } else if (c == U'不' && IsFalling(words, at + 1)) {
      applied += U" bu2 ";
    } else {
      applied += c;
    }
    ++at;
  }
  return applied;
}

}  // namespace bianmin::speech
