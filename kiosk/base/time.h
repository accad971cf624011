#pragma once
// Points in time, and the one interface through which the program learns them. Everything stored or sent is UTC with
// milliseconds; everything shown is China Standard Time (UTC+8 all year since 1991, so no time-zone table is needed).

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace bianmin::base {

using Milliseconds = std::chrono::milliseconds;
using TimePoint = std::chrono::sys_time<Milliseconds>;
using Date = std::chrono::year_month_day;

// What the wall clock and the stopwatch say. Passed to whoever needs it; only system_clock.cc asks the machine.
class Clock {
 public:
  virtual ~Clock() = default;
  // UTC; may jump when somebody or NTP sets the clock.
  virtual TimePoint Now() const = 0;
  // Never goes back; counts from an arbitrary start. For waiting and for measuring, never stored.
  virtual Milliseconds Steady() const = 0;
};

// The machine's own clock. Lives for ever.
const Clock& SystemClock();

// "2026-11-22T10:07:28.123Z"
std::string FormatUtc(TimePoint time);
// Accepts RFC 3339 with 'Z' and up to three fraction digits; nothing else.
std::optional<TimePoint> ParseUtc(std::string_view text);

// Wall-clock fields in China Standard Time.
struct LocalTime {
  Date date;
  int hour = 0;
  int minute = 0;
  int second = 0;
  friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

LocalTime ToLocal(TimePoint time);
TimePoint FromLocal(const LocalTime& local);

// "2026-11-22"
std::string FormatDate(Date date);
std::optional<Date> ParseDate(std::string_view text);
// The China Standard Time day that `time` falls on.
Date LocalDate(TimePoint time);

}  // namespace bianmin::base
