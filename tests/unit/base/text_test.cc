#include "kiosk/base/text.h"

#include <gtest/gtest.h>

namespace bianmin::base {
namespace {

TEST(Utf8, HoldsRareCharactersAndEmoji) {
  for (const char* text : {"", "plain", "王建国", "𠮷田", "䶮", "㛃", "👵🏻", "\U0010FFFF", "\u0800", "\u07FF"}) {
    EXPECT_TRUE(IsUtf8(text)) << text;
  }
}

TEST(Utf8, DoesNotHoldOverlongFormsSurrogatesStraysAndCutCharacters) {
  const std::string_view wrong[] = {
      "\xC0\xAF",          // '/' in two bytes
      "\xE0\x80\xAF",      // and in three
      "\xF0\x80\x80\xAF",  // and in four
      "\xED\xA0\x80",      // the first surrogate
      "\xED\xBF\xBF",      // the last surrogate
      "\xF4\x90\x80\x80",  // one past U+10FFFF
      "\xF5\x80\x80\x80",  // no such beginning
      "\x80",              // a stray continuation
      "\xE4\xBD",          // 你 without its last byte
      "\xE4\x41\x41",      // a character interrupted by letters
      "ok\xFF",
  };
  for (std::string_view text : wrong) EXPECT_FALSE(IsUtf8(text));
}

TEST(Utf8, CountsCharactersAndNotBytes) {
  EXPECT_EQ(CountCharacters(""), 0u);
  EXPECT_EQ(CountCharacters("abc"), 3u);
  EXPECT_EQ(CountCharacters("𠮷䶮㛃"), 3u);
  EXPECT_EQ(Characters("a𠮷"), (std::vector<char32_t>{U'a', U'𠮷'}));
}

TEST(Utf8, EncodesWhatItDecodedAtEveryLength) {
  for (char32_t c : {U'\x01', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'\uD7FF', U'\uE000', U'\uFFFF', U'\U00010000',
                     U'\U0010FFFF'}) {
    std::string text;
    AppendCharacter(text, c);
    EXPECT_TRUE(IsUtf8(text));
    EXPECT_EQ(Characters(text), std::vector<char32_t>{c});
  }
}

TEST(Utf8, ErasesWholeCharacters) {
  EXPECT_EQ(DropLastCharacter("王𠮷"), "王");
  EXPECT_EQ(DropLastCharacter("王"), "");
  EXPECT_EQ(DropLastCharacter(""), "");
}

TEST(ControlCharacters, AreThoseThatHideOrReorderText) {
  for (char32_t c : {U'\0', U'\x1B', U'\x7F', U'\x85', U'\u200B', U'\u200D', U'\u200E', U'\u2028', U'\u202E', U'\u2066',
                     U'\uFEFF', U'\U000E0041'}) {
    EXPECT_TRUE(IsControlCharacter(c)) << static_cast<unsigned>(c);
  }
  for (char32_t c : {U' ', U'~', U'\u00A0', U'·', U'“', U'。', U'\u3000', U'王', U'𠮷', U'👵'}) {
    EXPECT_FALSE(IsControlCharacter(c)) << static_cast<unsigned>(c);
  }
}

TEST(Trim, TakesWhiteSpaceOfBothAlphabetsFromTheEndsOnly) {
  EXPECT_EQ(Trim(" \t\u3000王 \u3000建国\u3000\r\n"), "王 \u3000建国");
  EXPECT_EQ(Trim("\u3000 \u3000"), "");
  EXPECT_EQ(Trim(""), "");
}

}  // namespace
}  // namespace bianmin::base
