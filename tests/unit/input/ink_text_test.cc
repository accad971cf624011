#include "kiosk/input/ink_text.h"

#include <gmock/gmock.h>

namespace bianmin::input {
namespace {

using ::testing::HasSubstr;

std::string FaultOf(std::string_view text) {
  const auto lines = ParseInkLines(text);
  return lines ? "" : lines.error().message;
}

TEST(InkText, ALineIsACharacterAndItsStrokes) {
  const auto lines = ParseInkLines("# a remark\n\n十\t1,2 3.5,4;5,6 7,8\r\n3\t-1,0\n");
  ASSERT_TRUE(lines.ok());
  ASSERT_EQ(lines->size(), 2U);
  EXPECT_EQ((*lines)[0].character, "十");
  EXPECT_EQ((*lines)[0].ink, (Ink{{{1, 2}, {3.5F, 4}}, {{5, 6}, {7, 8}}}));
  EXPECT_EQ((*lines)[1].ink, (Ink{{{-1, 0}}}));
}

TEST(InkText, WhatIsWrittenIsReadBack) {
  const InkLine line{.character = "昇", .ink = {{{1, 2}, {3, 4}}, {{5, 6}}}};
  EXPECT_EQ(InkLineText(line), "昇\t1,2 3,4;5,6");
  EXPECT_EQ((*ParseInkLines(InkLineText(line)))[0].ink, line.ink);
}

TEST(InkText, AWrongLineIsNamedByItsNumber) {
  EXPECT_THAT(FaultOf("十\t1,2 3,4\n十 1,2"), HasSubstr("line 2: there is no tab"));
  EXPECT_THAT(FaultOf("\n\t1,2"), HasSubstr("line 2: the character is missing"));
  EXPECT_THAT(FaultOf("十\t1,2 x,4"), HasSubstr("line 1: \"x,4\" is no point"));
  EXPECT_THAT(FaultOf("十\t1,2 3"), HasSubstr("\"3\" is no point"));
  EXPECT_THAT(FaultOf("十\t1,nan"), HasSubstr("\"1,nan\" is no point"));
  EXPECT_THAT(FaultOf("十\t1,2;;3,4"), HasSubstr("a stroke has no points"));
  EXPECT_THAT(FaultOf("\xff\t1,2"), HasSubstr("the character is not UTF-8"));
}

}  // namespace
}  // namespace bianmin::input
