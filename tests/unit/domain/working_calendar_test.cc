#include "kiosk/domain/working_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"

namespace bianmin::domain {
namespace {

using ::testing::HasSubstr;

base::Date Day(std::string_view text) { return base::ParseDate(text).value(); }
base::TimePoint Utc(std::string_view text) { return base::ParseUtc(text).value(); }

// The calendar that the product ships.
const WorkingCalendar& Shipped() {
  static const WorkingCalendar calendar =
      ReadCalendar(base::ReadFile("config/calendar.toml", 1 << 20).value(), "config/calendar.toml").value();
  return calendar;
}

TEST(WorkingCalendar, FollowsTheStateCouncilsTableFor2026) {
  for (const char* working : {"2026-01-04", "2026-02-14", "2026-02-24", "2026-02-28", "2026-05-09", "2026-09-20",
                              "2026-10-08", "2026-10-10", "2026-11-23"}) {
    EXPECT_TRUE(Shipped().IsWorkingDay(Day(working))) << working;
  }
  for (const char* off : {"2026-01-01", "2026-01-02", "2026-02-15", "2026-02-23", "2026-04-06", "2026-05-05",
                          "2026-06-19", "2026-09-25", "2026-10-01", "2026-10-07", "2026-10-11", "2026-11-22"}) {
    EXPECT_FALSE(Shipped().IsWorkingDay(Day(off))) << off;
  }
}

TEST(WorkingCalendar, HasAsManyWorkingDaysAsItsYearsShould) {
  // 2026: 261 weekdays, 19 of them off by holidays that fall on weekdays, 6 weekend days worked.
  for (const auto& [year, working_days] : {std::pair{2025, 248}, {2026, 248}}) {
    int count = 0;
    const std::chrono::sys_days end{Day(std::to_string(year + 1) + "-01-01")};
    for (std::chrono::sys_days day{Day(std::to_string(year) + "-01-01")}; day < end; day += std::chrono::days{1}) {
      count += Shipped().IsWorkingDay(base::Date{day});
    }
    EXPECT_EQ(count, working_days) << year;
    EXPECT_TRUE(Shipped().Covers(std::chrono::year{year}));
  }
  EXPECT_FALSE(Shipped().Covers(std::chrono::year{2027}));
}

TEST(WorkingCalendar, FiveWorkingDaysReachAcrossTheNationalHolidays) {
  // Filed on Tuesday 29 September 2026: 30 September, then 8, 9, 10 (a Saturday worked) and 12 October.
  EXPECT_EQ(Shipped().AfterWorkingDays(Utc("2026-09-29T02:00:00Z"), 5), Utc("2026-10-12T16:00:00Z"));
}

TEST(WorkingCalendar, CountsFromTheDayInChinaAndEndsAtMidnightThere) {
  // 16:30 UTC on Sunday is 00:30 on Monday in China: the next working day is Tuesday.
  EXPECT_EQ(Shipped().AfterWorkingDays(Utc("2026-11-22T15:59:59Z"), 1), Utc("2026-11-23T16:00:00Z"));
  EXPECT_EQ(Shipped().AfterWorkingDays(Utc("2026-11-22T16:30:00Z"), 1), Utc("2026-11-24T16:00:00Z"));
}

TEST(WorkingCalendar, AYearWithoutATableIsCountedByWeekdays) {
  EXPECT_FALSE(Shipped().IsWorkingDay(Day("2027-01-02")));
  EXPECT_TRUE(Shipped().IsWorkingDay(Day("2027-10-01")));
}

TEST(CalendarFile, MistakesAreNamedWithTheirPlace) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"[[year]]\nyear = 2026\nholidays = [2025-01-01]\n",
       "calendar.toml:3:12: 'holidays': 2025-01-01 does not lie in this year"},
      {"[[year]]\nyear = 2026\nholidays = [2026-01-01, 2026-01-01]\n",
       "calendar.toml:3:12: 'holidays': 2026-01-01 stands twice"},
      {"[[year]]\nyear = 2026\nmake_up_days = [2026-01-05]\n",
       "calendar.toml:3:16: 'make_up_days': 2026-01-05 is neither Saturday nor Sunday"},
      {"[[year]]\nyear = 2026\nholidays = [2026-01-04]\nmake_up_days = [2026-01-04]\n",
       "calendar.toml:4:16: 'make_up_days': 2026-01-04 is a holiday too"},
      {"[[year]]\nyear = 2026\n[[year]]\nyear = 2026\n", "calendar.toml:4:8: 'year': this year stands twice"},
      {"[[year]]\nyear = 1999\n", "calendar.toml:2:8: 'year': must lie between 2000 and 2200"},
      {"[[year]]\nyear = 2026\nholiday = []\n", "calendar.toml:3:1: unknown key 'holiday'"},
      {"[[year]]\nyear = 2026\nholidays = [2026-02-30]\n", "calendar.toml:3:"},
      {"[[year]]\nyear = 2026\nholidays = [\"2026-10-01\"]\n", "calendar.toml:3:13: 'holidays' may hold dates"},
  };
  for (const auto& [toml, fault] : cases) {
    const auto calendar = ReadCalendar(toml, "calendar.toml");
    ASSERT_FALSE(calendar) << toml;
    EXPECT_THAT(calendar.error().message, HasSubstr(std::string(fault))) << toml;
  }
}

}  // namespace
}  // namespace bianmin::domain
