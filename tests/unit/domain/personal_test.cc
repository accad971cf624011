#include "kiosk/domain/personal.h"

#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

std::string Repeated(std::string_view character, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += character;
  return text;
}

TEST(Phone, IsTakenHoweverItIsWritten) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"13800138000", "13800138000"},     {" 138 0013 8000 ", "13800138000"}, {"138-0013-8000", "13800138000"},
      {"+86 13800138000", "13800138000"}, {"008613800138000", "13800138000"}, {"１３８００１３８０００", "13800138000"},
      {"19912345678", "19912345678"},     {"62891234", "62891234"},           {"6289123", "6289123"},
      {"021-62891234", "02162891234"},    {"0519 8123456", "05198123456"},    {"0519 81234567", "051981234567"},
      {"010 6289123", "0106289123"},      {"400-820-1234", "4008201234"},     {"8008201234", "8008201234"}};
  for (const auto& [written, digits] : cases) {
    const auto phone = Phone::Parse(written);
    ASSERT_TRUE(phone) << written;
    EXPECT_EQ(phone->digits(), digits) << written;
  }
}

TEST(Phone, WhatIsWrongIsSaidSoThatItCanBePutRight) {
  const std::pair<std::string_view, InputFault> cases[] = {{"", InputFault::Missing},
                                                           {" - ", InputFault::Missing},
                                                           {"1380013800", InputFault::TooShort},
                                                           {"138001380001", InputFault::TooLong},
                                                           {"12800138000", InputFault::NotAPhone},
                                                           {"10000138000", InputFault::NotAPhone},
                                                           {"628912", InputFault::TooShort},
                                                           {"628912345", InputFault::TooLong},
                                                           {"021628912", InputFault::TooShort},
                                                           {"0519812345678", InputFault::TooLong},
                                                           {"00123456789", InputFault::NotAPhone},
                                                           {"400820123", InputFault::TooShort},
                                                           {"40082012345", InputFault::TooLong},
                                                           {"12345", InputFault::TooShort},
                                                           {"1380013800a", InputFault::BadCharacter},
                                                           {"138/00138000", InputFault::BadCharacter},
                                                           {"一三八", InputFault::BadCharacter},
                                                           {"138\xFF", InputFault::NotText}};
  for (const auto& [written, fault] : cases) {
    const auto phone = Phone::Parse(written);
    ASSERT_FALSE(phone) << written;
    EXPECT_EQ(phone.error(), fault) << written;
  }
}

TEST(Phone, ShowsOnlyItsEndsWhereOthersMaySeeIt) {
  EXPECT_EQ(Phone::Parse("13800138000")->Masked(), "138 **** 8000");
  EXPECT_EQ(Phone::Parse("62891234")->Masked(), "**** 1234");
  EXPECT_EQ(Phone::Parse("13800138000")->LastFour(), "8000");
}

TEST(PersonName, KeepsRareCharactersAsTheyAre) {
  for (const char* name : {"王建国", "𠮷野", "䶮", "㛃", "阿布都热合曼·买买提", "Jean-Luc O'Neil", "喆堃"}) {
    const auto parsed = PersonName::Parse(name);
    ASSERT_TRUE(parsed) << name;
    EXPECT_EQ(parsed->text(), name);
  }
  EXPECT_EQ(PersonName::Parse("　王建国 ")->text(), "王建国");
}

TEST(PersonName, IsNeededAndIsOneLine) {
  EXPECT_EQ(PersonName::Parse("").error(), InputFault::Missing);
  EXPECT_EQ(PersonName::Parse("　 ").error(), InputFault::Missing);
  EXPECT_EQ(PersonName::Parse("王\n建国").error(), InputFault::BadCharacter);
}

TEST(PersonName, HasItsLimitInCharactersAndNotInBytes) {
  EXPECT_TRUE(PersonName::Parse(Repeated("𠮷", kMaxNameCharacters)));
  EXPECT_EQ(PersonName::Parse(Repeated("𠮷", kMaxNameCharacters + 1)).error(), InputFault::TooLong);
}

TEST(FreeText, MayBeEmptyAndMayHaveLines) {
  EXPECT_EQ(ParseText("", kMaxFreeTextCharacters).value(), "");
  EXPECT_EQ(ParseText(" 水管漏水\n已经三天 ", kMaxFreeTextCharacters).value(), "水管漏水\n已经三天");
  EXPECT_EQ(ParseText("👵 很满意", kMaxFreeTextCharacters).value(), "👵 很满意");
}

TEST(FreeText, IsTakenAtItsLimitAndRefusedOnePastIt) {
  for (std::string_view character : {"水", "𠮷", "x"}) {
    EXPECT_TRUE(ParseText(Repeated(character, kMaxFreeTextCharacters), kMaxFreeTextCharacters));
    EXPECT_EQ(ParseText(Repeated(character, kMaxFreeTextCharacters + 1), kMaxFreeTextCharacters).error(),
              InputFault::TooLong);
  }
}

TEST(FreeText, IsRefusedWhenItCouldDeceiveOrIsNoText) {
  for (const char* text : {"a\tb", "a\x1B[2Jb", "a\rb", "a\u202E b", "a\u200Bb", "a\u2066b", "a\uFEFFb", "a\uFFFDb",
                           "a\uE000b", "a\U000F0000b", "a\uFFFEb", "a\U000E0041b"}) {
    EXPECT_EQ(ParseText(text, 100).error(), InputFault::BadCharacter) << text;
  }
  EXPECT_EQ(ParseText(std::string_view("a\0b", 3), 100).error(), InputFault::BadCharacter);
  EXPECT_EQ(ParseText("a\xC0\xAF", 100).error(), InputFault::NotText);
  EXPECT_EQ(ParseText("\xE4\xBD", 100).error(), InputFault::NotText);
}

}  // namespace
}  // namespace bianmin::domain
