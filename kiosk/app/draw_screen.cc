#include "kiosk/app/draw_screen.h"

#include "kiosk/app/draw_staff.h"
#include "kiosk/app/update_staff.h"
#include "kiosk/screens/resident/greeting.h"
#include "kiosk/screens/resident/home.h"

namespace bianmin::app {
namespace {

using base::Milliseconds;

int SecondsUntil(Milliseconds then, Milliseconds now) {
  return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(then - now).count());
}

// Each screen draws itself.
struct Drawer {
  const Model& model;
  const screens::Scene& scene;
  ui::Frame& frame;
  Milliseconds now;

  std::optional<screens::Action> operator()(const Home&) const { return DrawHome(scene, frame); }
  std::optional<screens::Action> operator()(const Greeting&) const {
    return DrawGreeting(model.defaults.comfort, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::NeedDraft& draft) const {
    return DrawRegisterNeed(draft, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::RatingDraft& draft) const {
    return DrawRateService(draft, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::ComplaintDraft& draft) const {
    return DrawFileComplaint(draft, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::LookUpDraft& draft) const {
    return DrawLookUp(draft, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::InformationState& state) const {
    return DrawInformation(state, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::ResumeState& state) const {
    return DrawResumeForm(state, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const Outcome& outcome) const {
    std::optional<screens::Homeward> homeward;
    if (outcome.home_at) {
      homeward = {std::max(0, SecondsUntil(*outcome.home_at, now)), static_cast<int>(kOutcomeStays.count())};
    }
    return DrawOutcome(outcome.kind, outcome.print.paper, homeward, scene, frame);
  }
  std::optional<screens::Action> operator()(const Unavailable& unavailable) const {
    return DrawUnavailable(unavailable.reason, scene, frame);
  }
  std::optional<screens::Action> operator()(const Device&) const {
    screens::DeviceView view = ViewOf(model.machine, scene.now);
    view.offers_sign_in = !model.staff;
    return DrawDevice(view, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::CalibrationState& state) const {
    return DrawCalibration({.state = state,
                            .current_mm = model.machine.panel.width_mm,
                            .may_store = MayCalibrate(model),
                            .is_storing = model.is_saving},
                           scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::TouchTestState& state) const {
    return DrawTouchTest(state, scene, frame);
  }
  std::optional<screens::Action> operator()(const screens::SignInState& state) const {
    return DrawSignIn(state, model.is_saving, scene, frame);
  }
  std::optional<screens::Action> operator()(const StaffScreen& screen) const {
    return DrawStaffScreen(screen, model, scene, frame);
  }
};

}  // namespace

std::optional<screens::Action> DrawCurrentScreen(const Model& model, const screens::Scene& scene, Milliseconds now,
                                                 ui::Frame& frame) {
  return std::visit(Drawer{model, scene, frame, now}, model.screen);
}

}  // namespace bianmin::app
