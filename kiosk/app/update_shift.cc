// 交接班: opening a shift, closing it step by step, and taking its record along.
#include <algorithm>

#include "kiosk/app/update_staff.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/staff/digits_page.h"

namespace bianmin::app {
namespace {

using screens::ClosingStage;
using screens::ClosingTrouble;
using screens::Field;
using screens::ShiftCheckState;
using screens::ShiftClosingState;
using screens::ShiftHomeState;
using screens::SignInProblem;

Command OfShift(ShiftCommand command) { return OfStaff(std::move(command)); }

struct Actor {
  Model& model;
  const Circumstances& at;

  Commands operator()(const screens::OpenShiftCheck&) const {
    auto* home = StaffState<ShiftHomeState>(model);
    if (home == nullptr || !home->review || home->review->shift) return {};
    ShowStaffScreen(model, ShiftCheckState{.last_act_at = home->review->last_act_at});
    return {ExamineMachine{model.machine.data_folder}};
  }
  Commands operator()(const screens::OpenShiftClosing&) const {
    auto* home = StaffState<ShiftHomeState>(model);
    if (home == nullptr || !home->review || !home->review->shift) return {};
    ShowStaffScreen(model, ShiftClosingState{.review = *home->review});
    return {OfShift(ReadShifts{}), ExamineMachine{model.machine.data_folder}};
  }
  Commands operator()(const screens::ChooseSuccessor& chosen) const {
    auto* state = StaffState<ShiftClosingState>(model);
    if (state == nullptr || state->stage != ClosingStage::Who) return {};
    state->has_chosen_successor = true;
    state->nobody = chosen.nobody;
    return {};
  }
  Commands operator()(const screens::PrintHomeForm&) const {
    auto* home = StaffState<ShiftHomeState>(model);
    if (home == nullptr || home->form.printed == screens::SheetState::Underway) return {};
    home->form = {.printed = screens::SheetState::Underway};
    return {MakeSheet{screens::SheetTo::Printer}};
  }
  template <class Act>
  Commands operator()(const Act& act) const {
    return ActOnRights(model, act, at);
  }
};

std::string* DigitsOf(ShiftClosingState& state) {
  switch (state.stage) {
    case ClosingStage::LeaverPin:
      return &state.leaver_pin;
    case ClosingStage::TakerNumber:
      return &state.taker_number;
    case ClosingStage::TakerPin:
      return &state.taker_pin;
    default:
      return nullptr;
  }
}

void ForgetPins(ShiftClosingState& state) {
  state.leaver_pin.clear();
  state.taker_pin.clear();
}

Commands Submit(Model& model, ShiftClosingState& state) {
  std::variant<domain::StaffNumber, domain::NoSuccessor> successor = state.nobody.value_or(domain::NoSuccessor::Other);
  if (!state.nobody) {
    const auto taker = domain::StaffNumber::Parse(state.taker_number);
    if (!taker) return {};
    successor = *taker;
  }
  return Await(model, CloseShift{.closing = {.shift = state.review.shift->id,
                                             .left_by = model.staff->member.number,
                                             .successor = successor,
                                             .left_because = state.entries.Text(Field::ShiftReason),
                                             .notes = state.entries.Text(Field::ShiftNotes)},
                                 .leaver_pin = state.leaver_pin,
                                 .taker_pin = state.taker_pin});
}

// A PIN or number was typed and 下一步 pressed.
Commands Sign(Model& model, ShiftClosingState& state) {
  const std::string& digits = *DigitsOf(state);
  if (state.stage == ClosingStage::TakerNumber) {
    if (!domain::StaffNumber::Parse(digits)) {
      state.problem.kind = SignInProblem::Kind::NumberTooShort;
    } else if (digits == model.staff->member.number.text()) {
      state.is_same_person = true;
    } else {
      state.stage = ClosingStage::TakerPin;
    }
    return {};
  }
  if (digits.size() < domain::kMinPinDigits) {
    state.problem.kind = SignInProblem::Kind::PinTooShort;
    return {};
  }
  if (state.stage == ClosingStage::TakerPin || state.nobody) return Submit(model, state);
  state.stage = ClosingStage::TakerNumber;
  return {};
}

Commands GoOn(Model& model, ShiftClosingState& state) {
  state.problem = {};
  state.is_same_person = false;
  state.trouble = ClosingTrouble::None;
  if (state.stage == ClosingStage::Done) return OpenShifts(model);
  if (DigitsOf(state) != nullptr) return Sign(model, state);
  const bool lacks_reason =
      state.stage == ClosingStage::Left && !state.review.left.empty() && state.entries.Text(Field::ShiftReason).empty();
  const bool lacks_choice = state.stage == ClosingStage::Who && !state.has_chosen_successor;
  state.shows_faults = lacks_reason || lacks_choice;
  if (state.shows_faults) return {};
  state.entries.focus.reset();
  state.stage = static_cast<ClosingStage>(static_cast<int>(state.stage) + 1);
  return {};
}

Commands GoBack(Model& model, ShiftClosingState& state) {
  state.problem = {};
  state.is_same_person = state.shows_faults = false;
  state.trouble = ClosingTrouble::None;
  if (state.stage == ClosingStage::CameIn || state.stage == ClosingStage::Done) return OpenShifts(model);
  if (auto* digits = DigitsOf(state)) digits->clear();
  state.entries.focus.reset();
  state.stage = static_cast<ClosingStage>(static_cast<int>(state.stage) - 1);
  if (auto* digits = DigitsOf(state)) digits->clear();
  return {};
}

}  // namespace

Commands OpenShifts(Model& model) {
  ShowStaffScreen(model, ShiftHomeState{});
  return {OfShift(ReadShifts{})};
}

Commands ActOn(Model& model, const screens::ShiftAct& act, const Circumstances& at) {
  return std::visit(Actor{model, at}, act);
}

Commands TypeOnClosing(Model& model, ShiftClosingState& state, const std::vector<ui::Typed>& typed) {
  std::string* digits = DigitsOf(state);
  if (digits == nullptr) return {};
  const std::size_t most =
      state.stage == ClosingStage::TakerNumber ? domain::kMaxStaffNumberDigits : domain::kMaxPinDigits;
  return screens::TypeDigits(*digits, most, typed) ? GoOn(model, state) : Commands{};
}

Commands OnPage(Model& model, ShiftHomeState&, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoBack>(action)) ShowStaffScreen(model, Workbench{});
  return {};
}

