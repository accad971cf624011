#pragma once
// Slows down guessing at 查询进度: after a few wrong pairs of number and phone digits the kiosk waits before it answers
// again, longer each time. The answer for a wrong pair never says which part was wrong.

#include <chrono>

#include "kiosk/base/time.h"

namespace bianmin::domain {

struct LookupFailures {
  int count = 0;  // within the window below
  base::TimePoint latest;
};

// Failures older than this are forgotten.
inline constexpr std::chrono::minutes kLookupWindow{60};
// So many wrong pairs are answered at once: a trembling finger needs a few.
inline constexpr int kFreeLookupFailures = 4;
inline constexpr std::chrono::seconds kFirstLookupWait{15};
inline constexpr std::chrono::seconds kLongestLookupWait{15 * 60};

// When the next pair may be tried; a time in the past means now.
base::TimePoint NextLookupAllowed(const LookupFailures& failures);

}  // namespace bianmin::domain
