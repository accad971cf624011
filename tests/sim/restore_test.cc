// A kiosk loses its disk in the middle of its days and is brought back from last night's backup, while the network does
// what it likes. What the centre had stays, once; nothing that the backup held is lost; no number is given twice; and
// kiosk and centre agree in the end on every order that both know.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "kiosk/base/log.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/outbox.h"
#include "tests/support/sim_world.h"

namespace bianmin::sim {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::uint64_t kSeeds = 120;

template <class T>
T Must(base::Result<T> result) {
  EXPECT_TRUE(result.ok()) << (result ? "" : result.error().message);
  return std::move(result).value();
}

Told HeldBy(World& world) {
  Told held;
  for (const auto& event : Must(world.archive().List({.number = {}, .source = {}, .type = {}, .limit = 10'000}))) {
    ++held[{event.type, event.number}];
  }
  return held;
}

bool HasAll(const Told& held, const Told& expected, std::string& missing) {
  for (const auto& [event, count] : expected) {
    const auto found = held.find(event);
    if ((found == held.end() ? 0 : found->second) < count) missing += event.first + " " + event.second + "\n";
  }
  return missing.empty();
}

// The city had set states while the kiosk could not know; in the end both say the same.
void ExpectAgreement(World& world) {
  for (const domain::RecordNumber& number : world.kiosk().orders()) {
    const auto held = Must(world.archive().List({.number = number.text(), .source = {}, .type = {}, .limit = 1}));
    ASSERT_FALSE(held.empty()) << number.text();
    EXPECT_EQ(held.front().state, domain::WireName(Must(world.kiosk().store().FindOrder(number)).state))
        << number.text();
  }
}

void TellOneHistory(std::uint64_t seed) {
  World world(seed);
  world.ResidentsComeEvery(minutes{5});
  world.CentreDecidesEvery(minutes{15});
  world.network().IsInTrouble(static_cast<int>(seed % 60));
  world.RunFor(hours{2});
  const auto backup = world.kiosk().MakeBackup();
  const Told in_backup = world.kiosk().confirmed();
  world.RunFor(hours{1 + static_cast<int>(seed % 4)});
  const Told before = HeldBy(world);
  const int lost_numbers = static_cast<int>(world.kiosk().numbers().size());
  world.LosesTheDisk(backup);
  const Told known = world.kiosk().confirmed();
  world.RunFor(hours{2});
  world.ComeToRest(hours{12});

  const Told after = HeldBy(world);
  std::string missing;
  EXPECT_TRUE(HasAll(after, before, missing)) << "taken back from the centre: " << missing;
  EXPECT_TRUE(HasAll(after, in_backup, missing)) << "lost though it was in the backup: " << missing;
  Told since = world.kiosk().confirmed();
  for (const auto& [event, count] : known) since[event] -= count;
  EXPECT_TRUE(HasAll(after, since, missing)) << "lost after the restore: " << missing;
  for (const auto& [event, count] : after) {
    EXPECT_LE(count, world.kiosk().confirmed().at(event)) << "doubled: " << event.first << " " << event.second;
  }
  const auto& numbers = world.kiosk().numbers();
  EXPECT_GT(static_cast<int>(numbers.size()), lost_numbers);
  EXPECT_EQ(std::set<std::string>(numbers.begin(), numbers.end()).size(), numbers.size()) << "a number was given twice";
  const auto counts = Must(world.archive().CountAll());
  EXPECT_EQ(counts.conflicts + counts.broken + counts.unknown, 0);
  EXPECT_EQ(Must(store::Outbox{world.kiosk().store().database()}.Status()).dead, 0);
  EXPECT_FALSE(Must(store::Journal{world.kiosk().store().database()}.Verify()).first_broken);
  ExpectAgreement(world);
}

TEST(ARestoredKiosk, LosesAndDoublesNothingThatHadArrived) {
  static_cast<void>(base::OpenLog("sim", {}, base::LogLevel::Error));
  for (std::uint64_t seed = 1; seed <= kSeeds && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    TellOneHistory(seed);
  }
}

}  // namespace
}  // namespace bianmin::sim
