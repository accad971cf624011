// The line is bad for hours, and now and then somebody carries what the kiosk has to tell to the centre by hand. In the
// end the centre holds everything that was confirmed, each thing once, and the kiosk and the centre agree.

#include <gtest/gtest.h>

#include "kiosk/base/id.h"
#include "kiosk/store/outbox.h"
#include "kiosk/wire/batch.h"
#include "sync/centre/batch_intake.h"
#include "tests/sim/seeds.h"
#include "tests/support/sim_world.h"

namespace bianmin::sim {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// What a parcel carries there, on this path without its file.
void CarryToTheCentre(World& world, store::OutboxPart part, base::Random& random) {
  store::Outbox outbox{world.kiosk().store().database()};
  for (std::int64_t after = 0;;) {
    const auto events = outbox.NextBatch({.most_events = 7}, after, part).value();
    if (events.empty()) return;
    after = events.back().sequence;
    std::vector<std::string_view> bodies;
    for (const auto& event : events) bodies.emplace_back(event.body);
    const std::string body = wire::JoinBatch(bodies);
    centre::OfferedBatch batch{.source = Kiosk::kSource,
                               .batch = base::FormatUuid(base::NewUuidV7(world.clock().Now(), random)),
                               .fingerprint = {},
                               .elements = centre::ReadElements(body, Kiosk::kSource).value(),
                               .received = world.clock().Now()};
    batch.fingerprint = centre::FingerprintOf(batch.elements);
    ASSERT_TRUE(centre::KeepBatch(world.archive(), batch).ok());
  }
}

void TellOneHistory(std::uint64_t seed) {
  World world(seed);
  base::SeededRandom random(seed);
  world.ResidentsComeEvery(minutes{5});
  world.CentreDecidesEvery(minutes{17});
  if (seed % 4 == 0) world.PowerFailsEvery(minutes{50});
  for (int round = 0; round < 6; ++round) {
    world.network().IsInTrouble(static_cast<int>(random.Below(101)));
    world.RunFor(minutes{20 + static_cast<int>(random.Below(60))});
    const auto part = random.Below(2) == 0 ? store::OutboxPart::Waiting : store::OutboxPart::Kept;
    CarryToTheCentre(world, part, random);
  }
  world.ComeToRest(hours{12});
  world.RunFor(hours{1});  // the two are held against each other
  world.ComeToRest(hours{12});
  for (const std::string& fault : world.Faults(true)) ADD_FAILURE() << fault;
  const auto reckoned = store::Outbox{world.kiosk().store().database()}.Reckon().value();
  EXPECT_EQ(reckoned.waiting, 0);
  EXPECT_EQ(reckoned.surplus.value_or(0), 0);
}

TEST(AStick, DoublesNothingAndLosesNothingWhateverTheLineDoes) { TellEachSeed(40, TellOneHistory); }

}  // namespace
}  // namespace bianmin::sim
