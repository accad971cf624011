#pragma once
// What a person can do on the staff's pages; each part has a header and a variant of its own. Part of screens::Action.

#include <variant>

#include "kiosk/screens/staff/account_acts.h"
#include "kiosk/screens/staff/case_acts.h"
#include "kiosk/screens/staff/device_acts.h"
#include "kiosk/screens/staff/grievance_acts.h"
#include "kiosk/screens/staff/paper_acts.h"
#include "kiosk/screens/staff/queue_acts.h"
#include "kiosk/screens/staff/shift_acts.h"

namespace bianmin::screens {

// Copied, moved and ended in action.cc alone: inlined into every file, that was a third of the building.
struct StaffAct : std::variant<DeviceAct, AccountAct, QueueAct, CaseworkAct, GrievanceAct, ShiftAct, PaperAct> {
  using variant::variant;
  StaffAct(const StaffAct&);
  StaffAct(StaffAct&&) noexcept;
  StaffAct& operator=(const StaffAct&);
  StaffAct& operator=(StaffAct&&) noexcept;
  ~StaffAct();
};

}  // namespace bianmin::screens
