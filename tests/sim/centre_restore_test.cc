// The centre loses its archive and is brought back from a backup of its own, or begins anew, while the network does
// what it likes and residents come on. Nobody tells the kiosk: it finds out by what the centre holds, and sends again
// what is missing there. In the end the centre holds everything that was confirmed, each thing once.

#include <gtest/gtest.h>

#include "kiosk/store/outbox.h"
#include "tests/sim/seeds.h"
#include "tests/support/sim_world.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::sim {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

void TellOneHistory(std::uint64_t seed) {
  const support::TemporaryFolder folder;
  World world(seed, {.archive = folder / "archive.db"});
  world.ResidentsComeEvery(minutes{5});
  world.network().IsInTrouble(static_cast<int>(seed % 60));
  world.RunFor(hours{2});
  world.BackUpTheArchive(folder / "copy.db");
  world.RunFor(hours{1 + static_cast<int>(seed % 4)});
  if (seed % 5 == 0) {
    world.LosesTheArchive(std::nullopt);
  } else {
    world.LosesTheArchive(folder / "copy.db");
  }
  // In some histories nobody comes any more: no new event brings the two together.
  if (seed % 3 == 0) world.ResidentsComeEvery(minutes{0});
  world.RunFor(hours{2});
  world.ComeToRest(hours{12});
  world.RunFor(hours{1});
  world.ComeToRest(hours{12});

  EXPECT_EQ(HeldBy(world), world.kiosk().confirmed());
  const auto status = store::Outbox{world.kiosk().store().database()}.Status().value();
  EXPECT_EQ(status.waiting, 0);
  EXPECT_EQ(status.dead, 0);
  const auto counts = world.archive().CountAll().value();
  EXPECT_EQ(counts.conflicts + counts.broken + counts.unknown, 0);
}

TEST(ARestoredCentre, GetsAgainWhatItLost) { TellEachSeed(60, TellOneHistory); }

}  // namespace
}  // namespace bianmin::sim
