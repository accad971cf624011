#pragma once
// Brings the outbox to the centre, oldest first, a batch a step. An event leaves the outbox's waiting line in one way
// only: by the centre's own word about it, in a whole acknowledgement of exactly the batch that was sent (delivered),
// or in a refusal that names it alone (dead, kept for a person). Everything else means: keep it, wait, send it again;
// the centre recognises what it has. No transaction is open while the network is used.
//
// Driven by bianmin-sync's loop and by tests/sim. Belongs to one thread; references must outlive it.

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/outbox.h"
#include "sync/engine/arrival_desk.h"
#include "sync/engine/backoff.h"
#include "sync/engine/contact_report.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

class Relay {
 public:
  Relay(store::Database& database, Transport& transport, const base::Clock& clock, base::Random& random,
        ContactReport& report);

  // At most one batch. Returns how long there is nothing to do, unless something new is stored in the meantime; zero
  // only after work was done. Calling too early does no harm and sends nothing.
  base::Milliseconds RunOnce();

 private:
  using Events = std::vector<store::OutboxEvent>;

  struct Sent {
    Events events;
    std::string batch_id;
    std::size_t bytes = 0;
  };

  base::Milliseconds Send(Events events);
  base::Milliseconds Judge(const Sent& sent, const Answered& answer);
  base::Milliseconds Judge(const Sent& sent, const Refused& refusal);
  base::Milliseconds Judge(const Sent& sent, const TooLarge& refusal);
  base::Milliseconds Judge(const Sent& sent, const NotAdmitted& refusal);
  base::Milliseconds Judge(const Sent& sent, const Failed& failure);
  base::Milliseconds Judge(const Sent& sent, const Stopped&);
  base::Milliseconds Judge(const Sent& sent, const NotFound&);
  base::Milliseconds Judge(const Sent& sent, const Unchanged&);
  base::Milliseconds Judge(const Sent& sent, const CursorTooOld&);
  base::Milliseconds Judge(const Sent& sent, const AnswerTooLarge& failure);

  base::Milliseconds RefusedAlone(const Sent& sent, const std::string& why);
  void PutOff(const Sent& sent);
  base::Milliseconds GoOn();
  base::Milliseconds GiveTime(const std::string& why, std::optional<base::Milliseconds> asked = std::nullopt);

  store::Outbox outbox_;
  store::Journal journal_;
  Transport& transport_;
  const base::Clock& clock_;
  base::Random& random_;
  ContactReport& report_;
  ArrivalDesk arrivals_;

  Backoff backoff_;
  store::BatchLimits limits_;  // smaller while something in the outbox is refused
  int refused_in_a_row_ = 0;   // single events, with none accepted between
  std::int64_t put_off_upto_ =
      0;  // waiting events up to here are left alone until put_off_ is due, and all others are sent
  Backoff put_off_;
  int batches_put_off_ = 0;  // in a row, whole
};

}  // namespace bianmin::engine
