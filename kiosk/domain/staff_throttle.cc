#include "kiosk/domain/staff_throttle.h"

#include <algorithm>

namespace bianmin::domain {

bool IsLockedOut(const PinFailures& failures) { return failures.count >= kPinFailuresBeforeLock; }

base::TimePoint NextPinAllowed(const PinFailures& failures) {
  if (failures.count < kPinFailuresBeforeWait) return failures.latest;
  const int doublings = std::min(failures.count, kPinFailuresBeforeLock) - kPinFailuresBeforeWait;
  return failures.latest + std::chrono::seconds{kFirstPinWait.count() << doublings};
}

int FreePinTries(const PinFailures& failures) { return std::max(0, kPinFailuresBeforeWait - failures.count); }

}  // namespace bianmin::domain
