#include "kiosk/app/command.h"

namespace bianmin::app {

StoreCommand::StoreCommand(const StoreCommand&) = default;
StoreCommand::StoreCommand(StoreCommand&&) noexcept = default;
StoreCommand& StoreCommand::operator=(const StoreCommand&) = default;
StoreCommand& StoreCommand::operator=(StoreCommand&&) noexcept = default;
StoreCommand::~StoreCommand() = default;

Command::Command(const Command&) = default;
Command::Command(Command&&) noexcept = default;
Command& Command::operator=(const Command&) = default;
Command& Command::operator=(Command&&) noexcept = default;
Command::~Command() = default;

Report::Report(const Report&) = default;
Report::Report(Report&&) noexcept = default;
Report& Report::operator=(const Report&) = default;
Report& Report::operator=(Report&&) noexcept = default;
Report::~Report() = default;

bool IsAnswer(const Report& report) {
  return !std::holds_alternative<Noticed>(report) && !std::holds_alternative<CityAnswered>(report) &&
         !std::holds_alternative<CityOffered>(report) && !std::holds_alternative<ChangedElsewhere>(report) &&
         !std::holds_alternative<StoreState>(report);
}

bool IsAboutMachine(const Report& report) {
  const auto* staff = std::get_if<StaffReport>(&report);
  return std::holds_alternative<MachineExamined>(report) || std::holds_alternative<CalibrationStored>(report) ||
         std::holds_alternative<OfferTaken>(report) || std::holds_alternative<TrialEnded>(report) ||
         (staff != nullptr && IsAboutSignIn(*staff));
}

}  // namespace bianmin::app
