#pragma once
// Brings the question of a resident who waits at the screen to the centre, and the answer back: one question a step,
// asked once. No answer is an answer too: when the line is down the resident is told at once and may ask again, so
// nothing is repeated here and no backoff holds the next question up. A program that is stopped leaves the question
// open; whoever runs next asks it, or it has become too late and is erased. No transaction is open while the network is
// used.
//
// Driven by bianmin-sync on a thread of its own (neither a long poll nor a batch may be in the way), with a transport
// that gives up within seconds. Belongs to one thread; references must outlive it.

#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/store/inquiries.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

class Inquirer {
 public:
  Inquirer(store::Database& database, Transport& transport, const base::Clock& clock)
      : inquiries_(database), transport_(transport), clock_(clock) {}

  // At most one question. Returns how long there is nothing to do, unless something is asked in the meantime; zero only
  // after work was done.
  base::Milliseconds RunOnce();

 private:
  base::Milliseconds Ask(const store::Inquiry& inquiry);

  store::Inquiries inquiries_;
  Transport& transport_;
  const base::Clock& clock_;
};

}  // namespace bianmin::engine
