#pragma once
// Working days by the State Council's yearly table: weekdays but for holidays, plus the make-up days (调休) at
// weekends. The table is data (config/calendar.toml); a year it does not cover is counted by weekdays alone, and
// `Covers` says so.

#include <set>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace bianmin::domain {

class WorkingCalendar {
 public:
  WorkingCalendar() = default;
  WorkingCalendar(std::set<base::Date> holidays, std::set<base::Date> make_up_days);

  bool IsWorkingDay(base::Date date) const;
  bool Covers(std::chrono::year year) const;
  // The end (24:00 China Standard Time) of the `days`-th working day after the day of `from`.
  base::TimePoint AfterWorkingDays(base::TimePoint from, int days) const;

 private:
  std::set<base::Date> holidays_;
  std::set<base::Date> make_up_days_;
};

base::Result<WorkingCalendar> ReadCalendar(std::string_view toml, std::string_view name);

}  // namespace bianmin::domain
