#include "kiosk/domain/night_work.h"

namespace bianmin::domain {

bool IsNightWorkDue(const NightWork& work, int hour, base::TimePoint now) {
  base::TimePoint moment = base::FromLocal({.date = base::LocalDate(now), .hour = hour});
  if (now < moment) moment -= std::chrono::days{1};
  const auto was_since = [now](const std::optional<base::TimePoint>& at, base::TimePoint since) {
    return at && *at >= since && *at <= now;
  };
  return !was_since(work.last_success, moment) && !was_since(work.last_failure, now - kNightWorkRetry);
}

}  // namespace bianmin::domain
