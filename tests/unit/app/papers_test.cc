#include "kiosk/app/papers.h"

#include <gmock/gmock.h>

#include "tests/support/screen_samples.h"
#include "tests/support/x_paper.h"

namespace bianmin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The papers of what the sample of that name shows.
Papers PapersOfSample(bianmin::testing::SampleKiosk& kiosk, const std::string& name) {
  for (const auto& sample : bianmin::testing::ScreenSamples()) {
    if (sample.name == name) kiosk.Show(sample);
  }
  auto papers = kiosk.app().PapersNow();
  EXPECT_TRUE(papers) << name;
  return papers ? *std::move(papers) : Papers{};
}

std::string TextOf(const print::Report& report) {
  const auto page = print::RenderReport(report);
  EXPECT_TRUE(page) << page.error().message;
  return page ? support::Paper(page->pdf).Text() : std::string{};
}

class Sheets : public ::testing::Test {
 protected:
  bianmin::testing::SampleKiosk kiosk_{bianmin::testing::kLandscape, {}, i18n::Language::Chinese};
};

TEST_F(Sheets, OfAShiftHaveEveryFigureAndTheListOfWhatIsLeft) {
  const Papers papers = PapersOfSample(kiosk_, "shift_closed");
  EXPECT_EQ(papers.name, "bianmin-shift-128-2026-11-22");
  const std::string text = TextOf(papers.report);
  for (const char* word : {"交接班记录", "第 128 班", "1001", "1002", "新订单", "42 件", "本机产生的记录", "6034 件",
                           "6030 件", "等服务方确认时间", "打印纸快用完了", "JA 6900 0030", "已逾期"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
}

TEST_F(Sheets, OfAShiftAreATableForASpreadsheetToo) {
  const std::string table = PapersOfSample(kiosk_, "shift_closed").table;
  EXPECT_THAT(table, AllOf(StartsWith("\xEF\xBB\xBF"), HasSubstr("\"新订单\",\"42 件\""), HasSubstr("JA 6900 0030")));
}

TEST_F(Sheets, OfARegistrationAtHomeHaveLinesToWriteOn) {
  const std::string text = TextOf(PapersOfSample(kiosk_, "shift_none").report);
  EXPECT_THAT(text, AllOf(HasSubstr("上门登记表"), HasSubstr("姓名"), HasSubstr("监护人"), HasSubstr("180 天")));
}

}  // namespace
}  // namespace bianmin::app
