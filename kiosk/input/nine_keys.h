#pragma once
// Pinyin by nine keys: which words the digits may stand for, searched in libime's dictionaries and weighed by its
// language model. No engine of Debian 12 has this. Internal to kiosk/input.

#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyindictionary.h>

#include <string_view>
#include <vector>

#include "kiosk/input/pinyin.h"

namespace bianmin::input {

class NineKeys {
 public:
  NineKeys(const libime::PinyinDictionary& dictionary, const libime::UserLanguageModel& model);

  // Readings of all digits first, the likeliest before; then words for the first digits, the longest before.
  [[nodiscard]] std::vector<Candidate> Candidates(std::string_view digits, std::size_t most) const;

 private:
  struct Syllable {
    std::string digits;
    char code[2];  // as the dictionary encodes it
  };
  struct Word {
    std::string text;
    float score = 0;      // the language model's, of the word alone, and its weight
    float weight = 0;     // of this reading in the dictionary, at most 0
    std::size_t end = 0;  // in the digits
  };
  using Position = libime::DATrie<float>::position_type;

  // All words that begin at `begin`, the likeliest of each end.
  [[nodiscard]] std::vector<Word> WordsFrom(std::string_view digits, std::size_t begin) const;
  void Extend(std::size_t dictionary, Position position, std::string_view digits, std::size_t at, int syllables,
              std::vector<Word>& words) const;

  const libime::PinyinDictionary& dictionary_;
  const libime::UserLanguageModel& model_;
  std::vector<Syllable> syllables_;
};

}  // namespace bianmin::input
