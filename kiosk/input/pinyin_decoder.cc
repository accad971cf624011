#include "kiosk/input/pinyin_decoder.h"

#include <algorithm>
#include <set>
#include <utility>

namespace bianmin::input {
namespace {

constexpr std::size_t kSentences = 5;           // whole readings offered
constexpr std::size_t kBeam = 24;               // hypotheses kept at each key
constexpr std::size_t kAlikeInBeam = 3;         // of them, how many may end in the same words
constexpr std::size_t kWordsOfAStretch = 28;    // kept of those with the same first and last key
constexpr std::size_t kMostCursors = 600;       // words begun at each key
constexpr std::size_t kMostListedWords = 1500;  // looked at at each key
constexpr std::size_t kSurnamesOfAStretch = 5;

constexpr float kNameCost = -3.5F;          // that somebody is named in the middle of a sentence
constexpr float kNameAlone = 1.5F;          // and how much likelier it is when nothing else is written
constexpr float kBegunBesideWhole = -1.5F;  // "xian" may be the beginning of "xiang", but is more likely all
constexpr PinyinWords::Kind kSentenceKinds[] = {PinyinWords::Field, PinyinWords::Own, PinyinWords::Surnames,
                                                PinyinWords::System};

// The likeliest first of those with the same first and last key.
template <class Word>
void SortByStretch(std::vector<Word>& words) {
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.Score() > b.Score();
  });
}

bool IsName(PinyinWords::Kind kind) { return kind == PinyinWords::GivenNames; }

}  // namespace

bool PinyinDecoder::Word::ReadsAs(const Word& other) const {
  if (surname == nullptr && other.surname == nullptr) return listed->text == other.listed->text;
  return Text() == other.Text();
}

void PinyinDecoder::Forget() {
  pressed_.clear();
  parted_.clear();
  places_.clear();
  columns_.clear();
  tail_ = {};
}

void PinyinDecoder::Take(std::string_view typed) {
  std::string pressed;
  std::vector<bool> parted{false};
  std::vector<std::size_t> places{0};
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] == '\'') {
      parted.back() = true;
      places.back() = i + 1;
      continue;
    }
    pressed += typed[i];
    parted.push_back(false);
    places.push_back(i + 1);
  }
  const bool is_unchanged = pressed == pressed_ && parted == parted_ && !columns_.empty();
  std::size_t same = 0;  // columns
  while (same < std::min(pressed.size() + 1, columns_.size()) && parted[same] == parted_[same] &&
         (same == 0 || pressed[same - 1] == pressed_[same - 1])) {
    ++same;
  }
  pressed_ = std::move(pressed);
  parted_ = std::move(parted);
  places_ = std::move(places);
  if (is_unchanged) return;
  std::size_t kept = 0;
  while (kept < same && columns_[kept].initials == InitialsAt(kept)) ++kept;
  tail_ = {};
  columns_.resize(kept);
  for (std::size_t end = kept; end <= pressed_.size(); ++end) FillColumn(end);
  FillTail();
}

std::string_view PinyinDecoder::Keys(std::size_t begin, std::size_t end) const {
  return std::string_view(pressed_).substr(begin, end - begin);
}

std::size_t PinyinDecoder::SegmentEnd(std::size_t begin) const {
  std::size_t end = begin + 1;
  while (end < pressed_.size() && !parted_[end]) ++end;
  return end;
}

bool PinyinDecoder::HasWholeSyllable(std::size_t begin) const {
  const std::size_t longest = std::min(SegmentEnd(begin) - begin, SyllableKeys::kMostKeys);
  for (std::size_t length = 1; length <= longest; ++length) {
    if (keys_.Whole(Keys(begin, begin + length)) != nullptr) return true;
  }
  return false;
}

