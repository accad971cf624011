#include "kiosk/input/word_readings.h"

#include <libime/pinyin/pinyinencoder.h>

#include <algorithm>
#include <unordered_set>

#include "kiosk/base/text.h"

namespace bianmin::input {
namespace {

constexpr std::size_t kLongestPart = 6;       // characters
constexpr char kBehindPinyin = '!';           // libime's own separator
constexpr std::size_t kBytesOfASyllable = 2;  // of encoded pinyin

bool IsChinese(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }

// Byte offsets of the characters and of the end.
std::vector<std::size_t> Boundaries(std::string_view text) {
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) at.push_back(i);
  }
  at.push_back(text.size());
  return at;
}

}  // namespace

std::vector<std::string> ChineseWordsIn(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  std::size_t count = 0;
  const auto finish = [&] {
    if (count >= 2) words.push_back(word);
    word.clear();
    count = 0;
  };
  if (!base::IsUtf8(text)) return words;
  for (const char32_t character : base::Characters(text)) {
    if (!IsChinese(character)) {
      finish();
      continue;
    }
    base::AppendCharacter(word, character);
    ++count;
  }
  finish();
  return words;
}

WordReadings::WordReadings(const libime::PinyinDictionary& dictionary, const std::vector<std::string>& words) {
  std::unordered_set<std::string> parts;
  for (const std::string& word : words) {
    const std::vector<std::size_t> at = Boundaries(word);
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
      for (std::size_t j = i + 1; j < at.size() && j - i <= kLongestPart; ++j) {
        parts.insert(word.substr(at[i], at[j] - at[i]));
      }
    }
  }
  const auto* trie = dictionary.trie(libime::TrieDictionary::SystemDict);
  std::string key;
  trie->foreach ([&](float weight, std::size_t length, libime::DATrie<float>::position_type position) {
    trie->suffix(key, length, position);
    const std::size_t separator = key.find(kBehindPinyin);
    if (separator == std::string::npos || separator % kBytesOfASyllable != 0) return true;
    const std::string word = key.substr(separator + 1);
    if (!parts.contains(word)) return true;
    const std::string pinyin = libime::PinyinEncoder::decodeFullPinyin(key.data(), separator);
    const auto [found, is_new] = readings_.try_emplace(word, Reading{weight, pinyin});
    if (!is_new && weight > found->second.weight) found->second = {weight, pinyin};
    return true;
  });
}

std::string WordReadings::Of(std::string_view word) const {
  const std::vector<std::size_t> at = Boundaries(word);
  const std::size_t count = at.size() - 1;
  std::string pinyin;
  for (std::size_t i = 0; i < count;) {
    std::size_t taken = 0;
    for (std::size_t length = std::min(kLongestPart, count - i); length > 0 && taken == 0; --length) {
      const auto found = readings_.find(std::string(word.substr(at[i], at[i + length] - at[i])));
      if (found == readings_.end()) continue;
      if (!pinyin.empty()) pinyin += '\'';
      pinyin += found->second.pinyin;
      taken = length;
    }
    if (taken == 0) return {};
    i += taken;
  }
  return pinyin;
}

}  // namespace bianmin::input
