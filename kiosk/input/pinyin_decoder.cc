#include "kiosk/input/pinyin_decoder.h"

#include <algorithm>
#include <set>
#include <utility>

namespace bianmin::input {
namespace {

constexpr std::size_t kSentences = 5;          // whole readings offered
constexpr std::size_t kBeam = 24;              // hypotheses kept at each key
constexpr std::size_t kAlikeInBeam = 3;        // of them, how many may end in the same words
constexpr std::size_t kWordsOfAStretch = 28;   // kept of those with the same first and last key
constexpr std::size_t kSinglesKept = 400;      // characters of one syllable, for the pages of candidates
constexpr std::size_t kMostCursors = 600;      // words begun at each key
constexpr std::size_t kMostListedWords = 1500;  // looked at at each key
constexpr std::size_t kSurnamesOfAStretch = 5;
constexpr std::size_t kUndecidedKeys = 3;      // so many keys change how the ones before them are parted

constexpr float kNameCost = -3.5F;             // that somebody is named in the middle of a sentence
constexpr float kNameAlone = 1.5F;             // and how much likelier it is when nothing else is written
constexpr float kBegunBesideWhole = -1.5F;     // "xian" may be the beginning of "xiang", but is more likely all
constexpr PinyinWords::Kind kSentenceKinds[] = {PinyinWords::Field, PinyinWords::Own, PinyinWords::Surnames,
                                                PinyinWords::System};

bool IsName(PinyinWords::Kind kind) { return kind == PinyinWords::GivenNames; }

}  // namespace

void PinyinDecoder::Forget() {
  pressed_.clear();
  parted_.clear();
  places_.clear();
  columns_.clear();
  singles_.clear();
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
  std::size_t same = 0;
  while (same < std::min(pressed.size(), pressed_.size()) && pressed[same] == pressed_[same] &&
         parted[same] == parted_[same]) {
    ++same;
  }
  const bool is_unchanged = pressed == pressed_ && parted == parted_ && !columns_.empty();
  pressed_ = std::move(pressed);
  parted_ = std::move(parted);
  places_ = std::move(places);
  if (is_unchanged) return;
  const std::size_t kept = same > kUndecidedKeys ? same - kUndecidedKeys : 0;
  columns_.resize(std::min(columns_.size(), kept + 1));
  for (std::size_t end = columns_.size(); end <= pressed_.size(); ++end) {
    columns_.emplace_back();
    FillColumn(end);
  }
}

std::size_t PinyinDecoder::SegmentEnd(std::size_t begin) const {
  std::size_t end = begin + 1;
  while (end < pressed_.size() && !parted_[end]) ++end;
  return end;
}

bool PinyinDecoder::HasWholeSyllable(std::size_t begin) const {
  const std::size_t longest = std::min(SegmentEnd(begin) - begin, SyllableKeys::kMostKeys);
  for (std::size_t length = 1; length <= longest; ++length) {
    if (keys_.Whole(std::string_view(pressed_).substr(begin, length)) != nullptr) return true;
  }
  return false;
}

void PinyinDecoder::FillColumn(std::size_t end) {
  if (end == 0) {
    columns_[0].hypotheses.push_back({0, words_.Model().nullState(), 0, 0});
    return;
  }
  for (std::size_t begin = end - std::min(end, SyllableKeys::kMostKeys); begin < end; ++begin) {
    const std::size_t segment_end = SegmentEnd(begin);
    if (columns_[begin].hypotheses.empty() || segment_end < end) continue;
    const std::string_view keys = std::string_view(pressed_).substr(begin, end - begin);
    const auto* whole = keys_.Whole(keys);
    if (whole != nullptr) ExtendAll(begin, end, *whole, 0);
    const auto* begun = segment_end == end ? keys_.Begun(keys) : nullptr;
    const bool is_end = end == pressed_.size() && !parted_[end];
    if (begun != nullptr && (is_end || whole == nullptr)) {
      ExtendAll(begin, end, *begun, whole == nullptr ? 0 : kBegunBesideWhole);
    }
    const auto* initial = begun == nullptr ? keys_.Initial(keys) : nullptr;
    if (initial != nullptr && !HasWholeSyllable(begin)) ExtendAll(begin, end, *initial, 0);
  }
  CollectWords(end);
  Weigh(end);
}

void PinyinDecoder::ExtendAll(std::size_t begin, std::size_t end, const SyllableKeys::Readings& readings, float extra) {
  for (const PinyinWords::Kind kind : kSentenceKinds) {
    Extend({kind, 0, begin, 0, kind == PinyinWords::Surnames ? kNameCost : 0, 0, {}}, readings, end, extra);
  }
  for (const Cursor& cursor : columns_[begin].cursors) Extend(cursor, readings, end, extra);
}

void PinyinDecoder::Extend(const Cursor& cursor, const SyllableKeys::Readings& readings, std::size_t end, float extra) {
  using Trie = PinyinWords::Trie;
  std::vector<Cursor>& cursors = columns_[end].cursors;
  const Trie& trie = words_.Of(cursor.kind);
  char initial = 0;
  bool has_initial = false;
  PinyinWords::Position behind_initial = 0;
  for (const SyllableReading& reading : readings) {
    if (cursors.size() == kMostCursors) return;
    if (reading.initial != initial) {
      initial = reading.initial;
      behind_initial = cursor.position;
      has_initial = !Trie::isNoPath(trie.traverse(&reading.initial, 1, behind_initial));
    }
    if (!has_initial) continue;
    PinyinWords::Position position = behind_initial;
    if (Trie::isNoPath(trie.traverse(&reading.final, 1, position))) continue;
    cursors.push_back({cursor.kind, position, cursor.begin, cursor.syllables + 1, cursor.cost + reading.cost + extra,
                       cursor.cuts | (Cuts{1} << end), cursor.surname});
  }
}

const std::vector<PinyinWords::Listed>& PinyinDecoder::Single(const Cursor& cursor) {
  auto [found, is_new] = singles_.try_emplace({cursor.kind, cursor.position});
  if (is_new) {
    words_.Append(cursor.kind, cursor.position, kSinglesKept, found->second);
    std::stable_sort(found->second.begin(), found->second.end(),
                     [](const Listed& a, const Listed& b) { return a.score > b.score; });
  }
  return found->second;
}

void PinyinDecoder::CollectWords(std::size_t end) {
  BeginGivenNames(end);
  Column& column = columns_[end];
  std::vector<Listed> listed;
  std::size_t count = 0;
  for (const Cursor& cursor : column.cursors) {
    if (cursor.kind == PinyinWords::Surnames || count >= kMostListedWords) continue;
    const bool is_single = cursor.syllables == 1 && cursor.kind == PinyinWords::System;
    if (!is_single) {
      listed.clear();
      words_.Append(cursor.kind, cursor.position, kMostListedWords - count, listed);
    }
    const std::vector<Listed>& found = is_single ? Single(cursor) : listed;
    const std::size_t most = is_single ? std::min(found.size(), kWordsOfAStretch) : found.size();
    count += most;
    for (std::size_t i = 0; i < most; ++i) {
      Word word{cursor.kind, cursor.begin, found[i], cursor.cost, cursor.cuts};
      if (IsName(cursor.kind)) {
        word.listed.text.insert(0, cursor.surname);
        word.listed.index = words_.Model().unknown();
      }
      column.words.push_back(std::move(word));
    }
  }
  KeepLikelyWords(column);
}

// A given name may follow where a surname ended.
void PinyinDecoder::BeginGivenNames(std::size_t end) {
  std::vector<Word> surnames;
  std::vector<Listed> listed;
  for (const Cursor& cursor : columns_[end].cursors) {
    if (cursor.kind != PinyinWords::Surnames) continue;
    listed.clear();
    words_.Append(cursor.kind, cursor.position, kMostListedWords, listed);
    for (const Listed& each : listed) surnames.push_back({cursor.kind, cursor.begin, each, cursor.cost, cursor.cuts});
  }
  std::stable_sort(surnames.begin(), surnames.end(), [](const Word& a, const Word& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.Score() > b.Score();
  });
  std::size_t of_this_stretch = 0;
  std::vector<Cursor>& cursors = columns_[end].cursors;
  for (std::size_t i = 0; i < surnames.size(); ++i) {
    const Word& surname = surnames[i];
    of_this_stretch = i > 0 && surname.begin == surnames[i - 1].begin ? of_this_stretch + 1 : 0;
    if (of_this_stretch >= kSurnamesOfAStretch) continue;
    cursors.push_back({PinyinWords::GivenNames, 0, surname.begin, 0, surname.Score(), surname.cuts, surname.Text()});
  }
}

void PinyinDecoder::KeepLikelyWords(Column& column) const {
  std::vector<Word>& words = column.words;
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.Score() > b.Score();
  });
  std::vector<Word> kept;
  std::set<std::string_view> seen;
  std::size_t of_this_stretch = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i == 0 || words[i].begin != words[i - 1].begin) {
      of_this_stretch = 0;
      seen.clear();
    }
    if (of_this_stretch == kWordsOfAStretch || !seen.insert(words[i].Text()).second) continue;
    ++of_this_stretch;
    kept.push_back(words[i]);
  }
  words = std::move(kept);
}