// A bit for each length of keys before `end` that are an initial alone. They stop being one when the keys behind them
// make a syllable of them: the only way in which a column depends on keys behind it.
unsigned PinyinDecoder::InitialsAt(std::size_t end) const {
  unsigned initials = 0;
  for (std::size_t length = 1; length <= std::min(end, SyllableKeys::kMostInitialKeys); ++length) {
    const std::size_t begin = end - length;
    if (SegmentEnd(begin) < end || keys_.Initial(Keys(begin, end)) == nullptr) continue;
    if (!HasWholeSyllable(begin)) initials |= 1U << length;
  }
  return initials;
}

void PinyinDecoder::FillColumn(std::size_t end) {
  Column column;
  column.initials = InitialsAt(end);
  if (end == 0) {
    column.hypotheses.push_back({0, words_.Model().nullState(), {}, 0});
    columns_.push_back(std::move(column));
    return;
  }
  for (std::size_t begin = end - std::min(end, SyllableKeys::kMostKeys); begin < end; ++begin) {
    if (columns_[begin].hypotheses.empty() || SegmentEnd(begin) < end) continue;
    const auto* whole = keys_.Whole(Keys(begin, end));
    const auto* begun = parted_[end] && whole == nullptr ? keys_.Begun(Keys(begin, end)) : nullptr;
    const bool is_initial = ((column.initials >> (end - begin)) & 1U) != 0;
    if (whole != nullptr) ExtendAll(begin, end, *whole, 0, column);
    if (begun != nullptr) {
      ExtendAll(begin, end, *begun, 0, column);
    } else if (is_initial) {
      ExtendAll(begin, end, *keys_.Initial(Keys(begin, end)), 0, column);
    }
  }
  CollectWords(column);
  Weigh(column);
  columns_.push_back(std::move(column));
}

// What is begun at the end joins what is whole there.
void PinyinDecoder::FillTail() {
  const std::size_t end = pressed_.size();
  const Column& last = columns_[end];
  for (std::size_t begin = end - std::min(end, SyllableKeys::kMostKeys); begin < end && !parted_[end]; ++begin) {
    if (columns_[begin].hypotheses.empty() || SegmentEnd(begin) < end) continue;
    const bool is_initial = ((last.initials >> (end - begin)) & 1U) != 0;  // and has been read so already
    const auto* begun = is_initial ? nullptr : keys_.Begun(Keys(begin, end));
    if (begun == nullptr) continue;
    const bool is_whole = keys_.Whole(Keys(begin, end)) != nullptr;
    ExtendAll(begin, end, *begun, is_whole ? kBegunBesideWhole : 0, tail_);
  }
  CollectWords(tail_);
  Weigh(tail_);
  tail_.cursors.insert(tail_.cursors.end(), last.cursors.begin(), last.cursors.end());
  tail_.words.insert(tail_.words.end(), last.words.begin(), last.words.end());
  KeepLikelyWords(tail_.words);
  tail_.hypotheses.insert(tail_.hypotheses.end(), last.hypotheses.begin(), last.hypotheses.end());
  KeepBest(tail_.hypotheses);
}

void PinyinDecoder::ExtendAll(std::size_t begin, std::size_t end, const SyllableKeys::Readings& readings, float extra,
                              Column& column) const {
  for (const PinyinWords::Kind kind : kSentenceKinds) {
    const float cost = kind == PinyinWords::Surnames ? kNameCost : 0;
    Extend({kind, 0, begin, 0, cost, 0, nullptr}, readings, end, extra, column);
  }
  for (const Cursor& cursor : columns_[begin].cursors) Extend(cursor, readings, end, extra, column);
}

