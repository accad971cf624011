// 修改密码: the old PIN, the new one, the new one again.
#include "kiosk/app/update_staff.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/staff/digits_page.h"

namespace bianmin::app {
namespace {

using screens::OwnPinStage;
using screens::OwnPinState;
using screens::SignInProblem;

std::string& DigitsOf(OwnPinState& page) {
  if (page.stage == OwnPinStage::Old) return page.old_pin;
  return page.stage == OwnPinStage::New ? page.pin : page.again;
}

Commands Store(Model& model, OwnPinState& page, const domain::Pin& pin) {
  if (page.again != page.pin) {
    page = OwnPinState{.stage = OwnPinStage::New, .old_pin = page.old_pin, .differ = true};
    return {};
  }
  return Await(model, ChangeOwnPin{model.staff->member.number, page.old_pin, pin});
}

Commands GoOn(Model& model, OwnPinState& page) {
  page.problem = {};
  page.differ = false;
  if (page.stage == OwnPinStage::Done) {
    ShowStaffScreen(model, Workbench{});
    return {};
  }
  if (page.stage == OwnPinStage::Old) {
    if (page.old_pin.size() < domain::kMinPinDigits) {
      page.problem.kind = SignInProblem::Kind::PinTooShort;
    } else {
      page.stage = OwnPinStage::New;
    }
    return {};
  }
  const auto pin = domain::Pin::Parse(page.pin);
  page.shows_faults = !pin || page.pin == page.old_pin;
  if (page.shows_faults) {
    page.stage = OwnPinStage::New;
    return {};
  }
  if (page.stage == OwnPinStage::Again) return Store(model, page, *pin);
  page.stage = OwnPinStage::Again;
  return {};
}

void GoBack(Model& model, OwnPinState& page) {
  const bool is_given = model.staff->member.has_given_pin;
  if (is_given && page.stage != OwnPinStage::Again) return Reset(model);  // no other page leads on
  DigitsOf(page).clear();
  page.problem = {};
  page.differ = page.shows_faults = false;
  switch (page.stage) {
    case OwnPinStage::Old:
    case OwnPinStage::Done:
      ShowStaffScreen(model, Workbench{});
      break;
    case OwnPinStage::New:
      page.stage = OwnPinStage::Old;
      break;
    case OwnPinStage::Again:
      page.stage = OwnPinStage::New;
      break;
  }
}

}  // namespace

Commands TypeOnOwnPin(Model& model, OwnPinState& page, const std::vector<ui::Typed>& typed) {
  if (page.stage == OwnPinStage::Done) return {};
  return screens::TypeDigits(DigitsOf(page), domain::kMaxPinDigits, typed) ? GoOn(model, page) : Commands{};
}

Commands OnPage(Model& model, OwnPinState& page, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoNext>(action)) return GoOn(model, page);
  if (std::holds_alternative<screens::GoBack>(action)) GoBack(model, page);
  return {};
}

Commands Handle(Model& model, const OwnPinAnswered& report, const Circumstances&) {
  auto* page = StaffState<OwnPinState>(model);
  if (page == nullptr) return {};
  model.is_saving = false;
  *page = OwnPinState{};  // no PIN stays longer than it is needed
  if (!report.check) {
    base::LogError("a PIN was not changed: {}", report.check.error().message);
    page->problem.kind = SignInProblem::Kind::NotNow;
  } else if (std::holds_alternative<domain::StaffMember>(*report.check)) {
    page->stage = OwnPinStage::Done;
    model.staff->member.has_given_pin = false;
  } else {
    page->problem = ProblemOf(*report.check);
  }
  return {};
}

}  // namespace bianmin::app
