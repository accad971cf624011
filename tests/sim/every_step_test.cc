// The daemon ends before each single step of what it does (an operation on the disk, a request that leaves, one that
// the centre has stored, an answer that came), each in a history of its own. Its successor finds whatever was left, and
// every promise holds at once and at rest.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/seeds.h"
#include "tests/support/sim_world.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::sim {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::IsEmpty;

constexpr int kMostSteps = 5000;

// `before` is lived through in peace, `exchange` with the end in it. The last history has no end: in it the exchange
// must be over by itself, or the others ended before steps of something else.
template <class Before, class Exchange>
void EndsBeforeEachStepOf(Before before, Exchange exchange) {
  static_cast<void>(base::OpenLog("sim", {}, base::LogLevel::Error));
  int ends = 0;
  for (bool has_ended = true; has_ended && !testing::Test::HasFailure(); ++ends) {
    SCOPED_TRACE(fmt::format("the daemon ends before step {}", ends + 1));
    ASSERT_LT(ends, kMostSteps);
    const support::TemporaryFolder folder;
    World world(1, {.archive = folder / "archive.db"});
    before(world, folder);
    world.disk().EndsTheDaemonBefore(ends + 1);
    const int crashes = world.crashes();
    exchange(world);
    has_ended = world.crashes() > crashes;
    world.disk().ForgetsTheEnd();
    EXPECT_THAT(world.Faults(!has_ended), IsEmpty());
    world.ComeToRest(hours{8});
    EXPECT_THAT(world.Faults(true), IsEmpty());
  }
  fmt::print("{} steps, each the last of a history of its own\n", ends - 1);
  EXPECT_GT(ends - 1, 20) << "too few to be a whole exchange";
}

void ResidentsComeWithoutTheNetwork(World& world, minutes time) {
  world.network().IsCut(true);
  world.ResidentsComeEvery(minutes{4});
  world.RunFor(time);
  world.ResidentsComeEvery(minutes{0});
  world.network().IsCut(false);
}

TEST(TheDaemonEndsBeforeEachStep, OfABatchAndItsAnswer) {
  EndsBeforeEachStepOf([](World& world, const auto&) { ResidentsComeWithoutTheNetwork(world, minutes{40}); },
                       [](World& world) { world.RunFor(minutes{20}); });
}

TEST(TheDaemonEndsBeforeEachStep, OfAPageOfDecisionsAndItsCursor) {
  EndsBeforeEachStepOf(
      [](World& world, const auto&) {
        world.ResidentsComeEvery(minutes{3});
        world.RunFor(minutes{40});
        world.ResidentsComeEvery(minutes{0});
        world.network().IsCut(true);
        world.CentreDecidesEvery(minutes{1});
        world.RunFor(minutes{10});
        world.CentreDecidesEvery(minutes{0});
        world.network().IsCut(false);
      },
      [](World& world) { world.RunFor(minutes{20}); });
}

TEST(TheDaemonEndsBeforeEachStep, OfSendingAgainWhatTheCentreLost) {
  EndsBeforeEachStepOf(
      [](World& world, const auto& folder) {
        world.ResidentsComeEvery(minutes{4});
        world.RunFor(minutes{20});
        world.BackUpTheArchive(folder / "copy.db");
        world.RunFor(minutes{20});
        world.ResidentsComeEvery(minutes{0});
        world.RunFor(minutes{2});
        world.LosesTheArchive(folder / "copy.db");
      },
      [](World& world) { world.RunFor(minutes{20}); });
}

}  // namespace
}  // namespace bianmin::sim