void PinyinDecoder::Extend(const Cursor& cursor, const SyllableKeys::Readings& readings, std::size_t end, float extra,
                           Column& column) const {
  using Trie = PinyinWords::Trie;
  const Trie& trie = words_.Of(cursor.kind);
  char initial = 0;
  bool has_initial = false;
  PinyinWords::Position behind_initial = 0;
  for (const SyllableReading& reading : readings) {
    if (column.cursors.size() == kMostCursors) return;
    if (reading.initial != initial) {
      initial = reading.initial;
      behind_initial = cursor.position;
      has_initial = !Trie::isNoPath(trie.traverse(&reading.initial, 1, behind_initial));
    }
    if (!has_initial) continue;
    PinyinWords::Position position = behind_initial;
    if (Trie::isNoPath(trie.traverse(&reading.final, 1, position))) continue;
    column.cursors.push_back({cursor.kind, position, cursor.begin, cursor.syllables + 1,
                              cursor.cost + reading.cost + extra, cursor.cuts | (Cuts{1} << end), cursor.surname});
  }
}

void PinyinDecoder::CollectWords(Column& column) const {
  BeginGivenNames(column);
  std::vector<Listed> listed;
  std::size_t count = 0;
  const auto add = [&](const Cursor& cursor, const Listed& each) {
    column.words.push_back({cursor.kind, cursor.begin, &each, cursor.surname, cursor.cost, cursor.cuts});
    ++count;
  };
  for (const Cursor& cursor : column.cursors) {
    if (cursor.kind == PinyinWords::Surnames || count >= kMostListedWords) continue;
    if (cursor.syllables == 1 && cursor.kind == PinyinWords::System) {
      const auto& singles = words_.Singles(cursor.position);
      for (std::size_t i = 0; i < std::min(singles.size(), kWordsOfAStretch); ++i) add(cursor, singles[i]);
      continue;
    }
    listed.clear();
    words_.Append(cursor.kind, cursor.position, kMostListedWords - count, listed);
    for (Listed& each : listed) add(cursor, column.listed.emplace_back(std::move(each)));
  }
  KeepLikelyWords(column.words);
}

// A given name may follow where a surname ended.
void PinyinDecoder::BeginGivenNames(Column& column) const {
  std::vector<Word> surnames;
  std::vector<Listed> listed;
  for (const Cursor& cursor : column.cursors) {
    if (cursor.kind != PinyinWords::Surnames) continue;
    listed.clear();
    words_.Append(cursor.kind, cursor.position, kMostListedWords, listed);
    for (Listed& each : listed) {
      const Listed& kept = column.listed.emplace_back(std::move(each));
      surnames.push_back({cursor.kind, cursor.begin, &kept, nullptr, cursor.cost, cursor.cuts});
    }
  }
  SortByStretch(surnames);
  std::size_t of_this_stretch = 0;
  for (std::size_t i = 0; i < surnames.size(); ++i) {
    const Word& surname = surnames[i];
    of_this_stretch = i > 0 && surname.begin == surnames[i - 1].begin ? of_this_stretch + 1 : 0;
    if (of_this_stretch >= kSurnamesOfAStretch) continue;
    column.cursors.push_back(
        {PinyinWords::GivenNames, 0, surname.begin, 0, surname.Score(), surname.cuts, surname.listed});
  }
}

void PinyinDecoder::KeepLikelyWords(std::vector<Word>& words) {
  SortByStretch(words);
  std::size_t kept = 0, first = 0;  // of all; of this stretch
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kept > 0 && words[i].begin != words[kept - 1].begin) first = kept;
    if (kept - first == kWordsOfAStretch) continue;
    const auto is_same = [&](const Word& other) { return other.ReadsAs(words[i]); };
    if (std::any_of(words.begin() + first, words.begin() + kept, is_same)) continue;
    words[kept++] = words[i];
  }
  words.resize(kept);
}

void PinyinDecoder::Weigh(Column& column) const {
  for (const Word& word : column.words) {
    const bool is_name = IsName(word.kind);
    const libime::WordNode node(word.listed->text, is_name ? words_.Model().unknown() : word.listed->index);
    const std::vector<Hypothesis>& before = columns_[word.begin].hypotheses;
    for (std::size_t j = 0; j < before.size(); ++j) {
      Hypothesis next{0, {}, word, j};
      next.score =
          before[j].score + word.cost + words_.ScoreAfter(before[j].state, word.kind, *word.listed, node, next.state);
      column.hypotheses.push_back(next);
    }
  }
  KeepBest(column.hypotheses);
}

