#pragma once
// What keeps the shared database small while the daemon runs: the write-ahead log goes into the file when it has grown
// (the kiosk must not spend a resident's time on that), what was delivered long ago is deleted, and interrupted forms
// are erased when their time is over.

#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/store/database.h"

namespace bianmin::engine {

class Upkeep {
 public:
  Upkeep(store::Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}

  // Costs a look at a file's size, unless something is due. Failures are logged and tried again.
  void RunOnce();

 private:
  void EraseDrafts(base::Milliseconds now);

  store::Database& database_;
  const base::Clock& clock_;
  std::optional<base::Milliseconds> checkpointed_at_;  // on the stopwatch
  std::optional<base::Date> pruned_on_;
  std::optional<base::Milliseconds> erased_at_;  // on the stopwatch
};

}  // namespace bianmin::engine
