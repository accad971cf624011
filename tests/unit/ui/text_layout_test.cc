#include "kiosk/ui/text_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/base/text.h"

namespace bianmin::ui {
namespace {

using ::testing::ElementsAre;

// A Chinese character is as wide as two Latin ones.
float Advance(char32_t character) { return IsCjk(character) ? 2 : 1; }

std::vector<std::string> Lines(std::string_view text, float width) {
  std::vector<std::string> lines;
  for (const TextLine& line : BreakLines(text, width, Advance)) lines.emplace_back(line.text);
  return lines;
}

TEST(BreakLines, ChineseBreaksBetweenAnyTwoCharacters) {
  EXPECT_THAT(Lines("便民服务中心登记", 8), ElementsAre("便民服务", "中心登记"));
}

TEST(BreakLines, ALineNeverStartsWithPunctuation) {
  EXPECT_THAT(Lines("便民服务，中心登记", 8), ElementsAre("便民服", "务，中心", "登记"));
  for (const std::string& line : Lines("请您看一下，好吗？“好的。”他说：“谢谢！”", 8)) {
    std::size_t at = 0;
    EXPECT_TRUE(MayStartLine(NextCharacter(line, at))) << line;
  }
}

TEST(BreakLines, ALineNeverEndsWithAnOpeningBracket) {
  EXPECT_THAT(Lines("我看过《说明》", 8), ElementsAre("我看过", "《说明》"));
}

TEST(BreakLines, LatinWordsAndNumbersStayWhole) {
  EXPECT_THAT(Lines("Please take a seat", 8), ElementsAre("Please", "take a", "seat"));
  EXPECT_THAT(Lines("单号 JA0426 好", 8), ElementsAre("单号", "JA0426", "好"));
  EXPECT_THAT(Lines("请在10:24来", 6), ElementsAre("请在", "10:24", "来"));
}

TEST(BreakLines, AWordLongerThanTheLineIsCut) { EXPECT_THAT(Lines("abcdefgh", 3), ElementsAre("abc", "def", "gh")); }

TEST(BreakLines, TheLastLineIsNotOneLoneCharacter) {
  EXPECT_THAT(Lines("便民服务中心登记处", 8), ElementsAre("便民服务", "中心登", "记处"));
}

TEST(BreakLines, ALineEndsWhereTheTextSaysSoAndAnEmptyTextIsOneLine) {
  EXPECT_THAT(Lines("一\n\n二", 8), ElementsAre("一", "", "二"));
  EXPECT_THAT(Lines("", 8), ElementsAre(""));
}

TEST(BreakLines, NothingIsLostAndNoLineIsTooWide) {
  const std::string text =
      "社区工作人员会在 24 小时内打电话（021-5555 1234）与您确认，请保持电话畅通。Thank you for waiting!";
  for (float width = 4; width < 60; ++width) {
    std::string joined;
    for (const TextLine& line : BreakLines(text, width, Advance)) {
      EXPECT_LE(line.width, width) << line.text;
      joined += line.text;
    }
    std::string without_spaces;
    for (const char c : text) {
      if (c != ' ') without_spaces += c;
    }
    std::erase(joined, ' ');
    EXPECT_EQ(joined, without_spaces) << "width " << width;
  }
}

TEST(BreakLines, BrokenBytesAreShownAsReplacementAndNeverReadPast) {
  for (const std::string text : {"\xE4\xB8", "\xFF\xFE", "a\xC3", "\xF0\x9F\x98", "\x80\x80"}) {
    std::size_t at = 0;
    while (at < text.size()) (void)NextCharacter(text, at);
    EXPECT_EQ(at, text.size());
    EXPECT_FALSE(Lines(text, 8).empty());
  }
}

TEST(NextCharacter, ReadsRareCharactersOfPlaneTwo) {
  const std::string text = "𠮷";
  std::size_t at = 0;
  EXPECT_EQ(NextCharacter(text, at), U'\U00020BB7');
  EXPECT_TRUE(IsCjk(U'\U00020BB7'));
}

}  // namespace
}  // namespace bianmin::ui
