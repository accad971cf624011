#pragma once
// 交接班: one spell of duty at the kiosk, from who opened it to the two who signed it over, and the figures that stand
// in its record. A closed shift is frozen: its figures are what was true in one snapshot, and their digest is in the
// journal. kiosk/store/shifts.h counts and stores.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/id.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/staff.h"

namespace bianmin::domain {

using ShiftId = base::Id<struct ShiftTag>;

// The events of this kiosk against what the city has confirmed. made = confirmed + waiting + refused, or something is
// wrong and `missing` says how many.
struct Reconciliation {
  std::int64_t made = 0;
  std::int64_t confirmed = 0;
  std::int64_t waiting = 0;
  std::optional<base::TimePoint> waiting_since;
  std::int64_t refused = 0;
  std::string refused_why;  // of the latest; the centre's words, never personal
  std::int64_t missing() const { return made - confirmed - waiting - refused; }
  friend bool operator==(const Reconciliation&, const Reconciliation&) = default;
};

struct ShiftFigures {
  // Since the shift was opened.
  std::int64_t orders_in = 0;
  std::int64_t urgent_in = 0;
  std::int64_t complaints_in = 0;
  std::int64_t suggestions_in = 0;
  std::int64_t ratings_in = 0;  // by name
  std::int64_t bad_ratings_in = 0;
  std::int64_t anonymous_yesterday = 0;  // by whole days that are over: nobody learns when one was given
  std::int64_t anonymous_bad_yesterday = 0;
  std::int64_t orders_moved = 0;  // whose state changed
  std::int64_t orders_ended = 0;
  std::int64_t staff_acts = 0;  // entries of the journal by staff
  // At the moment of the snapshot.
  std::int64_t orders_open = 0;
  std::int64_t orders_unanswered = 0;  // of them, nobody has taken up yet
  std::int64_t orders_overdue = 0;
  std::int64_t complaints_open = 0;
  std::int64_t complaints_overdue = 0;
  std::int64_t bad_ratings_open = 0;  // anonymous ones, too: until they are rectified
  Reconciliation city;
  friend bool operator==(const ShiftFigures&, const ShiftFigures&) = default;
};

// Whoever takes over, or why nobody does.
enum class NoSuccessor { ClosedForTheDay, ComesLater, Unwell, Other };

struct Shift {
  ShiftId id;
  std::int64_t number = 0;  // 1, 2, 3 … of this kiosk
  StaffNumber opened_by;
  base::TimePoint opened_at;
};

// Under which its papers are archived.
std::string ShiftRecord(std::int64_t number);

// As it will be read years later.
struct ClosedShift {
  Shift shift;
  base::TimePoint closed_at;
  StaffNumber left_by;                      // who signed for leaving
  std::optional<StaffNumber> taken_by;      // who signed for taking over
  std::optional<NoSuccessor> no_successor;  // exactly when nobody did
  ShiftFigures figures;
  std::string left_because;  // why what is left is left; free text
  std::string notes;         // for who comes; free text
};

// One record that is left, for the list: nothing personal, and nothing about a member of staff or the whole centre.
struct LeftRecord {
  enum class Kind { Order, Complaint, Suggestion, BadRating };
  Kind kind = Kind::Order;
  RecordNumber number;
  std::string service_code;  // of an order or rating; of a complaint its subject
  std::string state;         // the wire's word
  base::TimePoint arrived_at;
  base::TimePoint due;
  bool is_overdue = false;
};

struct ShiftReview {
  std::optional<Shift> shift;                  // the open one
  base::TimePoint at;                          // of the snapshot
  std::optional<base::TimePoint> last_act_at;  // of the journal; a clock before it was set back
  ShiftFigures figures;
  std::vector<LeftRecord> left;  // overdue ones first, then by due time; the first kMaxReportRows of each kind
};

// What the moment of closing is worth. A clock that was set back before the shift began, or stands more than
// kLongestShift after it, is said and not computed with.
enum class ShiftLength { Usual, ClockWentBack, TooLong };
ShiftLength LengthOf(base::TimePoint opened, base::TimePoint now);
// Never negative: zero when the clock went back.
std::chrono::minutes DurationOf(base::TimePoint opened, base::TimePoint now);

// One line for each figure, "orders_in 12": what the digest of a closed shift is made of.
std::string CanonicalText(const ShiftFigures& figures);

std::string_view WireName(NoSuccessor reason);
std::optional<NoSuccessor> ParseNoSuccessor(std::string_view text);

}  // namespace bianmin::domain
