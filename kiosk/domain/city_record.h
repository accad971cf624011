#pragma once
// What the city's centre says of a record that another kiosk took in: where it stands and since when. Nothing of the
// resident is in it, and no word that anybody wrote: whoever holds the receipt may read it without the phone digits.
// kiosk/wire reads it from the network's bytes, kiosk/store hands it from bianmin-sync to the kiosk, the screens show
// it. Values only.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/id.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

// One question to the city, on its way from the screen and back.
using InquiryId = base::Id<struct InquiryTag>;

struct CityStanding {
  OrderState state = OrderState::Registered;
  base::TimePoint at;
  friend bool operator==(const CityStanding&, const CityStanding&) = default;
};

struct CityOrder {
  std::string service_code;
  Urgency urgency = Urgency::Ordinary;
  OrderState state = OrderState::Registered;
  std::vector<CityStanding> history;  // oldest first; at least the registration, kMaxHistoryEntries at most
  friend bool operator==(const CityOrder&, const CityOrder&) = default;
};

// Of a complaint or suggestion nothing else is told, so that the answer does not say which are about the centre itself
// or anonymous.
struct CityComplaint {
  ComplaintKind kind = ComplaintKind::Complaint;
  ComplaintState state = ComplaintState::Received;
  base::TimePoint since;
  friend bool operator==(const CityComplaint&, const CityComplaint&) = default;
};

struct CityRecord {
  RecordNumber number;
  base::TimePoint taken_at;            // registered or filed
  std::optional<base::TimePoint> due;  // when a first response, or an answer, was promised
  base::TimePoint as_of;               // by the centre's clock
  std::variant<CityOrder, CityComplaint> what;
  friend bool operator==(const CityRecord&, const CityRecord&) = default;
};

// No kiosk has told the centre of such a record, or not yet.
struct UnknownToCity {
  friend bool operator==(UnknownToCity, UnknownToCity) { return true; }
};
// There was no usable answer: the line is down, or something else answers in the centre's place.
struct CityUnreachable {
  friend bool operator==(CityUnreachable, CityUnreachable) { return true; }
};
// Nobody answered within kInquiryLives.
struct CityTooLate {
  friend bool operator==(CityTooLate, CityTooLate) { return true; }
};
using CityAnswer = std::variant<CityRecord, UnknownToCity, CityUnreachable, CityTooLate>;

}  // namespace bianmin::domain
