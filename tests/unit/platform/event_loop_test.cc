#include "kiosk/platform/event_loop.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace bianmin::platform {
namespace {

using base::Milliseconds;

// A clock that only moves while the loop sleeps.
class TurnedClock final : public base::Clock {
 public:
  [[nodiscard]] base::TimePoint Now() const override { return base::TimePoint{steady_}; }
  [[nodiscard]] Milliseconds Steady() const override { return steady_; }
  void Turn(Milliseconds by) { steady_ += by; }

 private:
  Milliseconds steady_{1000};
};

// A window to which things happen at set times. Sleeping moves the clock; sleeping without an end closes it.
class ScriptedSource final : public EventSource {
 public:
  explicit ScriptedSource(TurnedClock& clock) : clock_(clock) {}

  void At(Milliseconds when, RedrawReason reason) { script_.push_back({when, reason}); }

  void Sleep(std::optional<Milliseconds> most) override {
    if (most && *most <= Milliseconds{0}) return Happen();
    ++sleeps_;
    std::optional<Milliseconds> end;
    if (most) end = clock_.Steady() + *most;
    for (const Event& event : script_) {
      if (!end || event.when < *end) end = event.when;
    }
    if (is_interrupted_.exchange(false)) return;
    if (!end) {
      is_closed_ = true;
      return;
    }
    if (*end > clock_.Steady()) clock_.Turn(*end - clock_.Steady());
    Happen();
  }
  void Interrupt() override { is_interrupted_ = true; }
  RedrawReasons TakeReasons() override { return std::exchange(reasons_, {}); }
  [[nodiscard]] bool IsClosed() const override { return is_closed_; }
  [[nodiscard]] int Sleeps() const { return sleeps_; }

 private:
  struct Event {
    Milliseconds when;
    RedrawReason reason;
  };

  void Happen() {
    std::erase_if(script_, [&](const Event& event) {
      if (event.when > clock_.Steady()) return false;
      reasons_.Add(event.reason);
      return true;
    });
  }

  TurnedClock& clock_;
  std::vector<Event> script_;
  RedrawReasons reasons_;
  std::atomic<bool> is_interrupted_{false};
  bool is_closed_ = false;
  int sleeps_ = 0;
};

struct Terminal {
  TurnedClock clock;
  ScriptedSource source{clock};
  EventLoop loop{source, clock};
};

TEST(EventLoop, AnHourThatNobodyTouchesIsSixtyFramesAndAsManySleeps) {
  Terminal t;
  RedrawCounts counts;
  const Milliseconds end = t.clock.Steady() + std::chrono::hours{1};
  t.loop.Ask(RedrawReason::Start);
  while (true) {
    const RedrawReasons reasons = t.loop.Wait();
    if (t.clock.Steady() >= end) break;
    counts.Count(reasons);
    t.loop.AskOnlyAt(t.clock.Steady() + std::chrono::minutes{1}, RedrawReason::Clock);
  }
  EXPECT_EQ(counts.Of(RedrawReason::Start), 1U);
  EXPECT_EQ(counts.Of(RedrawReason::Clock), 59U);
  EXPECT_EQ(counts.Frames(), 60U);
  EXPECT_LE(t.source.Sleeps(), 61);
}

TEST(EventLoop, WakesForATouchAndNamesIt) {
  Terminal t;
  t.source.At(Milliseconds{5000}, RedrawReason::Input);
  t.loop.AskAt(Milliseconds{61'000}, RedrawReason::Clock);
  const RedrawReasons reasons = t.loop.Wait();
  EXPECT_TRUE(reasons.Has(RedrawReason::Input));
  EXPECT_FALSE(reasons.Has(RedrawReason::Clock));
  EXPECT_EQ(t.clock.Steady(), Milliseconds{5000});
}

TEST(EventLoop, TheEarlierOfTwoMomentsStandsUnlessItIsReplaced) {
  Terminal t;
  t.loop.AskAt(Milliseconds{9000}, RedrawReason::Clock);
  t.loop.AskAt(Milliseconds{4000}, RedrawReason::Clock);
  t.loop.AskAt(Milliseconds{6000}, RedrawReason::Clock);
  EXPECT_TRUE(t.loop.Wait().Has(RedrawReason::Clock));
  EXPECT_EQ(t.clock.Steady(), Milliseconds{4000});
  t.loop.AskAt(Milliseconds{9000}, RedrawReason::Clock);
  t.loop.AskOnlyAt(Milliseconds{12'000}, RedrawReason::Clock);
  EXPECT_TRUE(t.loop.Wait().Has(RedrawReason::Clock));
  EXPECT_EQ(t.clock.Steady(), Milliseconds{12'000});
}

TEST(EventLoop, AWakeUpFromAnotherThreadIsAChangedModel) {
  Terminal t;
  std::thread worker([&] { t.loop.Wake(); });
  worker.join();
  const RedrawReasons reasons = t.loop.Wait();
  EXPECT_TRUE(reasons.Has(RedrawReason::ModelChanged));
  t.source.At(Milliseconds{2000}, RedrawReason::Damage);
  EXPECT_FALSE(t.loop.Wait().Has(RedrawReason::ModelChanged)) << "one wake-up, one frame";
}

TEST(EventLoop, AllReasonsOfOneMomentMakeOneFrame) {
  Terminal t;
  t.source.At(Milliseconds{2000}, RedrawReason::Input);
  t.source.At(Milliseconds{2000}, RedrawReason::Resize);
  t.loop.AskAt(Milliseconds{2000}, RedrawReason::Animation);
  const RedrawReasons reasons = t.loop.Wait();
  for (const RedrawReason reason : {RedrawReason::Input, RedrawReason::Resize, RedrawReason::Animation}) {
    EXPECT_TRUE(reasons.Has(reason)) << Name(reason);
  }
}

TEST(EventLoop, AClosedWindowEndsTheWaiting) {
  Terminal t;
  EXPECT_TRUE(t.loop.Wait().IsEmpty());
  EXPECT_TRUE(t.source.IsClosed());
}

}  // namespace
}  // namespace bianmin::platform
