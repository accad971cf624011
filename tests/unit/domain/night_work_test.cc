#include "kiosk/domain/night_work.h"

#include <gtest/gtest.h>

namespace bianmin::domain {
namespace {

using namespace std::chrono_literals;

const base::TimePoint kTwo = *base::ParseUtc("2026-11-25T18:00:00Z");  // 02:00 on the 26th in China

TEST(TheWorkOfTheNight, IsDoneOnceADayAfterItsHour) {
  EXPECT_TRUE(IsNightWorkDue({}, 2, kTwo));
  EXPECT_FALSE(IsNightWorkDue({.last_success = kTwo + 1min}, 2, kTwo + 20h));
  EXPECT_FALSE(IsNightWorkDue({.last_success = kTwo - 24h}, 2, kTwo - 1ms));
  EXPECT_TRUE(IsNightWorkDue({.last_success = kTwo - 24h}, 2, kTwo));
}

TEST(TheWorkOfTheNight, IsMadeUpForByAKioskThatWasOff) {
  EXPECT_TRUE(IsNightWorkDue({.last_success = kTwo - 72h}, 2, kTwo + 6h));
  EXPECT_TRUE(IsNightWorkDue({.last_success = kTwo - 25h}, 2, kTwo - 1h));  // last night's was missed
}

TEST(TheWorkOfTheNight, IsTriedAgainAnHourAfterAFailure) {
  EXPECT_FALSE(IsNightWorkDue({.last_success = kTwo - 24h, .last_failure = kTwo + 1min}, 2, kTwo + 30min));
  EXPECT_TRUE(IsNightWorkDue({.last_success = kTwo - 24h, .last_failure = kTwo + 1min}, 2, kTwo + 62min));
}

TEST(TheWorkOfTheNight, DoesNotCountWhatAClockThatWasAheadDid) {
  EXPECT_TRUE(IsNightWorkDue({.last_success = kTwo + 24h * 365}, 2, kTwo + 1h));
}

}  // namespace
}  // namespace bianmin::domain
