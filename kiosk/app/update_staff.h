#pragma once
// The pages of whoever is signed in: who may see which, and what each part of the staff's work does with acts, presses
// and answers. A part adds its overloads here and defines them in update_<part>.cc; update_staff.cc dispatches.
//
// Answers to staff's commands leave Model::is_saving alone: whoever set it ends it in its Handle. Every change of the
// page begins a new errand, so that an answer for a page that was left does not come.

#include "kiosk/app/update.h"

namespace bianmin::app {

// What a role must reach to see the page.
domain::Role NeededRole(const StaffScreen& screen);
// Whether somebody is signed in who may see the page. While somebody else knows their PIN, only that is changed.
bool Admits(const Model& model, const StaffScreen& screen);
// The only way to a page of staff. Whoever may not see it stays where they are.
void ShowStaffScreen(Model& model, StaffScreen screen);

// The state of the page on the screen, for whoever may see it; nothing when another is there.
template <class State>
State* StaffState(Model& model) {
  auto* screen = std::get_if<StaffScreen>(&model.screen);
  return screen != nullptr && Admits(model, *screen) ? std::get_if<State>(screen) : nullptr;
}

// A command for the store.
inline Command OfStaff(StaffCommand command) { return StoreCommand{std::move(command)}; }
// One that the page waits for: until its answer nothing else is done.
inline Commands Await(Model& model, StaffCommand command) {
  model.is_saving = true;
  return {OfStaff(std::move(command))};
}

// ---- acts, by part; nothing is saving while they come
Commands ActOn(Model& model, const screens::DeviceAct& act, const Circumstances& at);
Commands ActOn(Model& model, const screens::AccountAct& act, const Circumstances& at);
Commands ActOn(Model& model, const screens::CaseworkAct& act, const Circumstances& at);
Commands ActOn(Model& model, const screens::QueueAct& act, const Circumstances& at);

Commands ActOn(Model& model, const screens::ShiftAct& act, const Circumstances& at);
Commands ActOn(Model& model, const screens::GrievanceAct& act, const Circumstances& at);
Commands ActOn(Model& model, const screens::PaperAct& act, const Circumstances& at);

// ---- 返回, 下一步, typing and the rest of screens::Action, by page
Commands OnPage(Model& model, Workbench& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::OwnPinState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::AccountsState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::JournalState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::CaseState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::OnBehalfState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::WorkQueueState& page, const screens::Action& action, const Circumstances& at);

Commands OnPage(Model& model, screens::ShiftHomeState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::ShiftCheckState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::ShiftClosingState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::RightsState& page, const screens::Action& action, const Circumstances& at);

Commands OnPage(Model& model, screens::GrievanceState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::LedgerState& page, const screens::Action& action, const Circumstances& at);

Commands OnPage(Model& model, screens::AgreementState& page, const screens::Action& action, const Circumstances& at);
Commands OnPage(Model& model, screens::PaperState& page, const screens::Action& action, const Circumstances& at);

// ---- answers, by part
Commands Handle(Model& model, const AccountReport& report, const Circumstances& at);
Commands Handle(Model& model, const GrievanceReport& report, const Circumstances& at);
Commands Handle(Model& model, const QueueReport& report, const Circumstances& at);
Commands Handle(Model& model, const CaseReport& report, const Circumstances& at);
Commands Handle(Model& model, const PaperReport& report, const Circumstances& at);

// 待办, beginning with everything that is open.
Commands OpenQueue(Model& model, const Circumstances& at);
// The queue that is on the screen or that 返回 leads back to from there; nothing where another page leads on.
std::optional<screens::WorkQueueState> QueueBehind(Model& model);
// To the queue as it was left, read anew.
Commands BackToQueue(Model& model, screens::WorkQueueState queue);
// Reads again what the queue shows, when it is on the screen.
Commands RefreshQueue(Model& model);
Commands Handle(Model& model, const ShiftReport& report, const Circumstances& at);

// ---- of ActOn and Handle of shifts, what is in files of its own
Commands OpenShifts(Model& model);
Commands TypeOnClosing(Model& model, screens::ShiftClosingState& state, const std::vector<ui::Typed>& typed);
Commands ActOnRights(Model& model, const screens::OpenRights& act, const Circumstances& at);
Commands ActOnRights(Model& model, const screens::CorrectHeld& act, const Circumstances& at);
Commands ActOnRights(Model& model, const screens::EraseHeld& act, const Circumstances& at);
Commands ActOnRights(Model& model, const screens::AnswerErase& act, const Circumstances& at);
Commands HandleRights(Model& model, const HeldShown& report, const Circumstances& at);
Commands HandleRights(Model& model, const HeldChanged& report, const Circumstances& at);

// ---- of ActOn and Handle of accounts, what is in files of its own
Commands OpenAccounts(Model& model);
Commands OpenJournal(Model& model);
Commands TypeOnAccounts(Model& model, screens::AccountsState& page, const std::vector<ui::Typed>& typed);
Commands TypeOnOwnPin(Model& model, screens::OwnPinState& page, const std::vector<ui::Typed>& typed);
Commands ActOnAccounts(Model& model, screens::AccountsState& page, const screens::AccountAct& act);
Commands ActOnJournal(screens::JournalState& page, const screens::AccountAct& act, const Circumstances& at);
Commands Handle(Model& model, const OwnPinAnswered& report, const Circumstances& at);
Commands Handle(Model& model, const StaffListed& report, const Circumstances& at);
Commands Handle(Model& model, const AccountChanged& report, const Circumstances& at);
Commands Handle(Model& model, const JournalRead& report, const Circumstances& at);
Commands Handle(Model& model, const ChainChecked& report, const Circumstances& at);
// Why a PIN was not taken.
screens::SignInProblem ProblemOf(const store::PinCheck& check);

// ---- of casework
Commands AskForCaseNumber(Model& model, const Circumstances& at);
// The order on the screen, when the city changed something; not under an act that is being filled in.
Commands ReadCaseAgain(Model& model);
Commands ActOnBehalf(screens::OnBehalfState& page, const screens::CaseworkAct& act);
// An order's page, read again. By value: the number may stand in the page that is left.
Commands OpenCase(Model& model, domain::RecordNumber number);
// What the paper of the page has become; nothing where there is none.
screens::SheetTaking* TakingOn(Model& model);

// ---- of complaints and the 整改台账, what is in files of its own
domain::Handler HandlerOf(const Model& model);  // whoever is signed in
screens::HandlingProblem ProblemOf(const base::Error& error);
Commands OpenLedger(Model& model, screens::LedgerTab tab);
Commands OpenGrievancePage(Model& model, const domain::RecordNumber& number);
Commands ActOnGrievance(Model& model, screens::GrievanceState& page, const screens::GrievanceAct& act);
Commands Handle(Model& model, const GrievanceRead& report, const Circumstances& at);
Commands Handle(Model& model, const GrievanceHandled& report, const Circumstances& at);
Commands Handle(Model& model, const ComplainantRead& report, const Circumstances& at);

// ---- the pages before somebody is signed in, and of the machine
Commands UpdateSignIn(Model& model, screens::SignInState& state, const screens::Action& action,
                      const Circumstances& at);
Commands OpenDevicePage(Model& model);
// Whether a calibration can be stored: the kiosk was started with --set-up, or a supervisor is signed in.
bool MayCalibrate(const Model& model);

}  // namespace bianmin::app
