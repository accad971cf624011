#include <chrono>

#include "kiosk/base/time.h"

namespace bianmin::base {
namespace {

class MachineClock final : public Clock {
 public:
  TimePoint Now() const override { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }
  Milliseconds Steady() const override {
    return std::chrono::floor<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
  }
};

}  // namespace

const Clock& SystemClock() {
  static const MachineClock clock;
  return clock;
}

}  // namespace bianmin::base
