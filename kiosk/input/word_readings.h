#pragma once
// The pinyin of Chinese words, taken from libime's dictionary: longer words first, because they settle how a character
// with several readings is read (重新 chong'xin). Used when the domain dictionary is built, and at the start for the
// words of an institution. Internal to kiosk/input.

#include <libime/pinyin/pinyindictionary.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bianmin::input {

class WordReadings {
 public:
  // Reads what of the dictionary is a part of one of these words.
  WordReadings(const libime::PinyinDictionary& dictionary, const std::vector<std::string>& words);

  // "shui'guan", one syllable for each character; empty when a character is not in the dictionary.
  [[nodiscard]] std::string Of(std::string_view word) const;

 private:
  struct Reading {
    float weight = 0;  // of this reading among those of the word; larger is commoner
    std::string pinyin;
  };
  std::unordered_map<std::string, Reading> readings_;
};

// The Chinese parts of a text of several characters: "3号楼（南区）" has 号楼 and 南区.
std::vector<std::string> ChineseWordsIn(std::string_view text);

}  // namespace bianmin::input
