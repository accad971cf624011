#include "kiosk/domain/search_words.h"

#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

SearchedTexts Record() {
  return {.texts = {FoldForSearch("静安花园 3号楼 2单元 302"), FoldForSearch("厨房水管漏水，𠮷姐家"),
                    FoldForSearch("王𠮷")},
          .number = FoldForSearch("JA06900013"),
          .phone = FoldForSearch("13800001234")};
}

bool Finds(std::string_view typed) {
  const auto words = SearchWords::Parse(typed);
  return words && Holds(Record(), *words);
}

TEST(SearchWords, FindWhatTheRecordHolds) {
  for (const std::string_view typed :
       {"漏水", "水管漏水", "王𠮷", "𠮷姐", "静安花园3号楼", "静安花园 3号楼", "３号楼", "漏水 王𠮷", "王 漏水", "302",
        "1234", "01234", "138 0000 1234", "13800001234", "0013", "900013", "JA06900013", "ja06900013"}) {
    EXPECT_TRUE(Finds(typed)) << typed;
  }
}

TEST(SearchWords, DoNotFindWhatItDoesNotHold) {
  for (const std::string_view typed : {"漏电", "水漏", "王吉", "1235", "0000", "漏水 李", "号楼厨房", "3800"}) {
    EXPECT_FALSE(Finds(typed)) << typed;
  }
}

TEST(SearchWords, NeedTwoCharactersInOneWord) {
  for (const std::string_view typed : {"", " ", "　", "王", "𠮷", "王 李", "7"}) {
    const auto words = SearchWords::Parse(typed);
    ASSERT_FALSE(words) << typed;
    EXPECT_EQ(words.error(), SearchFault::TooShort) << typed;
  }
  EXPECT_TRUE(SearchWords::Parse("王李"));
}

TEST(SearchWords, HaveLimits) {
  std::string longest;
  for (std::size_t i = 0; i < kMaxSearchCharacters; ++i) longest += "水";
  EXPECT_TRUE(SearchWords::Parse(longest));
  EXPECT_EQ(SearchWords::Parse(longest + "水").error(), SearchFault::TooLong);
  std::string words;
  for (std::size_t i = 0; i < kMaxSearchWords; ++i) words += "水管 ";
  EXPECT_TRUE(SearchWords::Parse(words));
  EXPECT_EQ(SearchWords::Parse(words + "水管").error(), SearchFault::TooLong);
}

TEST(Folding, MakesWidthCaseAndWhiteSpaceAlike) {
  EXPECT_EQ(FoldForSearch("ＡＢ c　１ 2\n王"), U"abc12王");
  EXPECT_EQ(FoldForSearch("（３号楼）"), U"(3号楼)");
}

}  // namespace
}  // namespace bianmin::domain
