// The power fails at any moment of a day at the kiosk. What a resident was promised is there afterwards, whole, with
// its event and its journal entry. BIANMIN_POWER_CUTS=n makes n cuts of each day instead.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "kiosk/store/journal.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/power_cut.h"

namespace bianmin::store {
namespace {

using support::KioskDesk;
using support::Must;
using support::PowerCutRecorder;

constexpr int kActs = 40;
constexpr int kDays = 10;
constexpr int kCuts = 520;  // of each day

int CutsToMake() {
  const char* given = std::getenv("BIANMIN_POWER_CUTS");
  return given == nullptr ? kCuts : std::stoi(given);
}

// Acts of every kind; after each, the number of events told so far is promised. Days differ in when the log is emptied.
void LiveThroughADay(KioskDesk& desk, PowerCutRecorder& recorder, base::Random& random) {
  Store store = Must(desk.TryStore(support::DiskShim()));
  Outbox outbox{store.database()};
  recorder.Promise(0);
  for (int told = 0; told < kActs;) {
    const auto order = Must(store.RegisterOrder(support::LeakingPipe())).number;
    recorder.Promise(++told);
    if (random.Below(3) == 0) {
      Must(store.GiveRating(support::AnonymousRating(order, 5)));
      recorder.Promise(++told);
    }
    if (random.Below(5) == 0) {
      Must(store.FileComplaint(support::BrokenLift()));
      recorder.Promise(++told);
    }
    if (random.Below(7) == 0) {
      Must(outbox.RecordAnswers(std::vector<Answer>{{.sequence = told, .is = Delivered{}}}, desk.clock.Now()));
    }
    if (random.Below(10) == 0) Must(store.database().Checkpoint());
  }
}

class APowerCut : public testing::TestWithParam<int> {
 protected:
  void ExpectWhatWasPromised(std::int64_t promised) {
    auto opened = desk_.TryStore(support::DiskShim());
    ASSERT_TRUE(opened) << opened.error().message;
    const OutboxStatus status = Must(opened->Waiting());
    const std::int64_t events = status.waiting + status.delivered;
    EXPECT_GE(events, promised);
    EXPECT_LE(events, promised + 1);  // at most the one that was being saved
    lost_ += std::max<std::int64_t>(0, promised - events);
    const domain::Counts counts = Must(opened->CountsSoFar());
    EXPECT_EQ(counts.orders + counts.ratings + counts.complaints, events);
    const ChainReport chain = Must(Journal{opened->database()}.Verify());
    EXPECT_EQ(chain.entries, events);
    EXPECT_FALSE(chain.first_broken) << chain.what;
    const auto integrity = opened->database().CheckIntegrity();
    EXPECT_TRUE(integrity) << integrity.error().message;
    EXPECT_TRUE(opened->RegisterOrder(support::LeakingPipe()).ok());  // and the day goes on
  }

  KioskDesk desk_;
  std::int64_t lost_ = 0;
};

TEST_P(APowerCut, TakesNothingBackThatWasPromised) {
  base::SeededRandom random{static_cast<std::uint64_t>(GetParam())};
  PowerCutRecorder recorder;
  LiveThroughADay(desk_, recorder, random);
  support::Observe(nullptr);

  int cuts = 0;
  for (const int most = CutsToMake(); cuts < most && !HasFailure(); ++cuts) {
    const std::size_t moment = 1 + random.Below(recorder.moments());
    SCOPED_TRACE("cut before change " + std::to_string(moment));
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(desk_.file().string() + suffix);
    recorder.WriteFilesAt(moment, desk_.folder(), random);
    ExpectWhatWasPromised(recorder.PromisedBy(moment));
  }
  std::printf("%d power cuts, %lld promised records lost\n", cuts, static_cast<long long>(lost_));
}

INSTANTIATE_TEST_SUITE_P(OfDay, APowerCut, testing::Range(1, kDays + 1));

}  // namespace
}  // namespace bianmin::store
