#include "sync/engine/backoff.h"

#include <algorithm>

namespace bianmin::engine {

Backoff::Backoff(const base::Clock& clock, base::Random& random, BackoffPolicy policy)
    : clock_(clock), random_(random), policy_(policy) {}

base::Milliseconds Backoff::Upto(base::Milliseconds most) {
  return base::Milliseconds{random_.Below(static_cast<std::uint64_t>(most.count()) + 1)};
}

base::Milliseconds Backoff::Ceiling() const {
  base::Milliseconds ceiling = policy_.first;
  for (int i = 1; i < failures_ && ceiling < policy_.most; ++i) ceiling *= 2;
  return std::min(ceiling, policy_.most);
}

void Backoff::Failed(std::optional<base::Milliseconds> asked) {
  ++failures_;
  base::Milliseconds wait = std::max(policy_.least, Upto(Ceiling()));
  if (asked) {
    // A little more than asked for, and differently on each kiosk.
    const auto believed = std::clamp(*asked, policy_.least, policy_.most_asked);
    wait = std::max(wait, std::min(believed + Upto(policy_.first), policy_.most_asked));
  }
  not_before_ = clock_.Steady() + wait;
}

void Backoff::Pause(base::Milliseconds wait) {
  const auto until = clock_.Steady() + wait;
  not_before_ = not_before_ ? std::max(*not_before_, until) : until;
}

void Backoff::Succeeded() { failures_ = 0; }

base::Milliseconds Backoff::Wait() const {
  if (!not_before_) return base::Milliseconds::zero();
  return std::max(base::Milliseconds::zero(), *not_before_ - clock_.Steady());
}

}  // namespace bianmin::engine
