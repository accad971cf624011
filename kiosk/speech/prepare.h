#pragma once
// From a text on the screen to the sentences a synthesiser gets: made safe (characters.h), parted where the language
// changes, numbers and signs in words (normalise.h), right readings (pronunciation.h), cut into sentences, so that the
// first is heard while the next is still unspoken. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/speech/pronunciation.h"
#include "kiosk/speech/utterance.h"

namespace bianmin::speech {

struct Sentence {
  Language language = Language::Chinese;
  std::string text{};  // UTF-8, one line, never empty
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

inline constexpr std::size_t kMostCharacters = 20'000;  // of one utterance; what is behind them is not spoken
inline constexpr std::size_t kLongestSentence = 120;    // characters, before pinyin takes the place of some

// Nothing speakable gives no sentence.
std::vector<Sentence> Prepare(std::string_view text, Language language, const Pronunciation& pronunciation);

}  // namespace bianmin::speech
