#pragma once
// Checks what the centre has signed in an acknowledgement before it is kept: only what one of the centre's keys proves
// is shown to a resident. A key that is not known is asked for, because the centre may have changed it; a proof that
// stays unproven is told to the operator and left out. The record counts as delivered in any case.

#include <optional>

#include "kiosk/domain/arrival.h"
#include "kiosk/store/arrivals.h"
#include "kiosk/store/outbox.h"
#include "kiosk/wire/batch.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

// Keeps the keys that the centre's front page names.
void LearnArrivalKeys(store::Arrivals& arrivals, std::span<const base::VerifyKey> told);

class ArrivalDesk {
 public:
  ArrivalDesk(store::Database& database, Transport& transport) : arrivals_(database), transport_(transport) {}

  // Once for each acknowledgement, before Check(). Asks for the front page when a key in it is not known: at most one
  // request.
  void Receive(const wire::Acknowledgement& acknowledgement);
  // The proof of the event at that place in the batch, if there is one.
  std::optional<domain::ArrivalProof> Check(const wire::Acknowledgement& acknowledgement, std::size_t index,
                                            const store::OutboxEvent& event);

 private:
  bool KnowsAll(const wire::Acknowledgement& acknowledgement) const;

  store::Arrivals arrivals_;
  Transport& transport_;
  std::vector<base::VerifyKey> keys_;
};

}  // namespace bianmin::engine