Commands OnPage(Model& model, ShiftCheckState& state, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoBack>(action)) return OpenShifts(model);
  if (!std::holds_alternative<screens::GoNext>(action)) return {};
  state.has_failed = false;
  return Await(model, OpenShift{model.staff->member.number});
}

Commands OnPage(Model& model, ShiftClosingState& state, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoNext>(action)) return GoOn(model, state);
  if (std::holds_alternative<screens::GoBack>(action)) return GoBack(model, state);
  if (const auto* focus = std::get_if<screens::Focus>(&action)) state.entries.focus = focus->field;
  if (const auto* entered = std::get_if<screens::Enter>(&action)) {
    for (const ui::Typed& typed : entered->typed) state.entries.Enter(typed);
  }
  return {};
}

namespace {

ClosingTrouble TroubleOf(const base::Error& error) {
  base::LogError("a shift was not closed: {}", error.message);
  if (error.code == base::ErrorCode::DiskFull) return ClosingTrouble::DiskFull;
  return error.code == base::ErrorCode::Refused ? ClosingTrouble::ClockWentBack : ClosingTrouble::NotSaved;
}

struct Handler {
  Model& model;
  const Circumstances& at;

  Commands operator()(const ShiftsRead& report) const {
    if (auto* closing = StaffState<ShiftClosingState>(model)) {
      // What came in while the page was opened; once a signature is asked for, nothing changes under it.
      const bool is_fresh = report.review && report.review->shift && closing->stage <= ClosingStage::City;
      if (is_fresh) closing->review = *report.review;
      return {};
    }
    auto* home = StaffState<ShiftHomeState>(model);
    if (home == nullptr) return {};
    home->is_loading = false;
    home->has_failed = !report.review || !report.past;
    if (report.review) home->review = *report.review;
    if (report.past) home->past = *report.past;
    home->papers = report.papers;
    if (!report.review) base::LogError("the shift cannot be read: {}", report.review.error().message);
    return {};
  }
  Commands operator()(const ShiftOpened& report) const {
    auto* state = StaffState<ShiftCheckState>(model);
    if (state == nullptr) return {};
    model.is_saving = false;
    if (report.shift) return OpenShifts(model);
    base::LogError("a shift was not opened: {}", report.shift.error().message);
    if (report.shift.error().code == base::ErrorCode::Conflict) return OpenShifts(model);  // somebody was first
    state->has_failed = true;
    return {};
  }
  Commands operator()(const ShiftClosedAnswer& report) const {
    auto* state = StaffState<ShiftClosingState>(model);
    if (state == nullptr) return {};
    model.is_saving = false;
    if (report.closed && *report.closed) {
      ForgetPins(*state);
      state->closed = **report.closed;
      state->stage = ClosingStage::Done;
      return {KeepSheet{}};
    }
    if (report.closed || !report.check) {
      ForgetPins(*state);
      state->stage = ClosingStage::LeaverPin;
      state->trouble = TroubleOf(report.closed ? report.closed->error() : report.check.error());
      return {};
    }
    state->problem = ProblemOf(*report.check);
    if (report.is_of_taker) {
      state->taker_pin.clear();
    } else {
      ForgetPins(*state);
      state->stage = ClosingStage::LeaverPin;
    }
    return {};
  }
  template <class Answer>
  Commands operator()(const Answer& report) const {
    return HandleRights(model, report, at);
  }
};

}  // namespace

Commands Handle(Model& model, const ShiftReport& report, const Circumstances& at) {
  return std::visit(Handler{model, at}, report);
}

}  // namespace bianmin::app
