#pragma once
// Until when somebody must have answered. Orders run in hours (R10), complaints in working days; all lengths are
// settings.

#include <chrono>

#include "kiosk/base/time.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/working_calendar.h"

namespace bianmin::domain {

struct ResponseTimes {
  std::chrono::minutes ordinary_order{24 * 60};
  std::chrono::minutes urgent_order{30};
  std::chrono::minutes provider_details{24 * 60};  // R08: time, place and fee after an order was dispatched
  int complaint_working_days = 5;
  int suggestion_working_days = 1;
  int bad_rating_working_days = 5;
  int reminder_working_days = 3;
  int complex_complaint_working_days = 15;  // a supervisor grants it, with a reason
  int call_back_working_days = 3;           // after an answer
};

enum class ClockState { Running, Met, Overdue };

base::TimePoint OrderDue(const ResponseTimes& times, Urgency urgency, base::TimePoint registered);
// The clock of an order in `state`, first answered at `answered` (nothing: not yet).
ClockState StateOfClock(base::TimePoint due, std::optional<base::TimePoint> answered, base::TimePoint now);

}  // namespace bianmin::domain
