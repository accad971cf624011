#include "kiosk/print/report.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/x_paper.h"

namespace bianmin::print {
namespace {

Report ShiftReport(int rows) {
  ReportTable table{.columns = {{"编号", 2}, {"服务", 3}, {"应答时限", 2}, {"件数", 1, true}}, .if_empty = "没有遗留"};
  for (int i = 0; i < rows; ++i)
    table.rows.push_back({fmt::format("JA 0690 {:04}", i), "水电维修", "11月24日 09:30", "1"});
  return {
      .institution = "静安街道便民服务中心",
      .title = "交接班记录",
      .number = "第 12 班",
      .sections = {{.heading = "本班情况", .lines = {{"新登记", "12 件"}, {"备注", ""}}, .paragraphs = {"一切正常。"}},
                   {.heading = "遗留事项", .tables = {table}}},
      .signatures = {{.label = "交班人签字", .signer = "1001"},
                     {.label = "接班人签字", .signer = "1002", .strokes = {{{0.1, 0.5}, {0.9, 0.5}}, {{0.5, 0.1}}}}},
      .footer = "打印时间 11月23日 17:30",
      .page_of = [](int page, int pages) { return fmt::format("第 {} 页 / 共 {} 页", page, pages); }};
}

support::Paper PaperOf(const Report& report) {
  auto page = RenderReport(report);
  EXPECT_TRUE(page) << page.error().message;
  return support::Paper(page ? page->pdf : std::string{});
}

int CountOf(const std::string& text, std::string_view word) {
  int count = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++count;
  return count;
}

// pdftotext gives narrow blanks or leaves them out, as it sees fit.
std::string WithoutBlanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

TEST(AReport, HasEveryWordOnOneSheetOfA4) {
  const support::Paper paper = PaperOf(ShiftReport(3));
  const std::string text = paper.Text();
  for (const char* word : {"静安街道便民服务中心", "交接班记录", "第 12 班", "本班情况", "新登记", "12 件",
                           "一切正常。", "遗留事项", "JA 0690 0002", "水电维修", "交班人签字", "1002", "打印时间"})
    EXPECT_NE(text.find(word), std::string::npos) << word << " is missing in\n" << text;
  EXPECT_EQ(CountOf(WithoutBlanks(text), "第1页/共1页"), 1);
  EXPECT_NE(paper.Facts().find("Pages:           1"), std::string::npos) << paper.Facts();
  EXPECT_NE(paper.Facts().find("595.276 x 841.89"), std::string::npos) << paper.Facts();
}

TEST(AReport, GoesOnOverPagesAndRepeatsTheHeadOfItsTable) {
  const support::Paper paper = PaperOf(ShiftReport(150));
  const std::string text = paper.Text();
  const int pages = CountOf(text, "应答时限");
  EXPECT_GE(pages, 3);
  EXPECT_NE(paper.Facts().find(fmt::format("Pages:           {}", pages)), std::string::npos) << paper.Facts();
  for (int page = 1; page <= pages; ++page) {
    EXPECT_EQ(CountOf(WithoutBlanks(text), fmt::format("第{}页/共{}页", page, pages)), 1);
  }
  for (int i = 0; i < 150; ++i) EXPECT_EQ(CountOf(text, fmt::format("JA 0690 {:04}", i)), 1) << i;
}

TEST(AReport, SaysThatATableIsEmpty) { EXPECT_NE(PaperOf(ShiftReport(0)).Text().find("没有遗留"), std::string::npos); }

TEST(AReport, DividesATextThatIsLongerThanAPage) {
  Report report = ShiftReport(0);
  std::string words;
  for (int i = 0; i < 2000; ++i) words += fmt::format("第{}句。", i);
  report.sections[0].paragraphs = {words};
  std::string text = PaperOf(report).Text();
  std::erase(text, '\n');
  EXPECT_NE(text.find("第0句。"), std::string::npos);
  EXPECT_NE(text.find("第1999句。"), std::string::npos);
}

TEST(AReport, IsRefusedPastItsPages) {
  const auto page = RenderReport(ShiftReport(20'000));
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, base::ErrorCode::TooLarge);
}

}  // namespace
}  // namespace bianmin::print
