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

using StaffCommand =
    std::variant<AccountCommand, QueueCommand, CaseCommand, GrievanceCommand, ShiftCommand, PaperCommand>;
using StaffReport = std::variant<AccountReport, QueueReport, CaseReport, GrievanceReport, ShiftReport, PaperReport>;

inline StaffReport CarryOut(const StaffCommand& command, store::Store& store) {
  return std::visit([&](const auto& part) { return StaffReport{CarryOut(part, store)}; }, command);
}
inline StaffReport Failed(const StaffCommand& command, const base::Error& error) {
  return std::visit([&](const auto& part) { return StaffReport{Failed(part, error)}; }, command);
}

// Tells whether somebody is signed in: looked at whoever stands there now.
inline bool IsAboutSignIn(const StaffReport& report) {
  const auto* account = std::get_if<AccountReport>(&report);
  return account != nullptr && std::holds_alternative<SignInAnswered>(*account);
}

}  // namespace bianmin::app
