#pragma once
// Text as it comes from the screen, made safe and simple before it is read aloud: the first step of prepare.h. Pure;
// any thread.

#include <string>
#include <string_view>

namespace bianmin::speech {

// Stands where a run of • or * stood: a masked part, which is never spoken.
inline constexpr char32_t kMasked = U'\uFFFC';

// Bytes that are no UTF-8 are left out. Of the rest stay letters, digits, Chinese characters, and the signs and the
// punctuation that the rules of normalise.h know; full-width forms become plain ones, white space becomes a space, a
// line's end becomes '\n', a masked run becomes kMasked. Control characters (espeak-ng obeys some), brackets (it takes
// "[[" for phonemes) and pictures become spaces or nothing.
std::u32string Clean(std::string_view text);

std::string ToUtf8(std::u32string_view text);

bool IsHanzi(char32_t c);
bool IsDigit(char32_t c);
// A to Z and a to z, and the letters of the Latin alphabet with accents.
bool IsLatin(char32_t c);
bool IsCapital(char32_t c);

}  // namespace bianmin::speech
