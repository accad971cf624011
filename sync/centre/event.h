#pragma once
// One event as a kiosk offers it: the CloudEvents attributes the centre needs, read from its exact bytes and checked.
// What is inside `data.sealed` stays closed here; the centre's relay of the protocol has no key for it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace bianmin::centre {

// What the source of a request begins with that another system of the city brought; the name of its key follows. No
// kiosk's is like that: after "urn:bianmin:" those have three parts, and this one has two.
inline constexpr std::string_view kOpen311Source = "urn:bianmin:open311:";
inline bool IsOpen311Source(std::string_view source) {
  return source.starts_with(kOpen311Source) && source.find(':', kOpen311Source.size()) == std::string_view::npos;
}

enum class EventKind {
  OrderRegistered,
  OrderCancelled,
  OrderReminded,
  OrderCompleted,
  OrderReopened,
  OrderHandled,
  RatingGiven,
  ComplaintFiled,
  SuggestionFiled,
  ShiftClosed,
  KioskRestored,
  ContactCorrected,
  PersonalErased,
  ComplaintHandled,
  RectificationChanged,
  Unknown,  // of a kiosk newer than this centre: archived all the same, for a later one to read
};

struct OfferedEvent {
  EventKind kind = EventKind::Unknown;
  std::string id;  // a UUID, lower case
  std::string source;
  std::string type;
  std::string subject;  // the record's number; empty for an anonymous rating
  base::TimePoint time;
  std::int64_t sequence = 0;       // in the kiosk's outbox
  std::string service_code;        // of a registered order; otherwise empty
  std::string act;                 // of a handled order, as staff did it; otherwise empty
  std::string state;               // the same: where the kiosk left the order
  std::string handled_kind;        // of a handled complaint: "complaint", "suggestion" or "bad_rating"
  std::string handled_state;       // of the same: where it stands now for the resident
  std::int64_t restored_from = 0;  // of a restored kiosk: the last sequence its backup knew
  std::string bytes;               // exactly as sent
  base::Digest fingerprint{};

  // Nothing may lead from it to a moment, so nothing finer than its day is kept with it.
  bool is_anonymous_rating() const { return kind == EventKind::RatingGiven && subject.empty(); }
};

// An element of a batch that is no event. It is kept for a person to look at, and its neighbours are not held up.
struct BrokenEvent {
  std::string id;  // as far as it could be read; may be empty
  std::string why;
  std::string bytes;
  base::Digest fingerprint{};
};

using Element = std::variant<OfferedEvent, BrokenEvent>;

// Never fails: what cannot be read becomes a BrokenEvent that says why.
Element ReadElement(std::string_view bytes);

// "cn.bianmin.order.registered.v1" …; Unknown for any other type.
EventKind KindOf(std::string_view type);

}  // namespace bianmin::centre
