#include "kiosk/domain/staff_throttle.h"

#include <gtest/gtest.h>

namespace bianmin::domain {
namespace {

using namespace std::chrono_literals;

constexpr base::TimePoint kNine{base::Milliseconds{1'795'000'000'000}};

PinFailures Failed(int times) { return {.count = times, .latest = kNine}; }

TEST(WrongPins, FourAreFree) {
  for (int times = 0; times < kPinFailuresBeforeWait; ++times) {
    EXPECT_EQ(NextPinAllowed(Failed(times)), kNine);
    EXPECT_EQ(FreePinTries(Failed(times)), kPinFailuresBeforeWait - times);
    EXPECT_FALSE(IsLockedOut(Failed(times)));
  }
}

TEST(WrongPins, TheFifthCostsFifteenSecondsAndEachOneMoreTwiceAsMuch) {
  std::chrono::seconds wait{15};
  for (int times = kPinFailuresBeforeWait; times < kPinFailuresBeforeLock; ++times, wait *= 2) {
    EXPECT_EQ(NextPinAllowed(Failed(times)), kNine + wait);
    EXPECT_EQ(FreePinTries(Failed(times)), 0);
    EXPECT_FALSE(IsLockedOut(Failed(times)));
  }
}

TEST(WrongPins, TheFifteenthLocks) {
  EXPECT_FALSE(IsLockedOut(Failed(14)));
  EXPECT_TRUE(IsLockedOut(Failed(15)));
  EXPECT_TRUE(IsLockedOut(Failed(16)));
}

}  // namespace
}  // namespace bianmin::domain
