#include "kiosk/i18n/texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <thread>

#include "kiosk/base/file.h"
#include "kiosk/i18n/formats.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::i18n {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

const Library& Shipped() {
  static const Library library = Library::Load(BIANMIN_LOCALE_DIR).value();
  return library;
}
const Texts& Chinese() { return Shipped().In(Language::Chinese); }
const Texts& English() { return Shipped().In(Language::English); }

base::TimePoint Utc(std::string_view text) { return base::ParseUtc(text).value(); }
base::Date Date(std::string_view text) { return base::ParseDate(text).value(); }

TEST(Texts, SpeakBothLanguagesSideBySideWhateverTheProcesssLocale) {
  for (const char* locale : {"C", "C.UTF-8"}) {
    ASSERT_NE(std::setlocale(LC_ALL, locale), nullptr);
    EXPECT_EQ(Chinese().T("format.free"), "免费");
    EXPECT_EQ(English().T("format.free"), "Free");
  }
  std::thread other([] { EXPECT_EQ(Chinese().T("format.free"), "免费"); });
  EXPECT_EQ(English().T("format.free"), "Free");
  other.join();
}

TEST(Texts, ChooseThePluralThatFits) {
  EXPECT_EQ(English().Plural("format.hours", 0), "0 hours");
  EXPECT_EQ(English().Plural("format.hours", 1), "1 hour");
  EXPECT_EQ(English().Plural("format.hours", 2), "2 hours");
  EXPECT_EQ(Chinese().Plural("format.hours", 1), "1 小时");
  EXPECT_EQ(Chinese().Plural("format.hours", 24), "24 小时");
}

TEST(Texts, AnUnknownKeyIsShownAsItStands) { EXPECT_EQ(English().T("no.such.key"), "no.such.key"); }

TEST(Texts, ATextWhoseArgumentsAreMissingIsShownRatherThanStoppingTheKiosk) {
  EXPECT_EQ(English().Format("format.day", fmt::arg("month", "Nov")), "{day} {month}");
}

TEST(Texts, ThatAreMissingAreNamedWithTheSettingToCheck) {
  const support::TemporaryFolder folder;
  const auto library = Library::Load(folder.path());
  ASSERT_FALSE(library);
  EXPECT_THAT(library.error().message, HasSubstr("zh_CN/LC_MESSAGES/bianmin.mo"));
  EXPECT_THAT(library.error().message, HasSubstr("check 'texts' in kiosk.toml"));
}

TEST(Texts, OfAnotherLanguageInTheFoldersPlaceAreRefused) {
  const support::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "zh_CN/LC_MESSAGES");
  std::filesystem::copy_file(std::filesystem::path(BIANMIN_LOCALE_DIR) / "en/LC_MESSAGES/bianmin.mo",
                             folder / "zh_CN/LC_MESSAGES/bianmin.mo");
  const auto texts = Texts::Load(folder.path(), Language::Chinese);
  ASSERT_FALSE(texts);
  EXPECT_THAT(texts.error().message, HasSubstr("belongs to another language"));
}

TEST(Formats, DatesAndTimesAreChinasInBothLanguages) {
  const base::TimePoint due = Utc("2026-11-22T16:30:00Z");
  EXPECT_EQ(ClockTime(due), "00:30");
  EXPECT_EQ(DateTime(Chinese(), due), "11月23日 00:30");
  EXPECT_EQ(DateTime(English(), due), "23 Nov, 00:30");
  EXPECT_EQ(DayOfWeek(Chinese(), Date("2026-11-23")), "11月23日 星期一");
  EXPECT_EQ(DayOfWeek(English(), Date("2026-11-23")), "Monday, 23 Nov");
  EXPECT_EQ(DayOfWeek(Chinese(), Date("2026-11-22")), "11月22日 星期日");
  EXPECT_EQ(DayOfYear(Chinese(), Date("2027-01-01")), "2027年1月1日");
  EXPECT_EQ(DayOfYear(English(), Date("2027-12-31")), "31 Dec 2027");
}

TEST(Formats, MonthsAndWeekdaysFollowEachOther) {
  std::vector<std::string> months;
  for (unsigned month = 1; month <= 12; ++month) {
    months.push_back(
        Day(English(), base::Date{std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{5}}));
  }
  EXPECT_THAT(months, ::testing::ElementsAre("5 Jan", "5 Feb", "5 Mar", "5 Apr", "5 May", "5 Jun", "5 Jul", "5 Aug",
                                             "5 Sep", "5 Oct", "5 Nov", "5 Dec"));
  EXPECT_EQ(DayOfWeek(English(), Date("2026-11-29")), "Sunday, 29 Nov");
  EXPECT_EQ(DayOfWeek(Chinese(), Date("2026-11-28")), "11月28日 星期六");
}

TEST(Formats, LengthsOfTimeAreInWholeHoursWhereTheyCanBe) {
  EXPECT_EQ(Duration(Chinese(), 24h), "24 小时");
  EXPECT_EQ(Duration(English(), 24h), "24 hours");
  EXPECT_EQ(Duration(English(), 30min), "30 minutes");
  EXPECT_EQ(Duration(Chinese(), 90min), "90 分钟");
  EXPECT_EQ(WorkingDays(Chinese(), 5), "5 个工作日");
  EXPECT_EQ(WorkingDays(English(), 1), "1 working day");
}

TEST(Formats, PricesSayWhatTheyBuy) {
  EXPECT_EQ(Price(Chinese(), 3000, "小时", false), "¥30.00/小时");
  EXPECT_EQ(Price(English(), 3000, "hour", false), "¥30.00 per hour");
  EXPECT_EQ(Price(Chinese(), 8005, "次", true), "¥80.05/次起");
  EXPECT_EQ(Price(English(), 8005, "visit", true), "from ¥80.05 per visit");
  EXPECT_EQ(Price(Chinese(), 0, "", false), "免费");
  EXPECT_EQ(Price(Chinese(), 3000, "", false), "¥30.00");
  EXPECT_EQ(Price(English(), 1, "item", false), "¥0.01 per item");
}

TEST(Formats, TelephoneNumbersAreGroupedAsTheyAreRead) {
  const std::pair<std::string_view, std::string_view> cases[] = {{"13800138000", "138 0013 8000"},
                                                                 {"02162891234", "021 6289 1234"},
                                                                 {"051981234567", "0519 8123 4567"},
                                                                 {"05198123456", "0519 812 3456"},
                                                                 {"62891234", "6289 1234"},
                                                                 {"6289123", "628 9123"},
                                                                 {"4008201234", "400 820 1234"},
                                                                 {"12345", "12345"},
                                                                 {"110", "110"},
                                                                 {"", ""},
                                                                 {"0101234567", "010 123 4567"}};
  for (const auto& [digits, grouped] : cases) EXPECT_EQ(GroupedPhone(digits), grouped) << digits;
}

}  // namespace
}  // namespace bianmin::i18n
