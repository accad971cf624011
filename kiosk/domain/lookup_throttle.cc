#include "kiosk/domain/lookup_throttle.h"

#include <algorithm>

namespace bianmin::domain {

base::TimePoint NextLookupAllowed(const LookupFailures& failures) {
  const int beyond = failures.count - kFreeLookupFailures;
  if (beyond <= 0) return failures.latest;
  const int doublings = std::min(beyond - 1, 10);
  const std::chrono::seconds wait{kFirstLookupWait.count() << doublings};
  return failures.latest + std::min(wait, kLongestLookupWait);
}

}  // namespace bianmin::domain
