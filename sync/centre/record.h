#pragma once
// What the centre knows of a record, an order or a complaint, beyond the events that tell of it: where it stands. Pure
// rules; keeping records is the archive's.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/publication.h"
#include "sync/centre/event.h"

namespace bianmin::centre {

enum class RecordKind { Order, Complaint, Suggestion };
std::string_view WireName(RecordKind kind);
std::optional<RecordKind> ParseRecordKind(std::string_view text);

// The record an event tells of, and the state in which it is then. Nothing: the event tells of none, or changes no
// state.
struct RecordEffect {
  RecordKind kind = RecordKind::Order;
  std::string state;
  bool is_first = false;  // the event that makes the record, as against one that changes it
  // What was done to an order, and by whom.
  std::optional<domain::OrderAct> act = std::nullopt;
  domain::Actor by = domain::Actor::Resident;
};
std::optional<RecordEffect> EffectOf(const OfferedEvent& event);
// Whether it is the event that makes an order, complaint or suggestion.
bool MakesRecord(const OfferedEvent& event);

// A record as an archive keeps it. `sequence` is that of the kiosk's event that last said where it stands.
struct KeptRecord {
  RecordKind kind = RecordKind::Order;
  std::string service_code;
  std::string state;
  std::int64_t sequence = 0;
  bool is_set_here = false;  // staff of the centre have set its state
};
// Words of OrderState after which nothing more is to be done, as SQL lists them.
inline constexpr const char* kClosedStates = "'completed', 'cancelled', 'declined'";
bool IsClosed(std::string_view order_state);

// What an archive writes when an event comes in that tells of a record.
struct RecordStep {
  KeptRecord after;
  std::optional<std::string> standing;  // one more line of the history; the first one when the effect is
  bool is_told = false;                 // after.state goes to the kiosk, in the effect's kind
};
// Nothing: the event is older than what is known. One rule for every archive.
std::optional<RecordStep> StepOf(const std::optional<KeptRecord>& before, const RecordEffect& effect,
                                 const OfferedEvent& event);

// What the event that makes a record says openly of it.
struct Registration {
  std::string service_code;  // of an order; otherwise empty
  std::string urgency;       // the same
  std::string package_code;  // the same; empty when none was chosen
  std::string compound;      // the same: its code, never the address
  base::TimePoint requested_at;
  std::optional<base::TimePoint> due;  // when a first response, or an answer, was promised
};
// From the event's exact bytes as they were archived. What the kiosk left out or garbled is left out.
Registration ReadRegistration(std::string_view event);

// What a rating's event says openly of it.
struct OpenRating {
  std::string id;
  bool is_anonymous = false;
  std::string number;  // of the order, or the rating's own; empty when it is anonymous
  std::string service_code;
  std::string day;  // of the rating, in China
  int overall = 0;  // 1 to 5 stars; the others 0 when they were not given
  int timeliness = 0;
  int professionalism = 0;
  int attitude = 0;
  std::vector<std::string> reason_codes;
};
// From the event's exact bytes as they were archived. Corrupt when it has no overall stars.
base::Result<OpenRating> ReadRating(std::string_view event);

// Whether staff may set a record of this kind from one state to the other: Invalid for a word that is no state, Refused
// with what may follow when the act is not possible.
base::Result<base::Done> MayBecome(RecordKind kind, const std::string& from, const std::string& to);

// A status set at the centre, for the resident to see at the kiosk.
struct StatusChange {
  std::string number;
  std::string state;
  std::string note;  // for the resident to read; never personal
  base::TimePoint at;
};

// The exact bytes that the feed of changes carries: a CloudEvent cn.bianmin.order.status.v1 or complaint.status.v1.
std::string WriteStatusEvent(RecordKind kind, const StatusChange& change, std::string_view event_id);
// The same of a document, with its content: a CloudEvent cn.bianmin.document.published.v1.
std::string WritePublishedEvent(const domain::Publication& publication, std::string_view event_id);

// What every archive says when it publishes.
base::Error NothingToWithdraw(const domain::Publication& publication);
base::Error UnreadablePublication(std::string_view kind, std::string_view scope);

}  // namespace bianmin::centre
