// The table of readings and the tones of 一 and 不.

#include "kiosk/speech/pronunciation.h"

#include <gtest/gtest.h>

#include <fstream>

#include "kiosk/speech/characters.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::speech {
namespace {

std::string Applied(const Pronunciation& table, std::string_view text) { return ToUtf8(table.Apply(Clean(text))); }

std::string FaultOf(std::string_view table) {
  const auto parsed = Pronunciation::Parse(table);
  return parsed ? "" : parsed.error().message;
}

class Readings : public testing::Test {
 protected:
  void SetUp() override {
    auto parsed = Pronunciation::Parse(
        "# a remark\n\n空调 kong1 tiao2\n市长 shi4 zhang3\n长期 chang2 qi1\n空 kong4\n统一 tong3 yi1\n"
        "不了解 bu4 liao3 jie3\n不了 bu4 liao3\n调整 tiao2 zheng3\n@falling 要 定个步是\n");
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    table_ = *std::move(parsed);
  }
  Pronunciation table_;
};

TEST_F(Readings, TheLongestWordWins) {
  EXPECT_EQ(Applied(table_, "您家的空调坏了"), "您家的 kong1 tiao2 坏了");
  EXPECT_EQ(Applied(table_, "有空"), "有 kong4 ");
  EXPECT_EQ(Applied(table_, "不了解"), " bu4 liao3 jie3 ");
}

TEST_F(Readings, OfOverlappingWordsTheLaterOneWins) {
  EXPECT_EQ(Applied(table_, "城市长期"), "城市 chang2 qi1 ");
  EXPECT_EQ(Applied(table_, "市长好"), " shi4 zhang3 好");
}

TEST_F(Readings, OneChangesItsTone) {
  EXPECT_EQ(Applied(table_, "一定"), " yi2 定");
  EXPECT_EQ(Applied(table_, "一个"), " yi2 个");
  EXPECT_EQ(Applied(table_, "一天"), " yi4 天");
  EXPECT_EQ(Applied(table_, "一百"), " yi4 百");
  EXPECT_EQ(Applied(table_, "看一看"), "看 yi5 看");
  for (const char* plain : {"第一步", "一二三", "二一", "一楼", "一月一日", "十一个", "一", "周一", "一点五"}) {
    EXPECT_EQ(Applied(table_, plain), plain);
  }
  EXPECT_EQ(Applied(table_, "统一标准"), " tong3 yi1 标准");
  EXPECT_EQ(Applied(table_, "一调整"), " yi4  tiao2 zheng3 ") << "by the table's tone";
}

TEST_F(Readings, NotChangesItsTone) {
  EXPECT_EQ(Applied(table_, "不要"), " bu2 要");
  EXPECT_EQ(Applied(table_, "不好"), "不好");
  EXPECT_EQ(Applied(table_, "是不是"), "是 bu5 是");
  EXPECT_EQ(Applied(table_, "不"), "不");
}

TEST(TableOfReadings, FaultsAreToldWithTheirLine) {
  EXPECT_EQ(FaultOf("空调 kong1 tiao2\r\n"), "") << "a file from Windows is good";
  EXPECT_NE(FaultOf("\n空调 kong1").find("line 2: needs one syllable"), std::string::npos);
  EXPECT_NE(FaultOf("空调 kong tiao2").find("\"kong\" is no syllable"), std::string::npos);
  EXPECT_NE(FaultOf("空调 kong6 tiao2").find("no syllable"), std::string::npos);
  EXPECT_NE(FaultOf("空调 kōng1 tiao2").find("no syllable"), std::string::npos);
  EXPECT_NE(FaultOf("air kong1").find("no Chinese word"), std::string::npos);
  EXPECT_NE(FaultOf("空 kong1\n空 kong4").find("twice"), std::string::npos);
  EXPECT_NE(FaultOf("\xFF").find("UTF-8"), std::string::npos);
  EXPECT_EQ(FaultOf("一二三四五六七八 a1 a1 a1 a1 a1 a1 a1 a1"), "");
  EXPECT_NE(FaultOf("一二三四五六七八九 a1 a1 a1 a1 a1 a1 a1 a1 a1").find("longer than 8"), std::string::npos);
}

TEST(TableOfReadings, IsReadUpToItsLimit) {
  support::TemporaryFolder folder;
  const auto write = [&](std::size_t bytes) { std::ofstream(folder / "t") << "#" << std::string(bytes - 1, 'x'); };
  write(kMostOverrideBytes);
  EXPECT_TRUE(Pronunciation::Load(folder / "t").ok());
  write(kMostOverrideBytes + 1);
  EXPECT_FALSE(Pronunciation::Load(folder / "t").ok());
  EXPECT_FALSE(Pronunciation::Load(folder / "none").ok());
}

}  // namespace
}  // namespace bianmin::speech
