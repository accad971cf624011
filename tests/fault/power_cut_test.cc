// The power fails at any moment of a day at the kiosk. What a resident was promised is there afterwards, whole, with
// its event and its journal entry.

#include <gtest/gtest.h>

#include "kiosk/store/journal.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/power_cut.h"

namespace bianmin::store {
namespace {

using support::KioskDesk;
using support::Must;
using support::PowerCutRecorder;

constexpr int kActs = 120;
constexpr int kCuts = 400;

// Acts of every kind; after each, the number of events told so far is promised.
void LiveThroughADay(KioskDesk& desk, PowerCutRecorder& recorder) {
  Store store = Must(desk.TryStore(support::DiskShim()));
  Outbox outbox{store.database()};
  recorder.Promise(0);
  for (int told = 0; told < kActs;) {
    const auto order = Must(store.RegisterOrder(support::LeakingPipe())).number;
    recorder.Promise(++told);
    if (told % 3 == 0) {
      Must(store.GiveRating(support::AnonymousRating(order, 5)));
      recorder.Promise(++told);
    }
    if (told % 5 == 0) {
      Must(store.FileComplaint(support::BrokenLift()));
      recorder.Promise(++told);
    }
    if (told % 7 == 0) {
      Must(outbox.RecordAnswers(std::vector<Answer>{{.sequence = told, .is = Delivered{}}}, desk.clock.Now()));
    }
    if (told % 20 == 0) Must(store.database().Checkpoint());
  }
}

TEST(APowerCut, TakesNothingBackThatWasPromised) {
  KioskDesk desk;
  PowerCutRecorder recorder;
  LiveThroughADay(desk, recorder);
  support::Observe(nullptr);

  base::SeededRandom random{20261123};
  for (int cut = 0; cut < kCuts; ++cut) {
    const std::size_t moment = 1 + random.Below(recorder.moments());
    SCOPED_TRACE("cut before change " + std::to_string(moment));
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(desk.file().string() + suffix);
    recorder.WriteFilesAt(moment, desk.folder(), random);

    auto opened = desk.TryStore(support::DiskShim());
    ASSERT_TRUE(opened) << opened.error().message;
    const OutboxStatus status = Must(opened->Waiting());
    const std::int64_t events = status.waiting + status.delivered;
    const std::int64_t promised = recorder.PromisedBy(moment);
    EXPECT_GE(events, promised);
    EXPECT_LE(events, promised + 1);  // at most the one that was being saved
    const domain::Counts counts = Must(opened->CountsSoFar());
    EXPECT_EQ(counts.orders + counts.ratings + counts.complaints, events);
    const ChainReport chain = Must(Journal{opened->database()}.Verify());
    EXPECT_EQ(chain.entries, events);
    EXPECT_FALSE(chain.first_broken) << chain.what;
    const auto integrity = opened->database().CheckIntegrity();
    EXPECT_TRUE(integrity) << integrity.error().message;
    EXPECT_TRUE(opened->RegisterOrder(support::LeakingPipe()).ok());  // and the day goes on
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace bianmin::store
