#include "kiosk/app/draw_staff.h"

#include "kiosk/app/update_staff.h"
#include "kiosk/base/check.h"
#include "kiosk/screens/staff/workbench.h"

namespace bianmin::app {
namespace {

struct Drawer {
  const Model& model;
  const screens::Scene& scene;
  ui::Frame& frame;

  screens::ShiftMachine MachineNow() const {
    return {.device = ViewOf(model.machine, scene.now), .sheets = SheetsNow()};
  }
  screens::SheetMachine SheetsNow() const {
    return {.can_print = model.machine.can_print_sheets, .can_export = !model.machine.export_folder.empty()};
  }

  std::optional<screens::Action> operator()(const Workbench&) const {
    return DrawWorkbench(model.staff->member, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::OwnPinState& page) const {
    return DrawOwnPin(page, model.staff->member.has_given_pin, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::ShiftHomeState& page) const {
    return DrawShiftHome(page, MachineNow(), scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::ShiftCheckState& page) const {
    return DrawShiftCheck(page, MachineNow(), model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::ShiftClosingState& page) const {
    return DrawShiftClosing(page, MachineNow(), model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::RightsState& page) const {
    return DrawRights(page, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::AccountsState& page) const {
    return DrawAccounts(page, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::CaseState& page) const {
    return DrawCase(page, model.staff->member.role, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::OnBehalfState& page) const {
    return DrawOnBehalf(page, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::WorkQueueState& page) const {
    return DrawWorkQueue(page, model.machine.alert, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::JournalState& page) const {
    return DrawJournal(page, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::GrievanceState& page) const {
    return DrawGrievance(page, HandlerOf(model), model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::AgreementState& page) const {
    return DrawAgreement(page, *scene.terms, SheetsNow(), model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::PaperState& page) const {
    return DrawPaper(page, SheetsNow(), scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::LedgerState& page) const {
    return DrawLedger(page, HandlerOf(model), model.is_saving, scene, frame);
  }
};

}  // namespace

std::optional<screens::Action> DrawStaffScreen(const StaffScreen& screen, const Model& model,
                                               const screens::Scene& scene, ui::Frame& frame) {
  CHECK(Admits(model, screen));
  return std::visit(Drawer{model, scene, frame}, screen);
}

}  // namespace bianmin::app
