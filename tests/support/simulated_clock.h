#pragma once
// A clock that tests move. Wall clock and stopwatch go together unless somebody sets the wall clock, as people do.

#include "kiosk/base/time.h"

namespace bianmin::sim {

class SimulatedClock final : public base::Clock {
 public:
  explicit SimulatedClock(base::TimePoint now) : now_(now) {}

  base::TimePoint Now() const override { return now_; }
  base::Milliseconds Steady() const override { return steady_; }

  void Advance(base::Milliseconds time) {
    now_ += time;
    steady_ += time;
  }
  // Somebody sets the wall clock; the stopwatch does not notice.
  void SetWallClock(base::TimePoint now) { now_ = now; }

 private:
  base::TimePoint now_;
  base::Milliseconds steady_{1000};
};

}  // namespace bianmin::sim
