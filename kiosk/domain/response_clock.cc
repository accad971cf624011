#include "kiosk/domain/response_clock.h"

namespace bianmin::domain {

base::TimePoint OrderDue(const ResponseTimes& times, Urgency urgency, base::TimePoint registered) {
  return registered + (urgency == Urgency::Urgent ? times.urgent_order : times.ordinary_order);
}

ClockState StateOfClock(base::TimePoint due, std::optional<base::TimePoint> answered, base::TimePoint now) {
  if (answered) return *answered <= due ? ClockState::Met : ClockState::Overdue;
  return now <= due ? ClockState::Running : ClockState::Overdue;
}

}  // namespace bianmin::domain
