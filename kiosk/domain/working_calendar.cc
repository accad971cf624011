#include "kiosk/domain/working_calendar.h"

#include <algorithm>

#include "kiosk/base/config.h"

namespace bianmin::domain {

using base::Date;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

namespace {

bool IsWeekend(Date date) {
  const weekday day{sys_days{date}};
  return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

void ReadDays(base::ConfigSection& from, std::string_view key, std::chrono::year year, std::set<Date>& into) {
  for (Date date : from.Days(key)) {
    if (date.year() != year) from.Fault(key, base::FormatDate(date) + " does not lie in this year");
    if (!into.insert(date).second) from.Fault(key, base::FormatDate(date) + " stands twice");
  }
}

void CheckMakeUpDays(base::ConfigSection& from, std::chrono::year year, const std::set<Date>& holidays,
                     const std::set<Date>& make_up_days) {
  for (Date date : make_up_days) {
    if (date.year() != year) continue;
    if (holidays.contains(date)) from.Fault("make_up_days", base::FormatDate(date) + " is a holiday too");
    if (!IsWeekend(date)) from.Fault("make_up_days", base::FormatDate(date) + " is neither Saturday nor Sunday");
  }
}

}  // namespace

WorkingCalendar::WorkingCalendar(std::set<Date> holidays, std::set<Date> make_up_days)
    : holidays_(std::move(holidays)), make_up_days_(std::move(make_up_days)) {}

bool WorkingCalendar::IsWorkingDay(Date date) const {
  if (make_up_days_.contains(date)) return true;
  if (holidays_.contains(date)) return false;
  return !IsWeekend(date);
}

bool WorkingCalendar::Covers(std::chrono::year year) const {
  return std::any_of(holidays_.begin(), holidays_.end(), [year](Date date) { return date.year() == year; });
}

base::TimePoint WorkingCalendar::AfterWorkingDays(base::TimePoint from, int count) const {
  sys_days day{base::LocalDate(from)};
  while (count > 0) {
    day += days{1};
    if (IsWorkingDay(Date{day})) --count;
  }
  return base::FromLocal({Date{day + days{1}}, 0, 0, 0});
}

base::Result<WorkingCalendar> ReadCalendar(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  std::set<Date> holidays;
  std::set<Date> make_up_days;
  std::set<std::chrono::year> years;
  for (auto& table : document->Root().Sections("year")) {
    const auto year = std::chrono::year{static_cast<int>(table.Integer("year", {2000, 2200}))};
    if (!years.insert(year).second) table.Fault("year", "this year stands twice");
    ReadDays(table, "holidays", year, holidays);
    ReadDays(table, "make_up_days", year, make_up_days);
    CheckMakeUpDays(table, year, holidays, make_up_days);
  }
  if (auto sound = document->Finish(); !sound) return sound.error();
  return WorkingCalendar{std::move(holidays), std::move(make_up_days)};
}

}  // namespace bianmin::domain
