#pragma once
// The pages of whoever is signed in. Each part of the staff's work adds its states here and, in update_staff.h and
// draw_staff.cc, what becomes of them. Only ShowStaffScreen (update_staff.h) puts one on the screen.

#include <optional>
#include <variant>

#include "kiosk/domain/staff.h"
#include "kiosk/screens/staff/accounts.h"
#include "kiosk/screens/staff/agreement.h"
#include "kiosk/screens/staff/complaint_page.h"
#include "kiosk/screens/staff/journal.h"
#include "kiosk/screens/staff/ledger.h"
#include "kiosk/screens/staff/on_behalf.h"
#include "kiosk/screens/staff/order_page.h"
#include "kiosk/screens/staff/own_pin.h"
#include "kiosk/screens/staff/papers.h"
#include "kiosk/screens/staff/rights.h"
#include "kiosk/screens/staff/shift.h"
#include "kiosk/screens/staff/work_queue.h"

namespace bianmin::app {

struct Workbench {};  // 工作台

// Copied, moved and ended in model.cc alone: inlined into every file, that was a third of the building.
struct StaffScreen
    : std::variant<Workbench, screens::OwnPinState, screens::AccountsState, screens::JournalState,
                   screens::WorkQueueState, screens::CaseState, screens::OnBehalfState, screens::ShiftHomeState,
                   screens::ShiftCheckState, screens::ShiftClosingState, screens::RightsState, screens::GrievanceState,
                   screens::LedgerState, screens::AgreementState, screens::PaperState> {
  using variant::variant;
  StaffScreen(const StaffScreen&);
  StaffScreen(StaffScreen&&) noexcept;
  StaffScreen& operator=(const StaffScreen&);
  StaffScreen& operator=(StaffScreen&&) noexcept;
  ~StaffScreen();
};

// Who is signed in. It ends with Reset, and nothing of it stays.
struct StaffSession {
  domain::StaffMember member;
  std::optional<domain::OnBehalf> behalf = {};  // while a resident's form is filled in for them
};

// Somebody was signed in and is not any more: to be journalled.
struct SignedOut {
  domain::StaffNumber number;
  bool by_itself = false;  // nobody touched the kiosk for too long
};

}  // namespace bianmin::app
