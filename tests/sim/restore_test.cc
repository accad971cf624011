// A kiosk loses its disk in the middle of its days and is brought back from last night's backup, while the network does
// what it likes. What the centre had stays, once; nothing that the backup held is lost; no number is given twice; and
// kiosk and centre agree in the end on every order that both know.

#include <gtest/gtest.h>

#include <set>

#include "kiosk/store/journal.h"
#include "kiosk/store/outbox.h"
#include "tests/sim/held.h"
#include "tests/sim/seeds.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::sim {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using support::Must;

// The city had set states while the kiosk could not know; in the end both say the same.
void ExpectAgreement(World& world) {
  for (const domain::RecordNumber& number : world.kiosk().orders()) {
    const auto held = Must(world.archive().List({.number = number.text(), .source = {}, .type = {}, .limit = 1}));
    ASSERT_FALSE(held.empty()) << number.text();
    EXPECT_EQ(held.front().state, domain::WireName(Must(world.kiosk().store().FindOrder(number)).state))
        << number.text();
  }
}

// Whatever happened: nothing stands at the centre twice, no number was given twice, nothing died or is broken.
void ExpectSound(World& world, const Told& held) {
  for (const auto& [event, count] : held) {
    const auto confirmed = world.kiosk().confirmed().find(event);
    EXPECT_LE(count, confirmed == world.kiosk().confirmed().end() ? 0 : confirmed->second)
        << "doubled: " << event.first << " " << event.second;
  }
  const auto& numbers = world.kiosk().numbers();
  EXPECT_EQ(std::set<std::string>(numbers.begin(), numbers.end()).size(), numbers.size()) << "a number was given twice";
  const auto counts = Must(world.archive().CountAll());
  EXPECT_EQ(counts.conflicts + counts.broken + counts.unknown, 0);
  const auto status = Must(store::Outbox{world.kiosk().store().database()}.Status());
  EXPECT_EQ(status.waiting, 0);
  EXPECT_EQ(status.dead, 0);
  EXPECT_FALSE(Must(store::Journal{world.kiosk().store().database()}.Verify()).first_broken);
}

// What was confirmed after `known` was.
Told Since(World& world, const Told& known) {
  Told since = world.kiosk().confirmed();
  for (const auto& [event, count] : known) since[event] -= count;
  return since;
}

void AKioskIsRestored(std::uint64_t seed) {
  World world(seed);
  world.ResidentsComeEvery(minutes{5});
  world.CentreDecidesEvery(minutes{15});
  world.network().IsInTrouble(static_cast<int>(seed % 60));
  world.RunFor(hours{1});
  const auto backup = world.kiosk().MakeBackup();
  const Told in_backup = world.kiosk().confirmed();
  world.RunFor(hours{1 + static_cast<int>(seed % 3)});
  const Told before = HeldBy(world);
  const std::size_t lost_numbers = world.kiosk().numbers().size();
  world.LosesTheDisk(backup);
  const Told known = world.kiosk().confirmed();
  world.RunFor(hours{1});
  world.ComeToRest(hours{12});

  const Told after = HeldBy(world);
  EXPECT_EQ(MissingOf(before, after), "") << "taken back from the centre";
  EXPECT_EQ(MissingOf(in_backup, after), "") << "lost though it was in the backup";
  EXPECT_EQ(MissingOf(Since(world, known), after), "") << "lost after the restore";
  EXPECT_GT(world.kiosk().numbers().size(), lost_numbers);
  ExpectSound(world, after);
  ExpectAgreement(world);
}

// Both lose what they have within one history, in either order, with clocks that somebody sets and a daemon that dies.
// What either backup held stays, and everything that was confirmed on the kiosk's new disk arrives.
void BothAreRestored(std::uint64_t seed) {
  const support::TemporaryFolder folder;
  base::SeededRandom dice(seed);
  World world(seed, {.archive = folder / "archive.db"});
  world.ResidentsComeEvery(minutes{5});
  world.network().IsInTrouble(static_cast<int>(dice.Below(60)));
  world.network().CrashesTheKiosk(static_cast<int>(dice.Below(10)));
  world.RunFor(minutes{40});
  const auto backup = world.kiosk().MakeBackup();
  const Told in_backup = world.kiosk().confirmed();
  if (dice.Below(2) == 0) world.RunFor(minutes{20});
  world.BackUpTheArchive(folder / "copy.db");
  const Told in_copy = HeldBy(world);
  world.RunFor(minutes{40});
  const hours ahead = dice.Below(3) == 0 ? hours{24 * 10} - hours{dice.Below(24 * 20)} : hours{0};
  world.SetsTheKiosksClock(ahead);
  Told known;  // when the kiosk's disk was new
  const auto kiosk_loses = [&] {
    world.SetsTheKiosksClock(-ahead);  // a backup of tomorrow is not taken
    world.LosesTheDisk(backup);
    known = world.kiosk().confirmed();
  };
  const bool is_kiosk_first = dice.Below(2) == 0;
  if (is_kiosk_first) kiosk_loses();
  world.RunFor(minutes{20});
  world.LosesTheArchive(folder / "copy.db");
  world.RunFor(minutes{20});
  if (!is_kiosk_first) kiosk_loses();
  world.RunFor(minutes{40});
  world.ComeToRest(hours{12});
  world.RunFor(hours{1});  // only what is at rest is compared with what the centre holds
  world.ComeToRest(hours{12});

  const Told after = HeldBy(world);
  EXPECT_EQ(MissingOf(in_copy, after), "") << "taken back from the centre's copy";
  EXPECT_EQ(MissingOf(in_backup, after), "") << "lost though it was in the kiosk's backup";
  EXPECT_EQ(MissingOf(Since(world, known), after), "") << "lost from the new disk";
  ExpectSound(world, after);
}

TEST(ARestoredKiosk, LosesAndDoublesNothingThatHadArrived) { TellEachSeed(80, AKioskIsRestored); }

TEST(ARestoredKiosk, AndARestoredCentreLoseAndDoubleNothingThatEitherBackupHeld) { TellEachSeed(80, BothAreRestored); }

}  // namespace
}  // namespace bianmin::sim