void PinyinDecoder::KeepBest(std::vector<Hypothesis>& hypotheses) {
  std::stable_sort(hypotheses.begin(), hypotheses.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hypotheses.size() && kept < kBeam; ++i) {
    const auto alike = std::count_if(hypotheses.begin(), hypotheses.begin() + kept,
                                     [&](const Hypothesis& other) { return other.state == hypotheses[i].state; });
    if (static_cast<std::size_t>(alike) < kAlikeInBeam) hypotheses[kept++] = hypotheses[i];
  }
  hypotheses.resize(kept);
}

std::size_t PinyinDecoder::Reach() const {
  std::size_t end = pressed_.size();
  while (At(end).hypotheses.empty()) --end;
  return end;
}

// From its first to its last.
std::vector<PinyinDecoder::Word> PinyinDecoder::WordsOf(const Hypothesis& last) const {
  std::vector<Word> words;
  for (const Hypothesis* at = &last; at->word.listed != nullptr;) {
    words.push_back(at->word);
    at = &columns_[at->word.begin].hypotheses[at->before];
  }
  std::reverse(words.begin(), words.end());
  return words;
}

// A name is likelier when it is all that is written.
std::vector<PinyinDecoder::Hypothesis> PinyinDecoder::Whole(std::size_t end) const {
  std::vector<Hypothesis> whole = At(end).hypotheses;
  for (Hypothesis& each : whole) {
    if (IsName(each.word.kind) && each.word.begin == 0) each.score += kNameAlone;
  }
  std::stable_sort(whole.begin(), whole.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  return whole;
}

// The words that begin with the first key and end here, and all characters where that is one syllable.
std::vector<PinyinDecoder::Word> PinyinDecoder::WordsAtStart(std::size_t end) const {
  std::vector<Word> words;
  for (const Word& word : At(end).words) {
    if (word.begin == 0) words.push_back(word);
  }
  for (const Cursor& cursor : At(end).cursors) {
    if (cursor.begin != 0 || cursor.syllables != 1 || cursor.kind != PinyinWords::System) continue;
    for (const Listed& each : words_.Singles(cursor.position)) {
      words.push_back({cursor.kind, 0, &each, nullptr, cursor.cost, cursor.cuts});
    }
  }
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.Score() > b.Score(); });
  return words;
}

std::vector<Candidate> PinyinDecoder::Candidates(std::string_view typed, std::size_t most) {
  Take(typed);
  std::vector<Candidate> candidates;
  std::set<std::string> seen;
  const auto offer = [&](std::string text, std::size_t end) {
    if (candidates.size() < most && seen.insert(text).second) candidates.push_back({std::move(text), places_[end]});
  };
  const std::size_t reach = Reach();
  if (reach == 0) return candidates;
  for (const Hypothesis& each : Whole(reach)) {
    if (candidates.size() == kSentences) break;
    std::string text;
    for (const Word& word : WordsOf(each)) text += word.Text();
    offer(std::move(text), reach);
  }
  for (std::size_t end = reach; end > 0 && candidates.size() < most; --end) {
    for (const Word& word : WordsAtStart(end)) offer(word.Text(), end);
  }
  return candidates;
}

std::string PinyinDecoder::Segmented(std::string_view typed) {
  Take(typed);
  const std::size_t reach = Reach();
  Cuts cuts = Cuts{1} << reach;
  if (reach > 0) {
    for (const Word& word : WordsOf(Whole(reach).front())) cuts |= word.cuts;
  }
  std::string text;
  for (std::size_t i = 0; i < pressed_.size(); ++i) {
    if (i > 0 && ((cuts >> i) & 1U) != 0) text += ' ';
    text += pressed_[i];
  }
  return text;
}

}  // namespace bianmin::input
