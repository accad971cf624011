#pragma once
// What the staff's pages want of the store, and what came of it: one variant for each part of their work, in a header
// of its own with its CarryOut and Failed. Part of StoreCommand and of Report.

#include <variant>

#include "kiosk/app/account_command.h"
#include "kiosk/app/case_command.h"
#include "kiosk/app/grievance_command.h"
#include "kiosk/app/paper_command.h"
#include "kiosk/app/queue_command.h"
#include "kiosk/app/shift_command.h"

namespace bianmin::app {

// Copied, moved and ended in staff_command.cc alone: inlined into every file, that was a third of the building.
struct StaffCommand
    : std::variant<AccountCommand, QueueCommand, CaseCommand, GrievanceCommand, ShiftCommand, PaperCommand> {
  using variant::variant;
  StaffCommand(const StaffCommand&);
  StaffCommand(StaffCommand&&) noexcept;
  StaffCommand& operator=(const StaffCommand&);
  StaffCommand& operator=(StaffCommand&&) noexcept;
  ~StaffCommand();
};
struct StaffReport : std::variant<AccountReport, QueueReport, CaseReport, GrievanceReport, ShiftReport, PaperReport> {
  using variant::variant;
  StaffReport(const StaffReport&);
  StaffReport(StaffReport&&) noexcept;
  StaffReport& operator=(const StaffReport&);
  StaffReport& operator=(StaffReport&&) noexcept;
  ~StaffReport();
};

StaffReport CarryOut(const StaffCommand& command, store::Store& store);
StaffReport Failed(const StaffCommand& command, const base::Error& error);

// Tells whether somebody is signed in: looked at whoever stands there now.
bool IsAboutSignIn(const StaffReport& report);

}  // namespace bianmin::app
