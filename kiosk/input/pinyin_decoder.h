#pragma once
// Finds the likeliest Chinese for a row of keys: every way to part them into syllables, every word of these syllables,
// weighed by the language model, the best few kept at each key (a beam). The same for letters and for nine keys, which
// differ in what a key may stand for. Internal to kiosk/input; one thread.
//
// All work is bounded by the constants of pinyin_decoder.cc, so that a held key or a fist costs little more than
// writing does. What the last call found for the same first keys is kept until Forget().

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/input/pinyin.h"
#include "kiosk/input/pinyin_keys.h"
#include "kiosk/input/pinyin_words.h"

namespace bianmin::input {

class PinyinDecoder {
 public:
  // `words` must outlive it.
  PinyinDecoder(const PinyinWords& words, SyllableKeys keys) : words_(words), keys_(std::move(keys)) {}

  // `typed`: keys and apostrophes, none of them first or behind another; at most kMostPinyinLetters.
  std::vector<Candidate> Candidates(std::string_view typed, std::size_t most);
  // The keys of the likeliest reading with blanks between the syllables; what cannot be read follows as it is.
  std::string Segmented(std::string_view typed);
  void Forget();

 private:
  using Listed = PinyinWords::Listed;
  using Cuts = std::uint64_t;  // a bit for each place where a syllable ends

  // A word that is begun: where in a dictionary it stands.
  struct Cursor {
    PinyinWords::Kind kind{};
    PinyinWords::Position position = 0;
    std::size_t begin = 0;
    std::size_t syllables = 0;
    float cost = 0;
    Cuts cuts = 0;
    std::string surname;  // before a given name
  };
  struct Word {
    PinyinWords::Kind kind{};
    std::size_t begin = 0;
    Listed listed;
    float cost = 0;
    Cuts cuts = 0;
    [[nodiscard]] float Score() const { return listed.score + cost; }
    [[nodiscard]] const std::string& Text() const { return listed.text; }
  };
  struct Hypothesis {
    float score = 0;
    libime::State state{};
    std::size_t word = 0;    // of this column
    std::size_t before = 0;  // of the column where the word begins
  };
  // All that ends at one place between two keys.
  struct Column {
    std::vector<Cursor> cursors;
    std::vector<Word> words;
    std::vector<Hypothesis> hypotheses;  // the best first
  };

  void Take(std::string_view typed);
  void FillColumn(std::size_t end);
  void Extend(const Cursor& cursor, const SyllableKeys::Readings& readings, std::size_t end, float extra);
  void ExtendAll(std::size_t begin, std::size_t end, const SyllableKeys::Readings& readings, float extra);
  void CollectWords(std::size_t end);
  void BeginGivenNames(std::size_t end);
  void KeepLikelyWords(Column& column) const;
  void Weigh(std::size_t end);
  const std::vector<Listed>& Single(const Cursor& cursor);
  [[nodiscard]] bool HasWholeSyllable(std::size_t begin) const;
  [[nodiscard]] std::size_t SegmentEnd(std::size_t begin) const;
  [[nodiscard]] std::size_t Reach() const;
  [[nodiscard]] std::vector<Hypothesis> Whole(std::size_t end) const;
  [[nodiscard]] std::string TextOf(const Hypothesis& last, std::size_t end) const;
  [[nodiscard]] std::vector<Word> WordsAtStart(std::size_t end);

  const PinyinWords& words_;
  SyllableKeys keys_;
  std::string pressed_;              // without apostrophes
  std::vector<bool> parted_;         // an apostrophe stands behind the n-th key
  std::vector<std::size_t> places_;  // of the n keys, how many characters were typed
  std::vector<Column> columns_;
  std::map<std::pair<std::size_t, PinyinWords::Position>, std::vector<Listed>> singles_;  // the likeliest first
};

}  // namespace bianmin::input
