#pragma once
// How long to wait after a failure: exponential with full jitter (a random time up to a ceiling that doubles), so that
// five thousand kiosks that lost their centre together do not come back together. One object for each thing that can
// fail on its own. Waits are measured on the stopwatch of base::Clock: setting the wall clock neither shortens nor
// stretches them. Never gives up.

#include <optional>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/limits.h"

namespace bianmin::engine {

struct BackoffPolicy {
  base::Milliseconds first = domain::kFirstBackoff;         // ceiling after one failure; doubles with each
  base::Milliseconds most = domain::kMostBackoff;           // the ceiling stops here
  base::Milliseconds least = domain::kLeastRetryAfter;      // never sooner: a jitter near zero must not be a busy loop
  base::Milliseconds most_asked = domain::kMostRetryAfter;  // the longest Retry-After that is believed
};

class Backoff {
 public:
  Backoff(const base::Clock& clock, base::Random& random, BackoffPolicy policy = {});

  // Waits by jitter; when the peer asked for a time (Retry-After, clamped to the policy), not shorter than that.
  void Failed(std::optional<base::Milliseconds> asked = std::nullopt);
  // Waits at least this long without counting a failure: a pause between two pieces of work.
  void Pause(base::Milliseconds wait);
  // Forgets all failures; a pause goes on.
  void Succeeded();

  // Until the next attempt; zero when it is due.
  base::Milliseconds Wait() const;
  int failures() const { return failures_; }

 private:
  base::Milliseconds Ceiling() const;
  base::Milliseconds Upto(base::Milliseconds most);

  const base::Clock& clock_;
  base::Random& random_;
  BackoffPolicy policy_;
  int failures_ = 0;
  std::optional<base::Milliseconds> not_before_;  // on the stopwatch
};

}  // namespace bianmin::engine
