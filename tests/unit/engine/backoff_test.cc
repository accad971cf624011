#include "sync/engine/backoff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/support/simulated_clock.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class BackoffTest : public testing::Test {
 protected:
  sim::SimulatedClock clock_{*base::ParseUtc("2026-11-22T02:00:00Z")};
  base::SeededRandom random_{7};
  Backoff backoff_{clock_, random_};
};

TEST_F(BackoffTest, TheFirstAttemptIsDueAtOnce) { EXPECT_EQ(backoff_.Wait(), Milliseconds::zero()); }

TEST_F(BackoffTest, TheCeilingDoublesFromFiveSecondsToAQuarterOfAnHourAndIsReached) {
  constexpr int kKiosks = 400;
  Milliseconds ceiling = seconds{5};
  for (int failures = 1; failures <= 12; ++failures) {
    Milliseconds longest{0}, shortest = hours{24};
    for (int kiosk = 0; kiosk < kKiosks; ++kiosk) {
      Backoff backoff(clock_, random_);
      for (int i = 0; i < failures; ++i) backoff.Failed();
      longest = std::max(longest, backoff.Wait());
      shortest = std::min(shortest, backoff.Wait());
    }
    EXPECT_LE(longest, ceiling) << failures;
    EXPECT_GE(longest, ceiling * 9 / 10) << "the jitter does not use its whole range after " << failures;
    EXPECT_GE(shortest, seconds{1}) << "a wait near zero is a busy loop";
    EXPECT_LE(shortest, std::max<Milliseconds>(seconds{1}, ceiling / 10)) << "not full jitter after " << failures;
    ceiling = std::min<Milliseconds>(ceiling * 2, minutes{15});
  }
  EXPECT_EQ(ceiling, minutes{15});
}

TEST_F(BackoffTest, AThousandFailuresNeitherOverflowNorGiveUp) {
  for (int i = 0; i < 1000; ++i) {
    backoff_.Failed();
    EXPECT_GE(backoff_.Wait(), seconds{1});
    EXPECT_LE(backoff_.Wait(), minutes{15});
  }
}

TEST_F(BackoffTest, WaitRunsDownWithTheStopwatchAndNotWithTheWallClock) {
  backoff_.Failed();
  const Milliseconds wait = backoff_.Wait();
  clock_.SetWallClock(*base::ParseUtc("2031-01-01T00:00:00Z"));
  EXPECT_EQ(backoff_.Wait(), wait);
  clock_.SetWallClock(*base::ParseUtc("1999-01-01T00:00:00Z"));
  EXPECT_EQ(backoff_.Wait(), wait);
  clock_.Advance(wait - Milliseconds{1});
  EXPECT_EQ(backoff_.Wait(), Milliseconds{1});
  clock_.Advance(Milliseconds{2});
  EXPECT_EQ(backoff_.Wait(), Milliseconds::zero());
}

TEST_F(BackoffTest, SuccessForgetsAllFailures) {
  for (int i = 0; i < 20; ++i) backoff_.Failed();
  backoff_.Succeeded();
  EXPECT_EQ(backoff_.failures(), 0);
  backoff_.Failed();
  EXPECT_LE(backoff_.Wait(), seconds{5});
}

TEST_F(BackoffTest, APauseIsNotAFailureAndDoesNotShortenAWait) {
  backoff_.Pause(Milliseconds{30});
  EXPECT_EQ(backoff_.Wait(), Milliseconds{30});
  EXPECT_EQ(backoff_.failures(), 0);
  backoff_.Failed();
  const Milliseconds wait = backoff_.Wait();
  backoff_.Pause(Milliseconds{30});
  EXPECT_EQ(backoff_.Wait(), wait);
}

struct Asked {
  Milliseconds asked;
  Milliseconds least;
  Milliseconds most;
};

class BackoffAsked : public testing::TestWithParam<Asked> {};

TEST_P(BackoffAsked, RetryAfterIsBelievedBetweenASecondAndSixHours) {
  sim::SimulatedClock clock(*base::ParseUtc("2026-11-22T02:00:00Z"));
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    base::SeededRandom random(seed);
    Backoff backoff(clock, random);
    backoff.Failed(GetParam().asked);
    EXPECT_GE(backoff.Wait(), GetParam().least);
    EXPECT_LE(backoff.Wait(), GetParam().most);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Times, BackoffAsked,
    testing::Values(Asked{seconds{0}, seconds{1}, seconds{6}}, Asked{seconds{-99}, seconds{1}, seconds{6}},
                    Asked{seconds{1}, seconds{1}, seconds{6}}, Asked{seconds{120}, seconds{120}, seconds{125}},
                    Asked{hours{6} - seconds{5}, hours{6} - seconds{5}, hours{6}}, Asked{hours{6}, hours{6}, hours{6}},
                    Asked{hours{6} + Milliseconds{1}, hours{6}, hours{6}},
                    Asked{seconds{2'300'000'000}, hours{6}, hours{6}}, Asked{Milliseconds::max(), hours{6}, hours{6}}));

TEST_F(BackoffTest, ACentreThatAlwaysAsksForOneSecondIsStillAskedLessAndLessOften) {
  Milliseconds total{0};
  constexpr int kAttempts = 50;
  for (int i = 0; i < kAttempts; ++i) {
    backoff_.Failed(Milliseconds{seconds{1}});
    total += backoff_.Wait();
    clock_.Advance(backoff_.Wait());
  }
  EXPECT_GT(total, minutes{60});
}

}  // namespace
}  // namespace bianmin::engine
