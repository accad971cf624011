#pragma once
// Finds the likeliest Chinese for a row of keys: every way to part them into syllables, every word of these syllables,
// weighed by the language model, the best few kept at each key (a beam). The same for letters and for nine keys, which
// differ in what a key may stand for. Internal to kiosk/input; one thread.
//
// All work is bounded by the constants of pinyin_decoder.cc, so that a held key or a fist costs little more than
// writing does. What the last call found for the same first keys is kept until Forget(): a key more is one column of
// the lattice more.

#include <cstdint>
#include <deque>
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
    const Listed* surname = nullptr;  // before a given name
  };
  // `listed` and `surname` are kept by PinyinWords or by a column that ends no later than this word.
  struct Word {
    PinyinWords::Kind kind{};
    std::size_t begin = 0;
    const Listed* listed = nullptr;
    const Listed* surname = nullptr;
    float cost = 0;
    Cuts cuts = 0;
    [[nodiscard]] float Score() const { return listed->score + cost; }
    [[nodiscard]] std::string Text() const { return surname == nullptr ? listed->text : surname->text + listed->text; }
    [[nodiscard]] bool ReadsAs(const Word& other) const;
  };
  struct Hypothesis {
    float score = 0;
    libime::State state{};
    Word word;
    std::size_t before = 0;  // of the column where the word begins
  };
  // All that ends at one place between two keys.
  struct Column {
    std::vector<Cursor> cursors;
    std::deque<Listed> listed;
    std::vector<Word> words;
    std::vector<Hypothesis> hypotheses;  // the best first
    unsigned initials = 0;               // see InitialsAt
  };

  void Take(std::string_view typed);
  void FillColumn(std::size_t end);
  void FillTail();
  void Extend(const Cursor& cursor, const SyllableKeys::Readings& readings, std::size_t end, float extra,
              Column& column) const;
  void ExtendAll(std::size_t begin, std::size_t end, const SyllableKeys::Readings& readings, float extra,
                 Column& column) const;
  void CollectWords(Column& column) const;
  void BeginGivenNames(Column& column) const;
  void Weigh(Column& column) const;
  static void KeepLikelyWords(std::vector<Word>& words);
  static void KeepBest(std::vector<Hypothesis>& hypotheses);
  [[nodiscard]] std::string_view Keys(std::size_t begin, std::size_t end) const;
  [[nodiscard]] unsigned InitialsAt(std::size_t end) const;
  [[nodiscard]] bool HasWholeSyllable(std::size_t begin) const;
  [[nodiscard]] std::size_t SegmentEnd(std::size_t begin) const;
  [[nodiscard]] const Column& At(std::size_t end) const { return end == pressed_.size() ? tail_ : columns_[end]; }
  [[nodiscard]] std::size_t Reach() const;
  [[nodiscard]] std::vector<Hypothesis> Whole(std::size_t end) const;
  [[nodiscard]] std::vector<Word> WordsOf(const Hypothesis& last) const;
  [[nodiscard]] std::vector<Word> WordsAtStart(std::size_t end) const;

  const PinyinWords& words_;
  SyllableKeys keys_;
  std::string pressed_;              // without apostrophes
  std::vector<bool> parted_;         // an apostrophe stands behind the n-th key
  std::vector<std::size_t> places_;  // of the n keys, how many characters were typed
  std::deque<Column> columns_;       // as if more keys followed, so that they stay when more do; never moved
  Column tail_;                      // the last column as it is when none follows: with syllables that are only begun
};

}  // namespace bianmin::input
