#pragma once
// What kiosk and operator are told about the line to the centre: since when it works, or why it does not. Relay and
// puller share one report, so that a puller that gets through does not hide a relay that does not. Each change is
// written to the shared database and logged once, not at every attempt.
//
// Thread-safe; each caller brings its own connection.

#include <array>
#include <mutex>
#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/store/outbox.h"

namespace bianmin::engine {

enum class Direction { Out, In };  // relay, puller

class ContactReport {
 public:
  explicit ContactReport(const base::Clock& clock) : clock_(clock) {}

  void Succeeded(Direction direction, store::Outbox& outbox);
  void Failed(Direction direction, store::Outbox& outbox, const std::string& why);

 private:
  const base::Clock& clock_;
  std::mutex mutex_;
  std::array<std::string, 2> failing_;                 // why; empty: it works
  std::optional<base::Milliseconds> success_written_;  // on the stopwatch
};

}  // namespace bianmin::engine
