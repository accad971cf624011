#pragma once
// Tells the centre how this kiosk is: every few minutes, soon after the program started, and soon after something
// became worse or better (dead events, the printer, the disk, another version of the kiosk's program). The newest word
// is all that counts, so nothing is kept to be sent later, and a failure is silent: that the line is down is the
// relay's and the puller's to report. A centre that does not know heartbeats is asked again after an hour.
//
// Driven by bianmin-sync on a thread of its own with a transport of its own, so that no event waits for it. Belongs to
// one thread; references must outlive it. No transaction is open while the network is used.

#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/heartbeat.h"
#include "kiosk/store/database.h"
#include "sync/engine/backoff.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

class Herald {
 public:
  // Of the disk that holds the database; nothing when it cannot be told.
  using MeasureDisk = std::function<std::optional<domain::DiskSpace>()>;

  Herald(store::Database& database, Transport& transport, const base::Clock& clock, base::Random& random,
         domain::Version version, MeasureDisk measure_disk);

  // At most one heartbeat. Returns how long there is nothing to do, unless something is stored in the meantime. Calling
  // too early does no harm and sends nothing.
  base::Milliseconds RunOnce();

 private:
  base::Result<domain::Heartbeat> Examine();
  void Judge(const domain::Heartbeat& sent, const Outcome& outcome);
  void Complain(const std::string& why);

  store::Database& database_;
  Transport& transport_;
  const base::Clock& clock_;
  base::Random& random_;
  domain::Version version_;
  MeasureDisk measure_disk_;
  Backoff backoff_;
  base::Milliseconds started_;             // on the stopwatch, as the next one
  std::optional<base::Milliseconds> due_;  // the next one at the latest; nothing: at once
  std::optional<domain::Heartbeat> told_;  // what the centre took last
  std::string complaint_;
};

// What the centre is told at once and not with the next heartbeat.
bool IsNews(const domain::Heartbeat& now, const domain::Heartbeat& told);

}  // namespace bianmin::engine
