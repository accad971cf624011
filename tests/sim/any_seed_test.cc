// Thousands of histories of a kiosk whose network, power, disk, clocks, certificate and residents do what they like.
// Each prints nothing but its seed when it fails; BIANMIN_SEED=n runs that one alone, BIANMIN_SEEDS=n the first n of
// each story.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/seeds.h"
#include "tests/support/sim_world.h"

namespace bianmin::sim {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::IsEmpty;

constexpr days kYear{365};

template <class Story>
void Tell(std::uint64_t seeds, const WorldPlan& plan, Story story) {
  TellEachSeed(seeds, [&](std::uint64_t seed) {
    World world(seed, plan);
    base::SeededRandom dice(seed);
    story(world, dice);
  });
}

// What every story ends with: after the last trouble all is where it belongs, and soon enough.
void EndsWell(World& world) {
  EXPECT_THAT(world.Faults(false), IsEmpty());
  world.ComeToRest(hours{8});
  EXPECT_THAT(world.Faults(true), IsEmpty());
}

int AtMost(int limit, base::Random& dice) {
  return static_cast<int>(dice.Below(static_cast<std::uint64_t>(limit) + 1));
}

// From a second of the time protocol to a dead battery.
base::Milliseconds AJump(base::Random& dice) {
  constexpr std::array<base::Milliseconds, 5> kKinds{seconds{2}, minutes{5}, hours{30}, days{40}, 6 * kYear};
  const base::Milliseconds most = kKinds[dice.Below(kKinds.size())];
  return base::Milliseconds{dice.Below(static_cast<std::uint64_t>(2 * most.count()) + 1)} - most;
}

TEST(AnySeed, EverythingArrivesOnceThoughTheNetworkDoesWhatItLikes) {
  Tell(1200, {}, [](World& world, base::Random& dice) {
    world.ResidentsComeEvery(minutes{6});
    world.CentreDecidesEvery(minutes{8});
    world.network().IsInTrouble(AtMost(99, dice));
    world.RunFor(hours{1});
    EndsWell(world);
  });
}

TEST(AnySeed, EverythingArrivesOnceThoughTheDaemonDiesInTheMiddleOfExchanges) {
  Tell(600, {}, [](World& world, base::Random& dice) {
    world.ResidentsComeEvery(minutes{6});
    world.CentreDecidesEvery(minutes{8});
    world.network().IsInTrouble(AtMost(49, dice));
    world.network().CrashesTheKiosk(30);
    world.PowerFailsEvery(minutes{40});
    world.RunFor(hours{1});
    EndsWell(world);
  });
}

TEST(AnySeed, ALongOutageClearsByItself) {
  Tell(900, {}, [](World& world, base::Random&) {
    world.network().IsCut(true);
    world.ResidentsComeEvery(minutes{60});
    world.RunFor(hours{8});
    EXPECT_EQ(world.kiosk().store().Waiting()->waiting, world.kiosk().confirmed_count());
    EndsWell(world);
  });
}

// Both sides: the kiosk's clock and the centre's, forwards and back, by a step of NTP or by years.
TEST(AnySeed, SomebodySetsTheClocksWhileTheNetworkIsInTrouble) {
  Tell(1200, {}, [](World& world, base::Random& dice) {
    world.ResidentsComeEvery(minutes{6});
    world.CentreDecidesEvery(minutes{10});
    world.network().IsInTrouble(30);
    for (int i = 0; i < 4; ++i) {
      world.RunFor(minutes{15});
      if (dice.Below(3) > 0) world.SetsTheKiosksClock(AJump(dice));
      if (dice.Below(3) == 0) world.SetsTheCentresClock(AJump(dice));
    }
    EndsWell(world);
  });
}

// What is refused for want of room was confirmed to nobody; what the daemon cannot write down is done again.
TEST(AnySeed, TheDiskIsFullAtAnyMoment) {
  int refusals = 0;
  Tell(900, {}, [&](World& world, base::Random& dice) {
    world.ResidentsComeEvery(minutes{4});
    world.CentreDecidesEvery(minutes{6});
    world.network().IsInTrouble(AtMost(40, dice));
    world.disk().FillsUpEvery(20 + AtMost(300, dice));
    if (dice.Below(3) == 0) world.network().CrashesTheKiosk(20);
    world.RunFor(minutes{50});
    refusals += world.disk().refusals();
    EndsWell(world);
  });
  fmt::print("{} writes found no room\n", refusals);
  EXPECT_TRUE(refusals > 0 || !TellsAll());
}

// Nights long enough for a certificate to end in them, and a centre whose clock says that it did. Whoever is shut out
// is enrolled anew; everything that was kept meanwhile is then sent.
TEST(AnySeed, CertificatesAreRenewedOrEndWhileNobodyCanRenewThem) {
  int ended = 0;
  Tell(120, {.has_certificates = true}, [&](World& world, base::Random& dice) {
    world.ResidentsComeEvery(minutes{15});
    world.CentreDecidesEvery(minutes{20});
    if (dice.Below(2) == 0) world.network().CrashesTheKiosk(10);
    for (int i = 0; i < 3; ++i) {
      world.clock().Advance(hours{AtMost(24, dice)});  // switched off
      world.network().IsInTrouble(AtMost(60, dice));
      world.network().IsCut(dice.Below(3) == 0);
      if (dice.Below(3) == 0) world.SetsTheCentresClock(hours{AtMost(60, dice)} - hours{30});
      world.RunFor(minutes{40});
      world.SetsTheCentresClock(hours{0});
      world.network().IsCut(false);
      world.RunFor(minutes{40});
      if (!world.HasCertificateExpired()) continue;
      ++ended;
      ASSERT_TRUE(world.OperatorEnrols(days{2}));
    }
    EndsWell(world);
  });
  fmt::print("{} times a certificate had ended, and the kiosk was enrolled anew\n", ended);
  EXPECT_TRUE(ended > 0 || !TellsAll());
}

}  // namespace
}  // namespace bianmin::sim
