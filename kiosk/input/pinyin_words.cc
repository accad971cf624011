#include "kiosk/input/pinyin_words.h"

#include <libime/pinyin/pinyinencoder.h>

#include <algorithm>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/input/pinyin.h"
#include "kiosk/input/word_readings.h"

namespace bianmin::input {
namespace {

using libime::PinyinEncoder;

constexpr std::size_t kMostSingles = 400;  // characters of one syllable
constexpr char kBehindPinyin = '!';        // libime's own separator
constexpr float kFieldScore = -5.5F;       // of a phrase of this field or of the institution, whatever its length

}  // namespace

PinyinWords::PinyinWords(const std::string& dictionary, const std::string& language_model)
    : dictionary_(std::make_unique<libime::PinyinDictionary>()) {
  dictionary_->load(System, dictionary.c_str(), libime::PinyinDictFormat::Binary);
  while (dictionary_->dictSize() < kKinds) dictionary_->addEmptyDict();
  model_ = std::make_unique<libime::LanguageModel>(language_model.c_str());
  ListSingles();
}

void PinyinWords::ListSingles() {
  for (char initial = PinyinEncoder::firstInitial; initial <= PinyinEncoder::lastInitial; ++initial) {
    for (char final = PinyinEncoder::firstFinal; final <= PinyinEncoder::lastFinal; ++final) {
      const char code[] = {initial, final};
      Position position = 0;
      if (Trie::isNoPath(Of(System).traverse(code, sizeof(code), position))) continue;
      std::vector<Listed> singles;
      Append(System, position, kMostSingles, singles);
      std::stable_sort(singles.begin(), singles.end(),
                       [](const Listed& a, const Listed& b) { return a.score > b.score; });
      singles.shrink_to_fit();
      singles_.emplace(position, std::move(singles));
    }
  }
}

const std::vector<PinyinWords::Listed>& PinyinWords::Singles(Position position) const { return singles_.at(position); }

void PinyinWords::LoadMore(Kind kind, const std::string& file) {
  try {
    dictionary_->load(kind, file.c_str(), libime::PinyinDictFormat::Binary);
  } catch (const std::exception&) {
    dictionary_->clear(kind);
    throw;
  }
}

void PinyinWords::AddOwn(const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const std::string& text : texts) {
    for (std::string& word : ChineseWordsIn(text)) {
      const bool fits = base::CountCharacters(word) <= kMostOwnWordCharacters;
      if (fits && words.size() < kMostOwnWords) words.push_back(std::move(word));
    }
  }
  if (words.empty()) return;
  const WordReadings readings(*dictionary_, words);
  for (const std::string& word : words) {
    const std::string pinyin = readings.Of(word);
    if (!pinyin.empty()) dictionary_->addWord(Own, pinyin, word);
  }
}

void PinyinWords::Append(Kind kind, Position position, std::size_t most, std::vector<Listed>& words) const {
  const Trie& trie = Of(kind);
  Position behind = position;
  if (Trie::isNoPath(trie.traverse(&kBehindPinyin, 1, behind))) return;
  std::string text;
  trie.foreach (
      [&](float weight, std::size_t length, Position where) {
        if (words.size() >= most) return false;
        trie.suffix(text, length, where);
        const libime::WordIndex index = model_->index(text);
        float score = weight;
        if (kind == System) score += model_->singleWordScore(text);
        if (kind == Field || kind == Own) score = kFieldScore;
        words.push_back({text, index, score, weight});
        return true;
      },
      behind);
}

float PinyinWords::ScoreAfter(const libime::State& before, Kind kind, const Listed& word, const libime::WordNode& node,
                              libime::State& after) const {
  const float score = model_->score(before, node, after);
  return kind == System ? score + word.weight : word.score;
}

}  // namespace bianmin::input
