#pragma once
// When the work of the night is to be done: once a day after its hour, made up for by a kiosk that was off, and tried
// again after a failure.

#include <chrono>
#include <optional>

#include "kiosk/base/time.h"

namespace bianmin::domain {

inline constexpr std::chrono::hours kNightWorkRetry{1};

struct NightWork {
  std::optional<base::TimePoint> last_success;
  std::optional<base::TimePoint> last_failure;
};

// `hour` of China Standard Time. What lies in the future was done by a clock that was ahead, and does not count.
bool IsNightWorkDue(const NightWork& work, int hour, base::TimePoint now);

}  // namespace bianmin::domain