void PinyinDecoder::Weigh(std::size_t end) {
  Column& column = columns_[end];
  std::vector<Hypothesis> all;
  for (std::size_t i = 0; i < column.words.size(); ++i) {
    const Word& word = column.words[i];
    const libime::WordNode node(word.Text(), word.listed.index);
    const std::vector<Hypothesis>& before = columns_[word.begin].hypotheses;
    for (std::size_t j = 0; j < before.size(); ++j) {
      Hypothesis next{0, {}, i, j};
      next.score = before[j].score + word.cost + words_.ScoreAfter(before[j].state, word.kind, word.listed, node, next.state);
      all.push_back(next);
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  for (const Hypothesis& each : all) {
    if (column.hypotheses.size() == kBeam) break;
    const auto alike = std::count_if(column.hypotheses.begin(), column.hypotheses.end(),
                                     [&](const Hypothesis& other) { return other.state == each.state; });
    if (static_cast<std::size_t>(alike) < kAlikeInBeam) column.hypotheses.push_back(each);
  }
}

std::size_t PinyinDecoder::Reach() const {
  std::size_t end = pressed_.size();
  while (columns_[end].hypotheses.empty()) --end;
  return end;
}

std::string PinyinDecoder::TextOf(const Hypothesis& last, std::size_t end) const {
  std::string text;
  const Hypothesis* at = &last;
  while (end > 0) {
    const Word& word = columns_[end].words[at->word];
    text.insert(0, word.Text());
    at = &columns_[word.begin].hypotheses[at->before];
    end = word.begin;
  }
  return text;
}

// A name is likelier when it is all that is written.
std::vector<PinyinDecoder::Hypothesis> PinyinDecoder::Whole(std::size_t end) const {
  std::vector<Hypothesis> whole = columns_[end].hypotheses;
  for (Hypothesis& each : whole) {
    const Word& word = columns_[end].words[each.word];
    if (IsName(word.kind) && word.begin == 0) each.score += kNameAlone;
  }
  std::stable_sort(whole.begin(), whole.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  return whole;
}

// The words that begin with the first key and end here, and all characters where that is one syllable.
std::vector<PinyinDecoder::Word> PinyinDecoder::WordsAtStart(std::size_t end) {
  std::vector<Word> words;
  for (const Word& word : columns_[end].words) {
    if (word.begin == 0) words.push_back(word);
  }
  for (const Cursor& cursor : columns_[end].cursors) {
    if (cursor.begin != 0 || cursor.syllables != 1 || cursor.kind != PinyinWords::System) continue;
    for (const Listed& each : Single(cursor)) words.push_back({cursor.kind, 0, each, cursor.cost, cursor.cuts});
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
    if (candidates.size() < kSentences) offer(TextOf(each, reach), reach);
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
    const Hypothesis best = Whole(reach).front();
    const Hypothesis* at = &best;
    for (std::size_t end = reach; end > 0;) {
      const Word& word = columns_[end].words[at->word];
      cuts |= word.cuts;
      at = &columns_[word.begin].hypotheses[at->before];
      end = word.begin;
    }
  }
  std::string text;
  for (std::size_t i = 0; i < pressed_.size(); ++i) {
    if (i > 0 && ((cuts >> i) & 1U) != 0) text += ' ';
    text += pressed_[i];
  }
  return text;
}

}  // namespace bianmin::input
