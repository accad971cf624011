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

  std::optional<screens::Action> operator()(const Workbench&) const {
    return DrawWorkbench(model.staff->member, scene, frame);
  }
  std::optional<screens::Action> operator()(const NothingHereYet& page) const {
    return DrawNothingHereYet(page.tile, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::OwnPinState& page) const {
    return DrawOwnPin(page, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::AccountsState& page) const {
    return DrawAccounts(page, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::JournalState& page) const {
    return DrawJournal(page, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::GrievanceState& page) const {
    return DrawGrievance(page, HandlerOf(model), model.is_saving, scene, frame);
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
