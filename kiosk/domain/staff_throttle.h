#pragma once
// Slows down guessing at PINs: after five wrong ones in a row a staff number waits 15 seconds, then twice as long each
// time; after fifteen a supervisor must unlock it. A right PIN forgets the wrong ones. Numbers that nobody has are
// counted alike, so that trying does not find out which exist.

#include <chrono>

#include "kiosk/base/time.h"

namespace bianmin::domain {

struct PinFailures {
  int count = 0;  // since the last right PIN
  base::TimePoint latest;
};

inline constexpr int kPinFailuresBeforeWait = 5;
inline constexpr int kPinFailuresBeforeLock = 15;
inline constexpr std::chrono::seconds kFirstPinWait{15};

bool IsLockedOut(const PinFailures& failures);
// When the next PIN may be tried; a time in the past means now.
base::TimePoint NextPinAllowed(const PinFailures& failures);
// How many more may be wrong before the first wait; none after it.
int FreePinTries(const PinFailures& failures);

}  // namespace bianmin::domain
