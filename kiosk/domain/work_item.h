#pragma once
// One row of the queue of staff: something that waits (or waited) for them, without anything personal. And who looks:
// what is said about a member of staff is hidden from that member, and from all but supervisors until somebody wrote
// down whom it is about.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/queue_order.h"
#include "kiosk/domain/rating.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/staff.h"

namespace bianmin::domain {

enum class WorkKind { Order, Complaint, Suggestion, Rating };
std::string_view WireName(WorkKind kind);
std::optional<WorkKind> ParseWorkKind(std::string_view text);

struct QueueViewer {
  StaffNumber number;
  Role role = Role::Clerk;
};

struct WorkItem {
  QueuePlace place;
  std::optional<RecordNumber> number;  // nothing: an anonymous rating, of which only the day is known
  std::optional<RatingId> rating;      // of an anonymous one
  WorkKind kind = WorkKind::Order;
  bool is_open = true;
  std::string service_code;  // may be empty: a complaint that concerns no order
  std::string state;         // the record's state as it is stored and sent
  std::optional<StaffNumber> owner;
  bool is_confirmed = false;  // everything told of it is at the city
  bool is_acknowledged = false;

  bool HasOnlyDay() const { return !number.has_value(); }
};

// ---- filters
struct AllOpen {
  friend bool operator==(const AllOpen&, const AllOpen&) = default;
};
struct MineOnly {
  friend bool operator==(const MineOnly&, const MineOnly&) = default;
};
struct NewSince {
  base::TimePoint since;
  friend bool operator==(const NewSince&, const NewSince&) = default;
};
struct OverdueOnly {
  friend bool operator==(const OverdueOnly&, const OverdueOnly&) = default;
};
struct ComplaintsAndSuggestions {
  friend bool operator==(const ComplaintsAndSuggestions&, const ComplaintsAndSuggestions&) = default;
};
struct BadRatings {
  friend bool operator==(const BadRatings&, const BadRatings&) = default;
};
struct OfService {
  std::string code;
  friend bool operator==(const OfService&, const OfService&) = default;
};
struct InState {
  std::string state;
  friend bool operator==(const InState&, const InState&) = default;
};
using QueueFilter =
    std::variant<AllOpen, MineOnly, NewSince, OverdueOnly, ComplaintsAndSuggestions, BadRatings, OfService, InState>;

struct QueuePage {
  std::int64_t total = 0;   // rows under the filter
  std::int64_t offset = 0;  // of the first item
  std::vector<WorkItem> items;
  base::TimePoint as_of;
};

// For the head of the page.
struct QueueCounts {
  std::int64_t all = 0;
  std::int64_t mine = 0;
  std::int64_t new_since = 0;
  std::int64_t overdue = 0;
  std::int64_t complaints_and_suggestions = 0;
  std::int64_t bad_ratings = 0;
  std::int64_t sealed = 0;  // open complaints about the centre: the city's alone, only counted here
  std::vector<std::pair<std::string, std::int64_t>> by_service;  // code and rows
  std::vector<std::pair<std::string, std::int64_t>> by_state;
};

// Newest first.
struct SearchAnswer {
  std::vector<WorkItem> items;
  bool may_be_more = false;  // the search stopped at a limit: type more
};

// Urgent needs that nobody has acknowledged yet, the oldest first.
struct UrgentAlert {
  std::int64_t count = 0;
  std::vector<RecordNumber> numbers;  // the first of them
};

}  // namespace bianmin::domain
