#pragma once
// The messages that were committed together with the facts they tell, in the order of their sequence, until the centre
// has answered for each. bianmin-sync reads and answers here; it needs no key, because what is personal is sealed
// inside the bytes. An event is waiting, delivered, or dead (refused by the centre for good, kept for a person).
// Delivered ones stay for a while, so that they can be sent again after the centre lost them.
//
// Uses the caller's Database, and keeps no transaction open between calls. No function throws.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/arrival.h"
#include "kiosk/domain/event.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

struct OutboxEvent {
  std::int64_t sequence = 0;
  domain::EventId id;
  std::string body;    // frozen
  std::string record;  // number; empty when it tells of none
};

struct BatchLimits {
  std::size_t most_events = domain::kMaxBatchEvents;
  std::size_t most_bytes = domain::kMaxBatchBytes;  // of "[" + bodies joined by "," + "]"
};

// What is to be read: what waits, the dead events as well, or also the delivered ones that are still kept.
enum class OutboxPart { Waiting, Undelivered, Kept };

struct Delivered {
  std::optional<domain::ArrivalProof> proof = std::nullopt;  // of the record that the event made, checked
};
struct Refused {
  std::string why;  // one sentence for operators
};
struct Answer {
  std::int64_t sequence = 0;
  std::variant<Delivered, Refused> is;
};

struct DeadEvent {
  std::int64_t sequence = 0;
  domain::EventId id;
  std::string type;    // "order.registered"
  std::string record;  // number; empty for an anonymous rating
  std::string why;
  base::Date refused_on;
};

struct OutboxStatus {
  std::int64_t waiting = 0;
  // Since when the oldest waits; of anonymous ratings only the day is known, they count from its start.
  std::optional<base::TimePoint> waiting_since;
  std::int64_t dead = 0;
  std::int64_t delivered = 0;  // and not yet pruned
};

// What the kiosk and the operator are told about the line to the centre.
struct CentreContact {
  std::optional<base::TimePoint> last_success;
  std::optional<base::TimePoint> last_failure;
  std::string last_error;  // of last_failure; empty when the latest attempt succeeded
};

// What this kiosk has delivered, to be held against what the centre says that it holds.
struct Delivery {
  std::int64_t waiting = 0;
  std::int64_t delivered = 0;           // ever, those that are not kept any more included
  std::int64_t highest = 0;             // sequence of those that are kept; 0: none
  std::string epoch;                    // of the centre when the two last agreed; empty: they never did
  std::optional<std::int64_t> surplus;  // then: what the centre counted, less `delivered`
};

class Outbox {
 public:
  explicit Outbox(Database& database) : database_(database) {}

  // The first waiting events with a sequence above `after`, within the limits; always at least one if any waits. Of
  // another part likewise.
  base::Result<std::vector<OutboxEvent>> NextBatch(const BatchLimits& limits = {}, std::int64_t after = 0,
                                                   OutboxPart part = OutboxPart::Waiting);
  // All answers of one exchange in one transaction. An event that is settled already keeps its first answer.
  base::Result<base::Done> RecordAnswers(std::span<const Answer> answers, base::TimePoint now);

  base::Result<OutboxStatus> Status();
  // Oldest first.
  base::Result<std::vector<DeadEvent>> Dead();
  // Makes a dead event wait again; NotFound when there is no such dead event. The centre may hold it already, brought
  // by hand: that it is delivered and the centre's count does not grow is no loss.
  base::Result<base::Done> Revive(std::int64_t sequence);
  base::Result<Delivery> Reckon();
  base::Result<base::Done> Agree(const std::string& epoch, std::int64_t surplus);
  // Makes delivered events above `after` wait again, because the centre lost them; how many.
  base::Result<std::int64_t> SendAgain(std::int64_t after);
  // Deletes what was delivered before that day; returns how many. Never touches waiting or dead events.
  base::Result<std::int64_t> Prune(base::Date delivered_before);

  base::Result<CentreContact> Contact();
  base::Result<base::Done> RecordSuccess(base::TimePoint now);
  base::Result<base::Done> RecordFailure(base::TimePoint now, const std::string& why);

 private:
  Database& database_;
};

}  // namespace bianmin::store
