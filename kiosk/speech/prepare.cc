#include "kiosk/speech/prepare.h"

#include <algorithm>

#include "kiosk/speech/characters.h"
#include "kiosk/speech/normalise.h"

namespace bianmin::speech {
namespace {

using View = std::u32string_view;

struct Piece {
  Language language;
  View text;
};

bool IsIn(char32_t c, View set) { return set.find(c) != View::npos; }
bool EndsSentence(View text, std::size_t at) {
  if (IsIn(text[at], U"。！？；!?;\n")) return true;
  return text[at] == U'.' && at + 1 < text.size() && text[at + 1] == U' ';  // not within a number
}
bool IsSpeakable(char32_t c) { return IsHanzi(c) || IsDigit(c) || IsLatin(c); }

std::size_t EndOfWord(View text, std::size_t at) {
  const auto joins = [&](std::size_t i) {
    return (text[i] == U'\'' || text[i] == U'-') && i + 1 < text.size() && IsLatin(text[i + 1]);
  };
  while (at < text.size() && (IsLatin(text[at]) || joins(at))) ++at;
  return at;
}

// From a Latin word on over Latin words with a space between.
std::size_t EndOfWords(View text, std::size_t at) {
  std::size_t end = EndOfWord(text, at);
  while (end + 1 < text.size() && text[end] == U' ' && IsLatin(text[end + 1])) end = EndOfWord(text, end + 1);
  return end;
}

// From a Chinese character to the last one before other letters: numbers and signs between belong to it.
std::size_t EndOfHanzi(View text, std::size_t at) {
  std::size_t end = at;
  for (; at < text.size() && !IsLatin(text[at]) && text[at] != U'\n'; ++at) {
    if (IsHanzi(text[at])) end = at + 1;
  }
  return end;
}

// The end of the foreign piece that begins at `at`, or `at` itself when none does.
std::size_t EndOfForeign(View text, std::size_t at, Language language) {
  if (language == Language::English) return IsHanzi(text[at]) ? EndOfHanzi(text, at) : at;
  if (!IsLatin(text[at])) return at;
  return IsSaidInChinese(text.substr(at, EndOfWord(text, at) - at)) ? at : EndOfWords(text, at);
}

std::vector<Piece> PartByLanguage(View text, Language language) {
  const Language other = language == Language::Chinese ? Language::English : Language::Chinese;
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = EndOfForeign(text, at, language);
    if (end == at) {
      // Past a word as a whole: its middle is no beginning.
      at = IsLatin(text[at]) ? EndOfWord(text, at) : at + 1;
      continue;
    }
    if (at > begin) pieces.push_back({language, text.substr(begin, at - begin)});
    pieces.push_back({other, text.substr(at, end - at)});
    begin = at = end;
  }
  if (begin < text.size()) pieces.push_back({language, text.substr(begin)});
  return pieces;
}

// Where a text too long for one sentence is best cut: behind a comma, at a space, or anywhere; never before a third.
std::size_t CutPlace(View text) {
  constexpr std::size_t kLeast = kLongestSentence / 3;
  for (const View cuts : {View{U"，、：,:"}, View{U" "}}) {
    const std::size_t place = text.substr(0, kLongestSentence).find_last_of(cuts);
    if (place != View::npos && place >= kLeast) return place + 1;
  }
  return kLongestSentence;
}

void AddSentence(View text, Language language, const Pronunciation& pronunciation, std::vector<Sentence>& sentences) {
  while (!text.empty()) {
    const std::size_t length = text.size() > kLongestSentence ? CutPlace(text) : text.size();
    const View part = text.substr(0, length);
    text.remove_prefix(length);
    if (std::none_of(part.begin(), part.end(), IsSpeakable)) continue;
    std::u32string words = language == Language::Chinese ? pronunciation.Apply(part) : std::u32string{part};
    std::replace(words.begin(), words.end(), U'\n', U' ');
    sentences.push_back({language, ToUtf8(words)});
  }
}

}  // namespace

std::vector<Sentence> Prepare(std::string_view text, Language language, const Pronunciation& pronunciation) {
  // No character is longer than four bytes.
  const std::u32string clean = Clean(text.substr(0, 4 * kMostCharacters)).substr(0, kMostCharacters);
  std::vector<Sentence> sentences;
  for (const Piece& piece : PartByLanguage(clean, language)) {
    const std::u32string words =
        piece.language == Language::Chinese ? NormaliseChinese(piece.text) : NormaliseEnglish(piece.text);
    std::size_t begin = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (!EndsSentence(words, at)) continue;
      AddSentence(View{words}.substr(begin, at + 1 - begin), piece.language, pronunciation, sentences);
      begin = at + 1;
    }
    AddSentence(View{words}.substr(begin), piece.language, pronunciation, sentences);
  }
  return sentences;
}

}  // namespace bianmin::speech
