#include "kiosk/app/staff_command.h"

namespace bianmin::app {

StaffCommand::StaffCommand(const StaffCommand&) = default;
StaffCommand::StaffCommand(StaffCommand&&) noexcept = default;
StaffCommand& StaffCommand::operator=(const StaffCommand&) = default;
StaffCommand& StaffCommand::operator=(StaffCommand&&) noexcept = default;
StaffCommand::~StaffCommand() = default;

StaffReport::StaffReport(const StaffReport&) = default;
StaffReport::StaffReport(StaffReport&&) noexcept = default;
StaffReport& StaffReport::operator=(const StaffReport&) = default;
StaffReport& StaffReport::operator=(StaffReport&&) noexcept = default;
StaffReport::~StaffReport() = default;

StaffReport CarryOut(const StaffCommand& command, store::Store& store) {
  return std::visit([&](const auto& part) { return StaffReport{CarryOut(part, store)}; }, command);
}

StaffReport Failed(const StaffCommand& command, const base::Error& error) {
  return std::visit([&](const auto& part) { return StaffReport{Failed(part, error)}; }, command);
}

bool IsAboutSignIn(const StaffReport& report) {
  const auto* account = std::get_if<AccountReport>(&report);
  return account != nullptr && std::holds_alternative<SignInAnswered>(*account);
}

}  // namespace bianmin::app
