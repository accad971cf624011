#pragma once
// The only place of navigation: what a resident did, or what came of a command, changes the model and may ask for
// commands. Pure but for the random number of a visit; no drawing, no files, no clock of its own.

#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/model.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/provider.h"
#include "kiosk/screens/action.h"

namespace bianmin::app {

// What an update may look at besides the model.
struct Circumstances {
  const domain::Catalogue& catalogue;
  const domain::AddressTree& addresses;
  const domain::KioskCode& kiosk;
  base::Random& random;
  base::TimePoint now;
  base::Milliseconds steady;
  const base::SecretKey* city = nullptr;                      // proves receipts; nothing: this kiosk has none
  std::function<std::string_view(std::string_view)> text_of;  // of a key of the catalogue, in the resident's language
  const domain::ProviderList* providers = nullptr;            // whom staff may send
};

using Commands = std::vector<Command>;

Commands Update(Model& model, const screens::Action& action, const Circumstances& at);
Commands Update(Model& model, const Report& report, const Circumstances& at);
void Update(Model& model, const Answer& answer);
// Time has passed: the idle session ends, a result page goes home. True when the screen changed by it.
bool Elapse(Model& model, base::Milliseconds steady);

// The pages of the machine, which anybody may see.
bool IsForStaff(const Screen& screen);
// Nothing is entered here: an idle session ends without a question, unless somebody is signed in.
bool EndsQuietly(const Screen& screen);
bool EndsQuietly(const Model& model);
// A PIN is asked for: nothing of the page is spoken key by key.
bool AsksForPin(const Screen& screen);
// What the kiosk shows when nobody is there, or to staff when nothing else is open.
Screen FirstScreen(const Model& model);

// Whether leaving would lose something. Home, results and public information hold nothing; nor does a first page, until
// somebody came back to it.
bool HoldsEntries(const Screen& screen);
// Leaves for the home screen; asks first when something that was entered would be lost.
void AskToLeave(Model& model);
// The end of a session: every typed thing gone, language and text size as they were at first. Whoever was signed in is
// signed out; `by_itself`: because nobody touched the kiosk.
void Reset(Model& model, bool by_itself = false);
// The end of a resident's errand: of the session, too, unless staff have done it for them, who go on.
void EndErrand(Model& model);

// ---- the errands, each in its own file
// Opens what a resident comes for; staff open it for them, too.
Commands OpenErrand(Model& model, screens::Errand errand, const Circumstances& at);
Commands UpdateNeed(Model& model, screens::NeedDraft& draft, const screens::Action& action, const Circumstances& at);
Commands UpdateRating(Model& model, screens::RatingDraft& draft, const screens::Action& action,
                      const Circumstances& at);
Commands UpdateComplaint(Model& model, screens::ComplaintDraft& draft, const screens::Action& action,
                         const Circumstances& at);
Commands UpdateLookUp(Model& model, screens::LookUpDraft& draft, const screens::Action& action,
                      const Circumstances& at);
// What may be chosen on any screen about seeing, reaching and hearing; true when the action was one of these.
bool UpdateComfort(Model& model, const screens::Action& action);
// Shows 查询进度 with a record that another kiosk took, and asks the city for it. The caller has proven the receipt
// genuine, and has found that the record is not in this kiosk's database.
Commands LookUpForeign(Model& model, const domain::RecordNumber& number, const Circumstances& at);
Commands UpdateInformation(Model& model, screens::InformationState& state, const screens::Action& action);
// An act that only staff's pages give; what else is done on a page of the machine, or of whoever is signed in
// (update_staff.h).
Commands UpdateStaff(Model& model, const screens::StaffAct& act, const Circumstances& at);
Commands UpdateStaffPage(Model& model, const screens::Action& action, const Circumstances& at);
Commands UpdateStaffScreen(Model& model, const screens::Action& action, const Circumstances& at);
Commands Handle(Model& model, const StaffReport& report, const Circumstances& at);

// A receipt's token came from a scanner, on the home screen or where a number is asked for: 查询进度 opens with its
// record, without the phone digits. Nothing: what was typed is something else.
std::optional<Commands> TakeScanned(Model& model, const screens::Enter& entered, const Circumstances& at);
Commands PrintAgain(Model& model);
// Of the page that has a receipt: a result, or an order that was found. Nothing on other pages.
screens::ReceiptPrint* ReceiptPrintOf(Screen& screen);
// A result came up: its receipt is printed when the printer can and the kiosk is set so.
Commands PrintAtOnce(Model& model);

// ---- the text-entry sheet
screens::Entries* EntriesOf(Screen& screen);
Commands OpenSheet(Model& model, screens::Entries& entries);
Commands UpdateSheet(Model& model, screens::Entries& entries, const ui::sheet::Press& press, const Circumstances& at);
// On a physical keyboard or by a scanner, while the sheet is open.
Commands TypeOnSheet(Model& model, screens::Entries& entries, const screens::Enter& entered, const Circumstances& at);
Commands UpdateResume(Model& model, screens::ResumeState& state, const screens::Action& action);

// ---- interrupted forms (update_draft.cc)
// When the idle warning begins, the form is kept at once: what is on the disk survives a power cut, and the code that
// the warning shows is good. Nothing to do: no commands.
Commands KeepAtWarning(Model& model, const Circumstances& at);
// The answers to the warning and to the question before leaving; nothing for any other action.
std::optional<Commands> UpdateKeeping(Model& model, const screens::Action& action, const Circumstances& at);
// 下一步 on the notice of a form that was brought back leads to where it was; nothing for any other action.
std::optional<screens::Action> GoOnAfterConsent(Model& model, const screens::Action& action);
Commands Handle(Model& model, const DraftKept& report, const Circumstances& at);
Commands Handle(Model& model, const DraftOpened& report, const Circumstances& at);
Commands Handle(Model& model, const DraftForgotten& report, const Circumstances& at);

}  // namespace bianmin::app
