#pragma once
// What the pages of shifts and of residents' rights want of the store. Part of StaffCommand.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/document.h"
#include "kiosk/domain/held_fields.h"
#include "kiosk/domain/shift.h"
#include "kiosk/store/shifts.h"
#include "kiosk/store/staff_accounts.h"

namespace bianmin::app {

struct ReadShifts {};
struct OpenShift {
  domain::StaffNumber by;
};
// The PINs are checked first; nothing is closed unless both are right.
struct CloseShift {
  store::Closing closing;
  std::string leaver_pin;
  std::string taker_pin;
};
struct ShowHeld {
  domain::RecordNumber number;
  domain::StaffNumber by;
};
struct CorrectContact {
  domain::RecordNumber number;
  domain::Contact contact;
  domain::StaffNumber by;
};
struct ErasePersonal {
  domain::RecordNumber number;
  domain::StaffNumber by;
};

using ShiftCommand = std::variant<ReadShifts, OpenShift, CloseShift, ShowHeld, CorrectContact, ErasePersonal>;

struct ShiftsRead {
  base::Result<domain::ShiftReview> review;
  base::Result<std::vector<domain::ClosedShift>> past;
  std::vector<domain::ArchivedDocument> papers = {};  // of those
};
struct ShiftOpened {
  base::Result<domain::Shift> shift;
};
// Whose PIN was wrong, or how the closing went.
struct ShiftClosedAnswer {
  bool is_of_taker = false;  // `check` is the taker's
  base::Result<store::PinCheck> check;
  std::optional<base::Result<domain::ClosedShift>> closed;  // only when both PINs were right
};
struct HeldShown {
  base::Result<domain::HeldFields> held;
};
struct HeldChanged {
  bool is_erased = false;  // or corrected
  base::Result<base::Done> done;
  base::Result<domain::HeldFields> held;  // as it is afterwards
};

using ShiftReport = std::variant<ShiftsRead, ShiftOpened, ShiftClosedAnswer, HeldShown, HeldChanged>;

ShiftReport CarryOut(const ShiftCommand& command, store::Store& store);
// For want of a store.
ShiftReport Failed(const ShiftCommand& command, const base::Error& error);

}  // namespace bianmin::app
