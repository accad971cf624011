// The pages of the machine: how one gets there and back, and what is stored there.
#include <algorithm>

#include "kiosk/app/update_staff.h"

namespace bianmin::app {
namespace {

using screens::CalibrationStage;
using screens::CalibrationState;
using screens::TouchTestState;

struct Actor {
  Model& model;
  const Circumstances& at;

  Commands operator()(const screens::PressLogo&) const {
    const bool is_first =
        std::holds_alternative<Home>(model.screen) || std::holds_alternative<Unavailable>(model.screen);
    if (is_first) return OpenDevicePage(model);
    if (model.staff && std::holds_alternative<StaffScreen>(model.screen)) {
      ShowStaffScreen(model, Workbench{});
    } else {
      AskToLeave(model);
    }
    return {};
  }
  Commands operator()(const screens::OpenDevice&) const { return OpenDevicePage(model); }
  Commands operator()(const screens::OpenCalibration&) const {
    const auto width = static_cast<double>(model.machine.panel.width_mm);
    model.screen = CalibrationState{.stage = CalibrationStage::Match,
                                    .width_mm = std::clamp(width, screens::kNarrowestBeginMm, screens::kWidestBeginMm),
                                    .problem = {}};
    return {};
  }
  Commands operator()(const screens::OpenTouchTest&) const {
    TouchTestState state;
    state.ends_at = at.steady + screens::kTouchTestWaits;
    model.screen = std::move(state);
    return {};
  }
  Commands operator()(const screens::ResizeCard& resize) const {
    auto* state = std::get_if<CalibrationState>(&model.screen);
    if (state != nullptr && state->stage == CalibrationStage::Match) Resize(*state, resize.by);
    return {};
  }
  Commands operator()(const screens::ReachCells& reach) const {
    auto* state = std::get_if<TouchTestState>(&model.screen);
    if (state == nullptr || state->is_over) return {};
    Reach(*state, reach.cells, reach.reached);
    state->ends_at = at.steady + screens::kTouchTestWaits;
    return {};
  }
  Commands operator()(const screens::EndTouchTest&) const {
    if (auto* state = std::get_if<TouchTestState>(&model.screen)) state->is_over = true;
    return {};
  }
};

Commands GoNext(Model& model, CalibrationState& state, const Circumstances& at) {
  if (state.stage == CalibrationStage::Stored) return OpenDevicePage(model);
  if (!MayCalibrate(model)) return {};
  if (state.stage == CalibrationStage::Match) {
    state.stage = CalibrationStage::Confirm;
    state.problem.clear();
    return {};
  }
  model.is_saving = true;
  std::optional<domain::StaffNumber> by;
  if (model.staff) by = model.staff->member.number;
  return {StoreCalibration{model.machine.calibration_file, {PanelWidthOf(state), base::LocalDate(at.now)}, by}};
}

Commands GoBack(Model& model) {
  if (std::holds_alternative<Device>(model.screen)) {
    model.screen = FirstScreen(model);
    ++model.errand;
    return {};
  }
  auto* calibration = std::get_if<CalibrationState>(&model.screen);
  if (calibration != nullptr && calibration->stage == CalibrationStage::Confirm) {
    calibration->stage = CalibrationStage::Match;
    return {};
  }
  return OpenDevicePage(model);
}

}  // namespace

bool IsForStaff(const Screen& screen) {
  return std::holds_alternative<Device>(screen) || std::holds_alternative<CalibrationState>(screen) ||
         std::holds_alternative<TouchTestState>(screen);
}

Commands OpenDevicePage(Model& model) {
  model.screen = Device{};
  return {ExamineMachine{model.machine.data_folder}};
}

bool MayCalibrate(const Model& model) {
  return model.machine.may_calibrate || (model.staff && !model.staff->member.has_given_pin &&
                                         domain::Reaches(model.staff->member.role, domain::Role::Supervisor));
}

bool EndsQuietly(const Screen& screen) {
  return std::holds_alternative<Home>(screen) || std::holds_alternative<Greeting>(screen) ||
         std::holds_alternative<Unavailable>(screen) || std::holds_alternative<screens::SignInState>(screen) ||
         IsForStaff(screen);
}

bool EndsQuietly(const Model& model) { return !model.staff && EndsQuietly(model.screen); }

bool AsksForPin(const Screen& screen) {
  if (std::holds_alternative<screens::SignInState>(screen)) return true;
  const auto* staffs = std::get_if<StaffScreen>(&screen);
  if (staffs == nullptr) return false;
  if (const auto* closing = std::get_if<screens::ShiftClosingState>(staffs)) return screens::IsBeingSigned(*closing);
  return std::holds_alternative<screens::OwnPinState>(*staffs) ||
         std::holds_alternative<screens::AccountsState>(*staffs);
}

Screen FirstScreen(const Model& model) {
  if (!model.machine.store_trouble.empty()) return Unavailable{model.machine.store_trouble};
  if (model.staff && model.staff->member.has_given_pin) return StaffScreen{screens::OwnPinState{}};
  if (model.staff) return StaffScreen{Workbench{}};
  return Home{};
}

Commands ActOn(Model& model, const screens::DeviceAct& act, const Circumstances& at) {
  return std::visit(Actor{model, at}, act);
}

Commands UpdateStaffPage(Model& model, const screens::Action& action, const Circumstances& at) {
  if (std::holds_alternative<screens::GoBack>(action)) return GoBack(model);
  auto* calibration = std::get_if<CalibrationState>(&model.screen);
  const bool is_next = std::holds_alternative<screens::GoNext>(action);
  return is_next && calibration != nullptr ? GoNext(model, *calibration, at) : Commands{};
}

}  // namespace bianmin::app
