// 查看、更正、删除, with the resident at the screen.
#include "kiosk/app/update_staff.h"
#include "kiosk/app/wizard.h"
#include "kiosk/base/log.h"
#include "kiosk/screens/resident/contact_pages.h"

namespace bianmin::app {
namespace {

using screens::Field;
using screens::Keyboard;
using screens::RightsNotice;
using screens::RightsStage;
using screens::RightsState;

void AskForNumber(RightsState& state, const Circumstances& at) {
  state = RightsState{};
  state.entries.texts[Field::Number] = at.kiosk.text();
  Ask(state.entries, Field::Number, Keyboard::Digits);
}

Commands Show(Model& model, RightsState& state) {
  state.shows_faults = true;
  const auto number = domain::RecordNumber::Parse(state.entries.Text(Field::Number));
  if (!number) return {};
  return Await(model, ShowHeld{*number, model.staff->member.number});
}

Commands GoOn(Model& model, RightsState& state) {
  state.notice = RightsNotice::None;
  switch (state.stage) {
    case RightsStage::Ask:
      return Show(model, state);
    case RightsStage::Shown:
      return {};
    case RightsStage::Name:
      state.shows_faults = FaultOf(state.entries, Field::Name).has_value();
      if (state.shows_faults) return {};
      state.stage = RightsStage::Phone;
      Ask(state.entries, Field::Phone, Keyboard::Digits);
      return {};
    case RightsStage::Phone:
      break;
  }
  const auto name = domain::PersonName::Parse(state.entries.Text(Field::Name));
  const auto phone = domain::Phone::Parse(state.entries.Text(Field::Phone));
  state.shows_faults = !name || !phone;
  if (state.shows_faults || !state.held) return {};
  return Await(model, CorrectContact{state.held->number, domain::Contact{*name, *phone}, model.staff->member.number});
}

void GoBack(Model& model, RightsState& state, const Circumstances& at) {
  state.shows_faults = false;
  state.notice = RightsNotice::None;
  switch (state.stage) {
    case RightsStage::Ask:
      ShowStaffScreen(model, Workbench{});
      break;
    case RightsStage::Shown:
      AskForNumber(state, at);
      break;
    case RightsStage::Name:
      state.stage = RightsStage::Shown;
      state.entries.focus.reset();
      break;
    case RightsStage::Phone:
      state.stage = RightsStage::Name;
      state.entries.focus.reset();
      break;
  }
}

RightsNotice NoticeOf(const base::Error& error) {
  base::LogWarning("a resident's right was not carried out: {}", error.message);
  return error.code == base::ErrorCode::NotFound ? RightsNotice::NoSuchRecord : RightsNotice::NotNow;
}

}  // namespace

Commands ActOnRights(Model& model, const screens::OpenRights&, const Circumstances& at) {
  RightsState state;
  AskForNumber(state, at);
  ShowStaffScreen(model, std::move(state));
  return {};
}

Commands ActOnRights(Model& model, const screens::CorrectHeld&, const Circumstances&) {
  auto* state = StaffState<RightsState>(model);
  if (state == nullptr || !state->held || !state->held->contact) return {};
  state->stage = RightsStage::Name;
  state->notice = RightsNotice::None;
  state->entries.focus.reset();
  state->entries.texts[Field::Name] = state->held->contact->name.text();
  state->entries.texts[Field::Phone] = state->held->contact->phone.digits();
  return {};
}

Commands ActOnRights(Model& model, const screens::EraseHeld&, const Circumstances&) {
  auto* state = StaffState<RightsState>(model);
  if (state == nullptr || !state->held) return {};
  state->notice = state->held->is_open ? RightsNotice::StillOpen : RightsNotice::None;
  state->asks_erase = !state->held->is_open;
  return {};
}

Commands ActOnRights(Model& model, const screens::AnswerErase& answer, const Circumstances&) {
  auto* state = StaffState<RightsState>(model);
  if (state == nullptr || !state->asks_erase || !state->held) return {};
  state->asks_erase = false;
  if (!answer.is_sure) return {};
  return Await(model, ErasePersonal{state->held->number, model.staff->member.number});
}

Commands OnPage(Model& model, RightsState& state, const screens::Action& action, const Circumstances& at) {
  if (std::holds_alternative<screens::GoNext>(action)) return GoOn(model, state);
  if (std::holds_alternative<screens::GoBack>(action)) GoBack(model, state, at);
  if (const auto* focus = std::get_if<screens::Focus>(&action)) state.entries.focus = focus->field;
  if (std::holds_alternative<screens::SwitchKeyboard>(action)) {
    const bool has_letters = state.entries.keyboard == Keyboard::Letters;
    state.entries.keyboard = has_letters ? Keyboard::Digits : Keyboard::Letters;
  }
  if (const auto* entered = std::get_if<screens::Enter>(&action)) {
    for (const ui::Typed& typed : entered->typed) state.entries.Enter(typed);
  }
  return {};
}

Commands HandleRights(Model& model, const HeldShown& report, const Circumstances&) {
  auto* state = StaffState<RightsState>(model);
  if (state == nullptr) return {};
  model.is_saving = false;
  state->shows_faults = false;
  if (!report.held) {
    state->notice = NoticeOf(report.held.error());
    return {};
  }
  state->held = *report.held;
  state->stage = RightsStage::Shown;
  state->entries.focus.reset();
  return {};
}

Commands HandleRights(Model& model, const HeldChanged& report, const Circumstances&) {
  auto* state = StaffState<RightsState>(model);
  if (state == nullptr) return {};
  model.is_saving = false;
  state->stage = RightsStage::Shown;
  state->entries = {};
  if (!report.done) {
    state->notice = NoticeOf(report.done.error());
    return {};
  }
  state->notice = report.is_erased ? RightsNotice::Erased : RightsNotice::Corrected;
  if (report.held) state->held = *report.held;
  return {};
}

}  // namespace bianmin::app
