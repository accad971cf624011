#include "kiosk/input/nine_keys.h"

#include <libime/core/lattice.h>
#include <libime/pinyin/pinyinencoder.h>

#include <algorithm>
#include <map>
#include <set>

namespace bianmin::input {
namespace {

constexpr int kMostSyllables = 5;          // of one word
constexpr std::size_t kWordsOfAnEnd = 24;  // kept for each stretch of digits
constexpr std::size_t kBeam = 16;          // hypotheses kept at each place
constexpr char kBehindPinyin = '!';

char DigitOf(char letter) {
  constexpr std::string_view kDigits = "22233344455566677778889999";
  return letter >= 'a' && letter <= 'z' ? kDigits[static_cast<std::size_t>(letter - 'a')] : '\0';
}

std::string DigitsOf(std::string_view pinyin) {
  std::string digits;
  for (const char letter : pinyin) digits += DigitOf(letter);
  return digits;
}

// ü is typed as v.
std::string Spelt(libime::PinyinInitial initial, libime::PinyinFinal final) {
  return libime::PinyinEncoder::initialToString(initial) + libime::PinyinEncoder::finalToString(final);
}

struct Hypothesis {
  float score = 0;
  libime::State state;
  std::string text;
};

void KeepBest(std::vector<Hypothesis>& hypotheses) {
  std::sort(hypotheses.begin(), hypotheses.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (hypotheses.size() > kBeam) hypotheses.resize(kBeam);
}

}  // namespace

NineKeys::NineKeys(const libime::PinyinDictionary& dictionary, const libime::UserLanguageModel& model)
    : dictionary_(dictionary), model_(model) {
  for (char i = libime::PinyinEncoder::firstInitial; i <= libime::PinyinEncoder::lastInitial; ++i) {
    for (char f = libime::PinyinEncoder::firstFinal; f <= libime::PinyinEncoder::lastFinal; ++f) {
      const auto initial = static_cast<libime::PinyinInitial>(i);
      const auto final = static_cast<libime::PinyinFinal>(f);
      if (!libime::PinyinEncoder::isValidInitialFinal(initial, final)) continue;
      const std::string digits = DigitsOf(Spelt(initial, final));
      if (!digits.empty() && digits.find('\0') == std::string::npos) syllables_.push_back({digits, {i, f}});
    }
  }
}

void NineKeys::Extend(std::size_t dictionary, Position position, std::string_view digits, std::size_t at, int syllables,
                      std::vector<Word>& words) const {
  const auto* trie = dictionary_.trie(dictionary);
  if (at < digits.size() && digits[at] == '\'') ++at;
  for (const Syllable& syllable : syllables_) {
    if (!digits.substr(at).starts_with(syllable.digits)) continue;
    Position next = position;
    const float value = trie->traverse(syllable.code, sizeof(syllable.code), next);
    if (libime::DATrie<float>::isNoPath(value)) continue;
    const std::size_t end = at + syllable.digits.size();
    trie->foreach (
        &kBehindPinyin, 1,
        [&](float weight, std::size_t length, Position where) {
          std::string word;
          trie->suffix(word, length, where);
          if (word.starts_with(kBehindPinyin)) word.erase(0, 1);
          words.push_back({std::move(word), 0, weight, end});
          return true;
        },
        next);
    if (syllables + 1 < kMostSyllables) Extend(dictionary, next, digits, end, syllables + 1, words);
  }
}

std::vector<NineKeys::Word> NineKeys::WordsFrom(std::string_view digits, std::size_t begin) const {
  std::vector<Word> found;
  for (std::size_t i = 0; i < dictionary_.dictSize(); ++i) Extend(i, 0, digits, begin, 0, found);
  for (Word& word : found) word.score = model_.singleWordScore(word.text) + word.weight;
  std::sort(found.begin(), found.end(), [](const Word& a, const Word& b) {
    return a.end != b.end ? a.end > b.end : a.score != b.score ? a.score > b.score : a.text < b.text;
  });
  std::vector<Word> kept;
  std::size_t of_this_end = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    of_this_end = i > 0 && found[i].end == found[i - 1].end ? of_this_end + 1 : 0;
    if (of_this_end < kWordsOfAnEnd) kept.push_back(std::move(found[i]));
  }
  return kept;
}

std::vector<Candidate> NineKeys::Candidates(std::string_view digits, std::size_t most) const {
  std::vector<std::vector<Hypothesis>> at(digits.size() + 1);
  at[0].push_back({0, model_.beginState(), {}});
  std::vector<Word> first;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (at[i].empty()) continue;
    KeepBest(at[i]);
    const std::vector<Word> words = WordsFrom(digits, i);
    if (i == 0) first = words;
    for (const Word& word : words) {
      const libime::WordNode node{word.text, model_.index(word.text)};
      for (const Hypothesis& before : at[i]) {
        Hypothesis next;
        next.score = before.score + model_.score(before.state, node, next.state) + word.weight;
        next.text = before.text + word.text;
        at[word.end].push_back(std::move(next));
      }
      if (at[word.end].size() > 64 * kBeam) KeepBest(at[word.end]);
    }
  }
  std::vector<Candidate> candidates;
  std::set<std::string> seen;
  const auto add = [&](const std::string& text, std::size_t length) {
    if (candidates.size() < most && seen.insert(text).second) candidates.push_back({text, length});
  };
  KeepBest(at[digits.size()]);
  for (const Hypothesis& whole : at[digits.size()]) {
    if (candidates.size() < 5) add(whole.text, digits.size());
  }
  for (const Word& word : first) add(word.text, word.end);
  return candidates;
}

}  // namespace bianmin::input
