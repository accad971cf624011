#include "kiosk/app/update_staff.h"

#include "kiosk/screens/staff/workbench.h"

namespace bianmin::app {
namespace {

using screens::StaffTile;

struct RoleNeeded {
  domain::Role operator()(const Workbench&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::OwnPinState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::WorkQueueState&) const { return screens::NeededRole(StaffTile::Queue); }
  domain::Role operator()(const screens::ShiftHomeState&) const { return screens::NeededRole(StaffTile::Shift); }
  domain::Role operator()(const screens::ShiftCheckState&) const { return screens::NeededRole(StaffTile::Shift); }
  domain::Role operator()(const screens::ShiftClosingState&) const { return screens::NeededRole(StaffTile::Shift); }
  domain::Role operator()(const screens::RightsState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::AccountsState&) const { return screens::NeededRole(StaffTile::Accounts); }
  domain::Role operator()(const screens::CaseState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::OnBehalfState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::GrievanceState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::LedgerState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::AgreementState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::PaperState&) const { return domain::Role::Clerk; }
  domain::Role operator()(const screens::JournalState&) const { return screens::NeededRole(StaffTile::Journal); }
};

}  // namespace

domain::Role NeededRole(const StaffScreen& screen) { return std::visit(RoleNeeded{}, screen); }

bool Admits(const Model& model, const StaffScreen& screen) {
  if (!model.staff) return false;
  const domain::StaffMember& member = model.staff->member;
  if (member.has_given_pin && !std::holds_alternative<screens::OwnPinState>(screen)) return false;
  return domain::Reaches(member.role, NeededRole(screen));
}

void ShowStaffScreen(Model& model, StaffScreen screen) {
  if (!Admits(model, screen)) return;
  model.screen = std::move(screen);
  model.is_saving = false;
  ++model.errand;
}

Commands UpdateStaff(Model& model, const screens::StaffAct& act, const Circumstances& at) {
  return std::visit([&](const auto& part) { return ActOn(model, part, at); }, act);
}

Commands UpdateStaffScreen(Model& model, const screens::Action& action, const Circumstances& at) {
  auto& screen = std::get<StaffScreen>(model.screen);
  if (!Admits(model, screen)) return {};
  return std::visit([&](auto& page) { return OnPage(model, page, action, at); }, screen);
}

Commands Handle(Model& model, const StaffReport& report, const Circumstances& at) {
  return std::visit([&](const auto& part) { return Handle(model, part, at); }, report);
}

}  // namespace bianmin::app
