#pragma once
// What is held of a resident under one number, to be shown to the person it is about. Read by kiosk/store/rights.h,
// shown by the staff's page.

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/domain/personal.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

struct HeldFields {
  enum class Kind { Order, Complaint, Rating };
  Kind kind = Kind::Order;
  RecordNumber number;
  bool is_open = false;
  bool is_delivered = false;  // the city has all its events
  std::optional<base::TimePoint> erased_at;
  std::optional<Contact> contact;  // nothing: anonymous, erased, or the city's alone
  std::string address;
  std::string words;           // description or comment
  std::int64_t documents = 0;  // archived, with their text
};

}  // namespace bianmin::domain
