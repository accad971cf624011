// Thousands of histories of a kiosk whose network, power and residents do what they like. Each prints nothing but its
// seed when it fails; BIANMIN_SEED=n runs that one alone, BIANMIN_SEEDS=n the first n of each story.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "kiosk/base/log.h"
#include "tests/support/sim_world.h"

namespace bianmin::sim {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::IsEmpty;

constexpr std::uint64_t kSeedsAStory = 500;

struct Seeds {
  std::uint64_t first = 1;
  std::uint64_t last = kSeedsAStory;
};

std::optional<std::uint64_t> NumberFrom(const char* variable) {
  const char* text = std::getenv(variable);
  std::uint64_t number = 0;
  if (text == nullptr) return std::nullopt;
  const std::string_view digits(text);
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{}) return std::nullopt;
  return number;
}

Seeds SeedsToRun() {
  Seeds seeds;
  if (const auto count = NumberFrom("BIANMIN_SEEDS")) seeds.last = *count;
  if (const auto one = NumberFrom("BIANMIN_SEED")) seeds.first = seeds.last = *one;
  return seeds;
}

class AnySeed : public testing::Test {
 protected:
  // What went wrong in simulated networks would fill the test's output.
  static void SetUpTestSuite() { static_cast<void>(base::OpenLog("sim", {}, base::LogLevel::Error)); }

  template <class Story>
  void Tell(Story story) {
    const Seeds seeds = SeedsToRun();
    fmt::print("seeds {} to {}\n", seeds.first, seeds.last);
    for (std::uint64_t seed = seeds.first; seed <= seeds.last && !HasFailure(); ++seed) {
      SCOPED_TRACE(fmt::format("BIANMIN_SEED={}", seed));
      World world(seed);
      story(world, seed);
    }
  }

  // What every story ends with: after the last trouble all is where it belongs, and soon enough.
  static void EndsWell(World& world) {
    EXPECT_THAT(world.Faults(false), IsEmpty());
    world.ComeToRest(hours{8});
    EXPECT_THAT(world.Faults(true), IsEmpty());
  }
};

TEST_F(AnySeed, EverythingArrivesOnceThoughTheNetworkDoesWhatItLikes) {
  Tell([](World& world, std::uint64_t seed) {
    world.ResidentsComeEvery(minutes{10});
    world.CentreDecidesEvery(minutes{12});
    world.network().IsInTrouble(static_cast<int>(seed % 100));
    world.RunFor(hours{2});
    EndsWell(world);
  });
}

TEST_F(AnySeed, EverythingArrivesOnceThoughTheDaemonDiesInTheMiddleOfExchanges) {
  Tell([](World& world, std::uint64_t seed) {
    world.ResidentsComeEvery(minutes{10});
    world.CentreDecidesEvery(minutes{12});
    world.network().IsInTrouble(static_cast<int>(seed % 50));
    world.network().CrashesTheKiosk(40);
    world.PowerFailsEvery(minutes{60});
    world.RunFor(hours{2});
    EndsWell(world);
  });
}

TEST_F(AnySeed, ALongOutageClearsByItself) {
  Tell([](World& world, std::uint64_t) {
    world.network().IsCut(true);
    world.ResidentsComeEvery(minutes{60});
    world.RunFor(hours{12});
    EXPECT_EQ(world.kiosk().store().Waiting()->waiting, world.kiosk().confirmed_count());
    EndsWell(world);
  });
}

TEST_F(AnySeed, SomebodySetsTheClockWhileTheNetworkIsInTrouble) {
  Tell([](World& world, std::uint64_t seed) {
    base::SeededRandom random(seed);
    world.ResidentsComeEvery(minutes{10});
    world.CentreDecidesEvery(minutes{20});
    world.network().IsInTrouble(30);
    for (int i = 0; i < 4; ++i) {
      world.RunFor(minutes{30});
      const auto jump = hours{static_cast<int>(random.Below(24 * 60))} - hours{24 * 30};
      world.clock().SetWallClock(world.clock().Now() + jump);
    }
    EndsWell(world);
  });
}

}  // namespace
}  // namespace bianmin::sim
