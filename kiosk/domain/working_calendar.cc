#include "kiosk/domain/working_calendar.h"

#include <algorithm>

#include "kiosk/base/config.h"

namespace bianmin::domain {

using base::Date;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

WorkingCalendar::WorkingCalendar(std::set<Date> holidays, std::set<Date> make_up_days)
    : holidays_(std::move(holidays)), make_up_days_(std::move(make_up_days)) {}

bool WorkingCalendar::IsWorkingDay(Date date) const {
  if (make_up_days_.contains(date)) return true;
  if (holidays_.contains(date)) return false;
  const weekday day{sys_days{date}};
  return day != std::chrono::Saturday && day != std::chrono::Sunday;
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
  for (auto& year : document->Root().Sections("year")) {
    const auto number = std::chrono::year{static_cast<int>(year.Integer("year", {2000, 2200}))};
    for (const auto& [key, days_of_year] : {std::pair{"holidays", &holidays}, {"make_up_days", &make_up_days}}) {
      for (Date date : year.Days(key)) {
        if (date.year() != number) year.Fault(key, base::FormatDate(date) + " does not lie in this year");
        if (!days_of_year->insert(date).second) year.Fault(key, base::FormatDate(date) + " stands twice");
      }
    }
  }
  if (auto sound = document->Finish(); !sound) return sound.error();
  return WorkingCalendar{std::move(holidays), std::move(make_up_days)};
}

}  // namespace bianmin::domain
