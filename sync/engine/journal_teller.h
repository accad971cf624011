#pragma once
// Tells the centre what was added to this kiosk's journal, so that an entry cannot be taken away here afterwards
// without the centre knowing which. Finds out by itself how much of it the centre has, also after either side was
// brought back from a backup: a piece that does not join what the centre holds is sent again with more before it, and
// from time to time the centre is asked, though there is nothing to tell.
//
// Belongs to one thread, with the relay's database and transport. No transaction is open while the network is used.

#include <optional>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/store/journal.h"
#include "sync/engine/backoff.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

class JournalTeller {
 public:
  JournalTeller(store::Database& database, Transport& transport, const base::Clock& clock, base::Random& random);

  // At most one request. Returns how long there is nothing to do, unless something is added in the meantime.
  base::Milliseconds RunOnce();

 private:
  base::Result<domain::JournalPiece> NextPiece();
  base::Milliseconds Judge(const domain::JournalPiece& piece, const Outcome& outcome);
  void StepBack(std::int64_t from);
  base::Milliseconds GiveTime(const std::string& why);

  store::Journal journal_;
  Transport& transport_;
  const base::Clock& clock_;
  Backoff backoff_;
  std::int64_t head_ = 0;              // of this kiosk's journal
  std::optional<std::int64_t> next_;   // to be told; nothing: the centre is asked first what it has
  base::Milliseconds answered_at_{0};  // on the stopwatch
  std::int64_t step_ = 1;              // how far to go back when a piece does not join
};

}  // namespace bianmin::engine
