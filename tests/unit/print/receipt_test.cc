#include "kiosk/print/receipt.h"

#include <gtest/gtest.h>

#include "tests/support/x_paper.h"

namespace bianmin::print {
namespace {

Receipt OrderReceipt() {
  return {.institution = "静安街道便民服务中心",
          .title = "服务登记回执",
          .number_label = "编号",
          .number = "JA 0690 0013",
          .promise = "我们会在 11月23日 09:30 前与您联系。",
          .lines = {{"服务", "水电维修"}},
          .next_steps = {"工作人员会打电话与您确认时间和费用，请保持电话畅通。"},
          .qr = "BM1JA06900013ABCDEFGH01234567",
          .qr_caption = "扫码可查进度",
          .phones = {"中心总机 021 5550 0100"},
          .printed_at = "打印时间 11月22日 09:31"};
}

class Paper : public support::Paper {
 public:
  Paper(const Receipt& receipt, PaperWidth width) : support::Paper(PdfOf(receipt, width)) {}

 private:
  static std::string PdfOf(const Receipt& receipt, PaperWidth width) {
    auto page = RenderReceipt(receipt, width);
    EXPECT_TRUE(page) << page.error().message;
    return page ? page->pdf : std::string{};
  }
};

TEST(Receipt, HasEveryWordOfItsTexts) {
  const std::string text = Paper(OrderReceipt(), PaperWidth::Mm80).Text();
  for (const char* word :
       {"静安街道便民服务中心", "服务登记回执", "JA 0690 0013", "11月23日 09:30", "水电维修", "021 5550 0100"})
    EXPECT_NE(text.find(word), std::string::npos) << word << " is missing in\n" << text;
}

TEST(Receipt, IsAsWideAsTheRollAndOnOnePage) {
  const std::string wide = Paper(OrderReceipt(), PaperWidth::Mm80).Facts();
  EXPECT_NE(wide.find("Pages:           1"), std::string::npos) << wide;
  EXPECT_NE(wide.find("Page size:       226.77"), std::string::npos) << wide;  // 80 mm
  const std::string narrow = Paper(OrderReceipt(), PaperWidth::Mm58).Facts();
  EXPECT_NE(narrow.find("Page size:       164.4"), std::string::npos) << narrow;  // 58 mm
}

TEST(Receipt, ItsCodeIsReadByAnotherProgram) {
  for (const PaperWidth width : {PaperWidth::Mm58, PaperWidth::Mm80})
    EXPECT_EQ(Paper(OrderReceipt(), width).Code(), "BM1JA06900013ABCDEFGH01234567\n");
}

TEST(Receipt, TheCentresProofIsASecondCodeThatIsReadAsWell) {
  Receipt receipt = OrderReceipt();
  receipt.proof = "BM2JA06900013";
  while (receipt.proof.size() < 189) receipt.proof += "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[receipt.proof.size() * 7 % 32];
  receipt.proof_caption = "市中心签发的收件凭证";
  for (const PaperWidth width : {PaperWidth::Mm58, PaperWidth::Mm80}) {
    const Paper paper(receipt, width);
    const std::string codes = paper.Code();
    EXPECT_NE(codes.find(receipt.qr + "\n"), std::string::npos) << codes;
    EXPECT_NE(codes.find(receipt.proof + "\n"), std::string::npos) << codes;
    EXPECT_NE(paper.Text().find("收件凭证"), std::string::npos);
  }
}

// Heights of the words' boxes, by the word.
double HeightOf(const std::string& boxes, const std::string& word) {
  const std::size_t at = boxes.find(">" + word + "<");
  if (at == std::string::npos) return 0;
  const std::size_t begin = boxes.rfind("yMin=\"", at);
  const std::size_t end = boxes.rfind("yMax=\"", at);
  return std::stod(boxes.substr(end + 6)) - std::stod(boxes.substr(begin + 6));
}

TEST(Receipt, TheNumberIsTheLargestTextOnBothRolls) {
  for (const PaperWidth width : {PaperWidth::Mm58, PaperWidth::Mm80}) {
    const std::string boxes = Paper(OrderReceipt(), width).Boxes();
    const double number = HeightOf(boxes, "0690");
    ASSERT_GT(number, 0) << boxes;
    EXPECT_GT(number, HeightOf(boxes, "服务登记回执"));
  }
}

TEST(Receipt, LongTextsAndWordsStayOnThePaper) {
  Receipt receipt = OrderReceipt();
  receipt.has_large_text = true;
  receipt.institution = "Jing'an Community Service Centre of the Sub-district with a Very Long Name Indeed";
  receipt.next_steps = {std::string(300, 'w'), "很长的一句话，一行放不下，要分成好几行才能打完，但是一个字也不能少。"};
  const Paper paper(receipt, PaperWidth::Mm58);
  const std::string boxes = paper.Boxes();
  for (std::size_t at = boxes.find("xMax=\""); at != std::string::npos; at = boxes.find("xMax=\"", at + 1))
    EXPECT_LE(std::stod(boxes.substr(at + 6)), 58 / 25.4 * 72) << "a word reaches over the edge";
  std::string text;
  for (const char c : paper.Text()) {
    if (c != '\n' && c != ' ') text += c;
  }
  EXPECT_NE(text.find("一个字也不能少"), std::string::npos) << text;
}

TEST(Receipt, NoLineHoldsALastWordAlone) {
  Receipt receipt = OrderReceipt();
  receipt.next_steps = {"请记下编号，或者用手机拍下来。凭编号和电话最后四位，随时可以在这里查询进度。"};
  const std::string text = Paper(receipt, PaperWidth::Mm58).Text();
  EXPECT_EQ(text.find("\n 度。"), std::string::npos) << text;
  const std::size_t last = text.find("进度。");
  ASSERT_NE(last, std::string::npos) << text;
}

TEST(Receipt, WithoutNumberAndCodeItIsStillOne) {
  Receipt receipt = OrderReceipt();
  receipt.number.clear();
  receipt.qr.clear();
  const Paper paper(receipt, PaperWidth::Mm80);
  EXPECT_EQ(paper.Code(), "");
  EXPECT_NE(paper.Text().find("服务登记回执"), std::string::npos);
}

TEST(Receipt, PastItsLimitsItIsRefused) {
  Receipt receipt = OrderReceipt();
  receipt.next_steps.assign(kMostReceiptLines, "一步");
  EXPECT_TRUE(RenderReceipt(receipt, PaperWidth::Mm80));
  receipt.next_steps.emplace_back("一步");
  EXPECT_FALSE(RenderReceipt(receipt, PaperWidth::Mm80));
  receipt = OrderReceipt();
  receipt.qr.assign(5000, 'A');
  EXPECT_FALSE(RenderReceipt(receipt, PaperWidth::Mm80));
}

}  // namespace
}  // namespace bianmin::print
