// How numbers, signs and letters are said in Chinese, rule by rule.

#include <gtest/gtest.h>

#include <ostream>

#include "kiosk/speech/characters.h"
#include "kiosk/speech/normalise.h"
#include "kiosk/speech/numbers_zh.h"

namespace bianmin::speech {
namespace {

struct Case {
  const char* written;
  const char* spoken;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.written; }

class ChineseText : public testing::TestWithParam<Case> {};

TEST_P(ChineseText, IsSaidAsPeopleSayIt) {
  EXPECT_EQ(ToUtf8(NormaliseChinese(Clean(GetParam().written))), GetParam().spoken);
}

INSTANTIATE_TEST_SUITE_P(
    Telephones, ChineseText,
    testing::Values(Case{"13800138000", "幺三八零零幺三八零零零"}, Case{"138 0013 8000", "幺三八，零零幺三，八零零零"},
                    Case{"138-0013-8000", "幺三八，零零幺三，八零零零"},
                    Case{"021-55500100", "零二幺，五五五零零幺零零"},
                    Case{"021 5550 0100", "零二幺，五五五零，零幺零零"},
                    Case{"0571-8888 1234", "零五七幺，八八八八，幺二三四"}, Case{"5550 0126", "五五五零，零幺二六"},
                    Case{"400-820-8820", "四零零，八二零，八八二零"}, Case{"4008208820", "四零零八二零八八二零"},
                    Case{"请拨打12345", "请拨打幺二三四五"}, Case{"12345热线", "幺二三四五热线"},
                    Case{"120（急救）、119（火警）或 110（报警）", "幺二零，急救，幺幺九，火警，或幺幺零，报警，"},
                    Case{"120分钟", "一百二十分钟"}, Case{"110 元", "一百一十元"}, Case{"尾号5678", "尾号五六七八"},
                    Case{"尾号：567", "尾号：五六七"}, Case{"后四位是 1234", "后四位是幺二三四"}));

INSTANTIATE_TEST_SUITE_P(OrderNumbers, ChineseText,
                         testing::Values(Case{"JA 0426 1187", "J A，零四二六，幺幺八七"},
                                         Case{"JA04261187", "J A，零四二六，幺幺八七"},
                                         Case{"编号 ja 0426 1187。", "编号 J A，零四二六，幺幺八七。"},
                                         Case{"JA-0426-1187", "J A，零四二六，幺幺八七"}));

INSTANTIATE_TEST_SUITE_P(Times, ChineseText,
                         testing::Values(Case{"14:30", "十四点三十分"}, Case{"8:05", "八点零五分"},
                                         Case{"2:00", "两点"}, Case{"12:02", "十二点零二分"}, Case{"00:00", "零点"},
                                         Case{"22:10", "二十二点十分"}, Case{"14：30", "十四点三十分"},
                                         Case{"14:30:05", "十四点三十分零五秒"},
                                         Case{"08:30–17:30", "八点三十分到十七点三十分"},
                                         Case{"9:00-12:00", "九点到十二点"}, Case{"9:00 ~ 12:00", "九点到十二点"},
                                         Case{"24:00", "二十四点"}, Case{"25:00", "二十五:零零"},
                                         Case{"周一–周五", "周一到周五"}));

INSTANTIATE_TEST_SUITE_P(Dates, ChineseText,
                         testing::Values(Case{"11月23日", "十一月二十三日"}, Case{"2月2日", "二月二日"},
                                         Case{"2026年11月23日", "二零二六年十一月二十三日"},
                                         Case{"2026-11-25", "二零二六年十一月二十五日"},
                                         Case{"2026/1/2", "二零二六年一月二日"},
                                         Case{"2026.11.25", "二零二六年十一月二十五日"}, Case{"1949年", "一九四九年"},
                                         Case{"2025-2026年", "二零二五到二零二六年"},
                                         Case{"11月23日 14:30", "十一月二十三日十四点三十分"},
                                         Case{"2026-13-25", "二零二六杠十三杠二十五"}));

INSTANTIATE_TEST_SUITE_P(Money, ChineseText,
                         testing::Values(Case{"¥30.00", "三十元"}, Case{"￥30", "三十元"}, Case{"¥30.50", "三十元五角"},
                                         Case{"¥30.05", "三十元零五分"}, Case{"¥30.55", "三十元五角五分"},
                                         Case{"¥0.50", "五角"}, Case{"¥0.05", "五分"}, Case{"¥0.00", "零元"},
                                         Case{"¥2", "两元"}, Case{"30元", "三十元"}, Case{"30 元", "三十元"},
                                         Case{"30.5元", "三十元五角"}, Case{"¥12,000", "一万两千元"},
                                         Case{"¥40.00/小时", "四十元每小时"}, Case{"¥40.00/次起", "四十元每次起"},
                                         Case{"2元/次", "两元每次"}, Case{"¥30元", "三十元"}, Case{"3-5元", "三到五元"},
                                         Case{"¥30–¥50", "三十元到五十元"}));

INSTANTIATE_TEST_SUITE_P(Quantities, ChineseText,
                         testing::Values(Case{"2个", "两个"}, Case{"2 个", "两个"}, Case{"2小时", "两小时"},
                                         Case{"2 个工作日", "两个工作日"}, Case{"2位老人", "两位老人"},
                                         Case{"12个", "十二个"}, Case{"22个", "二十二个"}, Case{"102个", "一百零二个"},
                                         Case{"第2个", "第二个"}, Case{"第 2 步，共 6 步", "第二步，共六步"},
                                         Case{"共 2 步", "共两步"}, Case{"2楼", "二楼"}, Case{"2号窗口", "二号窗口"},
                                         Case{"2单元", "二单元"}, Case{"2月", "二月"}, Case{"2年", "两年"},
                                         Case{"2-3个", "两到三个"}, Case{"3～5天", "三到五天"},
                                         Case{"70 岁及以上", "七十岁及以上"}, Case{"2000人", "两千人"},
                                         Case{"2万", "两万"}, Case{"200米", "二百米"}, Case{"2.5公斤", "二点五公斤"},
                                         Case{"0个", "零个"}, Case{"1 个", "一个"}));

INSTANTIATE_TEST_SUITE_P(Identifiers, ChineseText,
                         testing::Values(Case{"302室", "三零二室"}, Case{"1201 室", "幺二零幺室"},
                                         Case{"房号302", "房号三零二"}, Case{"例如 302。", "例如三零二。"},
                                         Case{"12号楼3单元", "十二号楼三单元"}, Case{"3-2-101", "三杠二杠幺零幺"},
                                         Case{"0426", "零四二六"}, Case{"007", "零零七"}, Case{"5678", "五六七八"},
                                         Case{"100005", "幺零零零零五"}, Case{"302", "三百零二"},
                                         Case{"103路公交", "幺零三路公交"}));

INSTANTIATE_TEST_SUITE_P(PercentFractionsUnits, ChineseText,
                         testing::Values(Case{"85%", "百分之八十五"}, Case{"85.5％", "百分之八十五点五"},
                                         Case{"3‰", "千分之三"}, Case{"1/2", "二分之一"}, Case{"3/4", "四分之三"},
                                         Case{"第 2/3 页", "第二页，共三页"}, Case{"5km", "五公里"},
                                         Case{"2kg", "两公斤"}, Case{"60㎡", "六十平方米"}, Case{"60 m²", "六十平方米"},
                                         Case{"60m2", "六十平方米"}, Case{"36.5℃", "三十六点五摄氏度"},
                                         Case{"-5℃", "零下五摄氏度"}, Case{"60㎡ -5℃", "六十平方米 零下五摄氏度"},
                                         Case{"最低-5度", "最低零下五度"}, Case{"5G", "五 G "},
                                         Case{"3.14", "三点一四"}, Case{"12,000", "一万两千"},
                                         Case{"1.2.3", "一点二点三"}));

INSTANTIATE_TEST_SUITE_P(Letters, ChineseText,
                         testing::Values(Case{"A座", "A 座"}, Case{"下载APP", "下载 A P P "},
                                         Case{"WiFi", " wai1 fai1 "}, Case{"Wi-Fi密码", " wai1 fai1 密码"},
                                         Case{"QR码", "Q R 码"}, Case{"B2层", "B 二层"}, Case{"ＡＢ", "A B "}));

INSTANTIATE_TEST_SUITE_P(MasksAndSigns, ChineseText,
                         testing::Values(Case{"•••", ""}, Case{"***", ""}, Case{"密码：••••••", "密码："},
                                         Case{"138 **** 5678", "幺三八， 五六七八"},
                                         Case{"13•••78，王*", "幺三，七八，王，"},
                                         Case{"“我已阅读并同意”", "我已阅读并同意 "}, Case{"维修、助餐", "维修、助餐"},
                                         Case{"正在保存…", "正在保存，"}, Case{"（必填）", "必填，"},
                                         Case{"咨询&投诉", "咨询和投诉"}, Case{"男/女", "男、女"}, Case{"＃①😀", ""}));

TEST(NumbersInChinese, AreReadByValue) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"0", "零"},
      {"1", "一"},
      {"10", "十"},
      {"11", "十一"},
      {"20", "二十"},
      {"100", "一百"},
      {"101", "一百零一"},
      {"110", "一百一十"},
      {"111", "一百一十一"},
      {"1000", "一千"},
      {"1001", "一千零一"},
      {"1010", "一千零一十"},
      {"2002", "两千零二"},
      {"10000", "一万"},
      {"10010", "一万零一十"},
      {"20000", "两万"},
      {"22222", "两万两千二百二十二"},
      {"100000", "十万"},
      {"110000", "十一万"},
      {"1000000", "一百万"},
      {"10000000", "一千万"},
      {"100000000", "一亿"},
      {"100000001", "一亿零一"},
      {"200020002", "两亿零二万零二"},
      {"1234567890123456", "一千二百三十四万亿五千六百七十八亿九千零一十二万三千四百五十六"},
      {"12345678901234567", "一二三四五六七八九零一二三四五六七"},
      {"0012", "十二"}};
  for (const auto& [digits, words] : cases) EXPECT_EQ(ToUtf8(ByValue(digits, false)), words) << digits;
  EXPECT_EQ(ToUtf8(ByValue("2", true)), "两");
  EXPECT_EQ(ToUtf8(ByValue("2", false)), "二");
}

}  // namespace
}  // namespace bianmin::speech
