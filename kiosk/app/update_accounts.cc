// Signing in and out, and the workbench.
#include <utility>

#include "kiosk/app/update_staff.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/staff/digits_page.h"
#include "kiosk/screens/staff/workbench.h"

namespace bianmin::app {
namespace {

using screens::SignInProblem;
using screens::SignInStage;
using screens::SignInState;
using screens::StaffTile;

Commands OpenBehind(Model& model, StaffTile tile, const Circumstances& at) {
  if (!model.staff || !domain::Reaches(model.staff->member.role, screens::NeededRole(tile))) return {};
  switch (tile) {
    case StaffTile::Queue:
      return OpenQueue(model, at);
    case StaffTile::Shift:
      return OpenShifts(model);
    case StaffTile::Rectification:
      return OpenLedger(model, screens::LedgerTab::Rectifications);
    case StaffTile::Journal:
      return OpenJournal(model);
    case StaffTile::Accounts:
      return OpenAccounts(model);
    case StaffTile::Device:
      return OpenDevicePage(model);
  }
  return {};
}

Commands Submit(Model& model, SignInState& state) {
  state.problem = {};
  const auto number = domain::StaffNumber::Parse(state.number);
  if (!number) {
    state.stage = SignInStage::Number;
    state.problem.kind = SignInProblem::Kind::NumberTooShort;
    return {};
  }
  if (state.stage == SignInStage::Number) {
    state.stage = SignInStage::Pin;
    return {};
  }
  if (state.pin.size() < domain::kMinPinDigits) {
    state.problem.kind = SignInProblem::Kind::PinTooShort;
    return {};
  }
  return Await(model, SignIn{*number, state.pin, model.errand});
}

Commands Type(Model& model, SignInState& state, const std::vector<ui::Typed>& typed) {
  const bool is_pin = state.stage == SignInStage::Pin;
  std::string& digits = is_pin ? state.pin : state.number;
  const std::size_t most = is_pin ? domain::kMaxPinDigits : domain::kMaxStaffNumberDigits;
  return screens::TypeDigits(digits, most, typed) ? Submit(model, state) : Commands{};
}

struct Actor {
  Model& model;
  const Circumstances& at;

  Commands operator()(const screens::OpenSignIn&) const {
    if (model.staff) return {};
    model.screen = SignInState{};
    ++model.errand;
    return {OfStaff(AccountCommand{CountStaff{}})};
  }
  Commands operator()(const screens::SignOut&) const {
    if (model.staff) Reset(model);
    return {};
  }
  Commands operator()(const screens::OpenTile& open) const { return OpenBehind(model, open.tile, at); }
  Commands operator()(const screens::OpenOwnPin&) const {
    ShowStaffScreen(model, screens::OwnPinState{});
    return {};
  }
  Commands operator()(const screens::PressDigits& entered) const {
    if (auto* page = StaffState<screens::OwnPinState>(model)) return TypeOnOwnPin(model, *page, entered.typed);
    if (auto* page = StaffState<screens::ShiftClosingState>(model)) return TypeOnClosing(model, *page, entered.typed);
    if (auto* page = StaffState<screens::AccountsState>(model)) return TypeOnAccounts(model, *page, entered.typed);
    auto* state = std::get_if<SignInState>(&model.screen);
    return state == nullptr || state->is_nobody_known ? Commands{} : Type(model, *state, entered.typed);
  }
  // What only one page gives.
  template <class Act>
  Commands operator()(const Act& act) const {
    if (auto* page = StaffState<screens::AccountsState>(model)) return ActOnAccounts(model, *page, act);
    if (auto* page = StaffState<screens::JournalState>(model)) return ActOnJournal(*page, act, at);
    return {};
  }
};

// From here on the staff's idle time counts. `pin` was typed: where a new one comes first, it is not asked for again.
void BeginSession(Model& model, const domain::StaffMember& member, const std::string& pin, const Circumstances& at) {
  model.staff = StaffSession{member};
  model.session = domain::Session(model.staff_times);
  model.session.Touched(at.steady);
  if (member.has_given_pin) {
    ShowStaffScreen(model, screens::OwnPinState{.stage = screens::OwnPinStage::New, .old_pin = pin});
  } else {
    ShowStaffScreen(model, Workbench{});
  }
}

struct Handler {
  Model& model;
  const Circumstances& at;

  Commands operator()(const StaffCounted& report) const {
    auto* state = std::get_if<SignInState>(&model.screen);
    if (state != nullptr && report.counts) state->is_nobody_known = report.counts->members == 0;
    return {};
  }
  Commands operator()(const SignInAnswered& report) const {
    auto* state = std::get_if<SignInState>(&model.screen);
    const auto* member = report.check ? std::get_if<domain::StaffMember>(&*report.check) : nullptr;
    if (state == nullptr || report.errand != model.errand) {
      // Whoever it was is gone.
      if (member == nullptr) return {};
      return {OfStaff(AccountCommand{SignOut{member->number, false}})};
    }
    model.is_saving = false;
    const std::string pin = std::exchange(state->pin, {});
    if (member != nullptr) {
      BeginSession(model, domain::StaffMember{*member}, pin, at);
    } else if (report.check) {
      state->problem = ProblemOf(*report.check);
    } else {
      base::LogError("nobody can sign in: {}", report.check.error().message);
      state->problem.kind = SignInProblem::Kind::NotNow;
    }
    return {};
  }
  Commands operator()(const SignOutNoted&) const { return {}; }
  template <class Answer>
  Commands operator()(const Answer& report) const {
    return Handle(model, report, at);
  }
};

}  // namespace

SignInProblem ProblemOf(const store::PinCheck& check) {
  using Kind = SignInProblem::Kind;
  if (const auto* wrong = std::get_if<store::WrongPair>(&check)) return {Kind::WrongPair, wrong->tries_left, {}};
  if (const auto* wait = std::get_if<store::WaitUntil>(&check)) return {Kind::Wait, 0, wait->at};
  return {Kind::LockedOut, 0, {}};
}

Commands ActOn(Model& model, const screens::AccountAct& act, const Circumstances& at) {
  return std::visit(Actor{model, at}, act);
}

Commands Handle(Model& model, const AccountReport& report, const Circumstances& at) {
  return std::visit(Handler{model, at}, report);
}

Commands UpdateSignIn(Model& model, SignInState& state, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoNext>(action)) return Submit(model, state);
  if (!std::holds_alternative<screens::GoBack>(action)) return {};
  if (state.stage == SignInStage::Number) return OpenDevicePage(model);
  state.stage = SignInStage::Number;
  state.pin.clear();
  state.problem = {};
  return {};
}

Commands OnPage(Model&, Workbench&, const screens::Action&, const Circumstances&) { return {}; }

}  // namespace bianmin::app
