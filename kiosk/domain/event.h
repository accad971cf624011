#pragma once
// What the kiosk tells the city centre: one event for each act of a resident, and
// for each act of staff on an order. kiosk/store asks an EventWriter for the
// bytes of an event inside the transaction that stores the fact, so that the two are one; kiosk/wire is the writer. The
// bytes are frozen: what is sent again is what was sent before.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/id.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/casework.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/grievance.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/rating.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/rectification.h"
#include "kiosk/domain/shift.h"

namespace bianmin::domain {

using EventId = base::Id<struct EventTag>;

// What makes an event this one and no other. Of an anonymous rating the id is timeless (UUID version 4) and the time
// the start of the day, China Standard Time.
struct EventStamp {
  EventId id;
  std::int64_t sequence = 0;  // of the outbox: 1, 2, 3 … without gaps
  base::TimePoint time;
};

// What a member of staff did to an order, as the city hears it: the role, never who. Words are sealed.
struct HandledOrder {
  RecordNumber number;
  OrderAct act = OrderAct::Accept;
  OrderState state = OrderState::Registered;  // after the act
  Role role = Role::Clerk;
  std::string reason_code = {};
  std::string provider_code = {};
  std::string service_code = {};  // as corrected
  std::string text = {};
  std::string place = {};  // where a provider and a resident agreed to meet
};

// What a kiosk says that was brought back from a backup: events between the two sequences were never made, or are known
// to the city alone.
struct RestoredKiosk {
  base::TimePoint backup_made_at;
  std::int64_t last_sequence = 0;  // in the backup
  std::int64_t next_sequence = 0;  // from here on it counts again
};

// An act of staff on a complaint, suggestion or bad rating. Who acted, whom it concerns and every word travel sealed.
struct GrievanceHandled {
  RecordNumber number;
  GrievanceKind kind = GrievanceKind::Complaint;
  HandlingAct act = HandlingAct::TakeUp;
  HandlingStep step = HandlingStep::Received;  // after it
  std::string outcome;                         // as in HandlingEntry
  base::TimePoint answer_by;
  StaffNumber by;
  std::optional<StaffNumber> owner;
  std::optional<StaffNumber> subject;
  std::string words;
};

// An act of staff on a line of the 整改台账; without an act, its opening. The same is sealed.
struct RectificationChanged {
  RectificationId id;
  RectificationOrigin origin = RectificationOrigin::Check;
  std::optional<RecordNumber> number;  // of the complaint or named rating it came from
  std::optional<RatingId> rating;      // of the rating it came from
  std::optional<RectificationAct> act;
  RectificationState state = RectificationState::Open;  // after it
  std::string outcome;                                  // of a call-back or an appeal; otherwise empty
  std::string service_code;
  base::Date due;
  StaffNumber by;
  std::optional<StaffNumber> owner;
  std::string words;
};

// Each function returns the whole event as one JSON object without a final line break. It neither stores nor sends.
class EventWriter {
 public:
  virtual ~EventWriter() = default;
  virtual std::string OrderRegistered(const Order& order, const EventStamp& stamp) const = 0;
  virtual std::string OrderCancelled(const RecordNumber& number, std::string_view reason_code,
                                     const EventStamp& stamp) const = 0;
  virtual std::string OrderReminded(const RecordNumber& number, const EventStamp& stamp) const = 0;
  virtual std::string OrderCompletionConfirmed(const RecordNumber& number, const EventStamp& stamp) const = 0;
  virtual std::string OrderReopened(const RecordNumber& number, const EventStamp& stamp) const = 0;
  virtual std::string OrderHandled(const HandledOrder& handled, const EventStamp& stamp) const = 0;
  // `number` is the receipt of a named rating; an anonymous one has none.
  virtual std::string RatingGiven(const RatingId& id, const GivenRating& rating,
                                  const std::optional<RecordNumber>& number, const EventStamp& stamp) const = 0;
  virtual std::string ComplaintFiled(const Complaint& complaint, const EventStamp& stamp) const = 0;

  // Of the kiosk itself, without a record. A shift's figures alone: who signed and what was noted stays here.
  virtual std::string ShiftClosed(const ClosedShift& closed, const EventStamp& stamp) const = 0;
  virtual std::string KioskRestored(const RestoredKiosk& restored, const EventStamp& stamp) const = 0;
  // The rights of a resident, exercised at this kiosk: how to reach them from now on; or that the personal fields of
  // this record are erased here and are to be erased there.
  virtual std::string ContactCorrected(const RecordNumber& number, const Contact& contact,
                                       const EventStamp& stamp) const = 0;
  virtual std::string PersonalErased(const RecordNumber& number, const EventStamp& stamp) const = 0;
  virtual std::string ComplaintHandled(const GrievanceHandled& handled, const EventStamp& stamp) const = 0;
  virtual std::string RectificationHasChanged(const RectificationChanged& changed, const EventStamp& stamp) const = 0;
};

}  // namespace bianmin::domain
