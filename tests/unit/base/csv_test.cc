#include "kiosk/base/csv.h"

#include <gtest/gtest.h>

namespace bianmin::base {
namespace {

// The one cell of a table of one row, with its quotes.
std::string Cell(const std::string& text) {
  CsvTable table{{"c"}};
  table.AddRow({text});
  const std::string begin = "\xEF\xBB\xBF\"c\"\r\n";
  EXPECT_TRUE(table.text().starts_with(begin));
  EXPECT_TRUE(table.text().ends_with("\r\n"));
  return table.text().substr(begin.size(), table.text().size() - begin.size() - 2);
}

TEST(Csv, AByteOrderMarkAndQuotedCellsSoThatExcelReadsChinese) {
  CsvTable table{{"编号", "问题"}};
  table.AddRow({"12", "电梯，\"常常\"\n停"});
  EXPECT_EQ(table.text(), "\xEF\xBB\xBF\"编号\",\"问题\"\r\n\"12\",\"电梯，\"\"常常\"\"\n停\"\r\n");
}

TEST(Csv, NoCellBecomesAFormula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    EXPECT_EQ(Cell(start + "1+1"), "\"'" + start + "1+1\"") << start;
    EXPECT_EQ(Cell(" 　" + start + "1"), "\"' 　" + start + "1\"") << start;
  }
  EXPECT_EQ(Cell("=HYPERLINK(\"http://x\")"), "\"'=HYPERLINK(\"\"http://x\"\")\"");
  // In the middle these are only characters.
  EXPECT_EQ(Cell("1+1=2"), "\"1+1=2\"");
  EXPECT_EQ(Cell("王先生@3号窗口"), "\"王先生@3号窗口\"");
}

TEST(Csv, AnEmptyCellStaysEmptyAndControlCharactersBecomeSpaces) {
  EXPECT_EQ(Cell(""), "\"\"");
  EXPECT_EQ(Cell(std::string("a\0b\x1B"
                             "c",
                             5)),
            "\"a b c\"");
  EXPECT_EQ(Cell(std::string("\0=1", 3)), "\"' =1\"");
}

TEST(CsvDeathTest, ARowHasAsManyCellsAsThereAreColumns) {
  CsvTable table{{"a", "b"}};
  EXPECT_DEATH(table.AddRow({"1"}), "");
}

}  // namespace
}  // namespace bianmin::base
