#pragma once
// Shifts at this kiosk: opened by one, reviewed, closed by two signatures, then frozen. The caller has made sure of who
// signs. What came in is counted from the journal, from where the shift before ended, so that nothing between two
// shifts is forgotten and no clock matters; what is left is counted in the same snapshot. A closing that a power cut or
// a full disk interrupted is done again by the same call.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/shift.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

struct Closing {
  domain::ShiftId shift;
  domain::StaffNumber left_by;
  std::variant<domain::StaffNumber, domain::NoSuccessor> successor;  // who takes over, or why nobody does
  std::string left_because;
  std::string notes;
};

class Shifts {
 public:
  explicit Shifts(Store& store) : core_(store.core()) {}

  // Conflict when one is open already: close that one first.
  base::Result<domain::Shift> Open(const domain::StaffNumber& by);
  // When the open shift was opened; nothing: none is open.
  base::Result<std::optional<base::TimePoint>> OpenedAt();
  // Also while no shift is open: then since the last one ended.
  base::Result<domain::ShiftReview> Review();
  // Refused when the clock stands before the shift's beginning, or when one signs for both. NotFound when there is no
  // such shift. A shift that is closed already is returned as it was closed when the same two signed it; otherwise
  // Conflict.
  base::Result<domain::ClosedShift> Close(const Closing& closing);
  // Newest first.
  base::Result<std::vector<domain::ClosedShift>> Latest(int most);
  // Whether the stored figures are those in the journal's digest.
  base::Result<bool> IsUnchanged(std::int64_t number);

 private:
  StoreCore& core_;
};

}  // namespace bianmin::store
