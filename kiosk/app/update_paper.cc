// Receipts: printed when a result comes up or on request, and scanned to look a record up.
#include <algorithm>
#include <utility>

#include "kiosk/app/update.h"
#include "kiosk/domain/arrival.h"
#include "kiosk/domain/receipt_token.h"

namespace bianmin::app {

screens::ReceiptPrint* ReceiptPrintOf(Screen& screen) {
  if (auto* outcome = std::get_if<Outcome>(&screen)) return &outcome->print;
  auto* draft = std::get_if<screens::LookUpDraft>(&screen);
  return draft != nullptr && screens::HasReceipt(*draft) ? &draft->print : nullptr;
}

Commands PrintAtOnce(Model& model) {
  auto* print = ReceiptPrintOf(model.screen);
  if (print == nullptr || !model.machine.can_print || !model.machine.prints_at_once) return {};
  print->paper = screens::Paper::Printing;
  return {PrintPaper{}};
}

Commands PrintAgain(Model& model) {
  auto* print = ReceiptPrintOf(model.screen);
  if (print == nullptr || !model.machine.can_print) return {};
  print->paper = screens::Paper::Printing;
  if (auto* outcome = std::get_if<Outcome>(&model.screen)) outcome->home_at.reset();  // who wants paper waits for it
  return {PrintPaper{}};
}

namespace {

screens::LookUpDraft EmptyDraft(const Circumstances& at) {
  screens::LookUpDraft draft;
  draft.entries.texts[screens::Field::Number] = at.kiosk.text();
  draft.entries.focus = screens::Field::Number;
  draft.entries.keyboard = screens::Keyboard::Digits;
  return draft;
}

// The centre's proof of arrival: as if its number were typed, because it opens nothing.
Commands OpenProof(Model& model, const domain::RecordNumber& number, const Circumstances& at) {
  screens::LookUpDraft draft = EmptyDraft(at);
  draft.entries.texts[screens::Field::Number] = number.text();
  draft.entries.focus = screens::Field::LastFour;
  ++model.errand;
  model.screen = std::move(draft);
  return {};
}

Commands OpenReceipt(Model& model, std::string_view text, const Circumstances& at) {
  const auto number = at.city != nullptr ? domain::NumberOfReceipt(text, *at.city) : std::nullopt;
  screens::LookUpDraft draft = EmptyDraft(at);
  ++model.errand;
  if (!number) {
    draft.problem = {screens::FindProblem::Kind::NotGenuine, {}};
    model.screen = std::move(draft);
    return {};
  }
  draft.receipt = *number;
  model.screen = std::move(draft);
  model.is_saving = true;
  return {FindByReceipt{*number}};
}

// Where a scanned receipt is meant to be looked up.
bool AwaitsReceipt(const Screen& screen) {
  return std::holds_alternative<Home>(screen) || std::holds_alternative<Greeting>(screen) ||
         std::holds_alternative<screens::LookUpDraft>(screen);
}

}  // namespace

std::optional<Commands> TakeScanned(Model& model, const screens::Enter& entered, const Circumstances& at) {
  if (!AwaitsReceipt(model.screen)) return std::nullopt;
  for (const ui::Typed& typed : entered.typed) {
    if (const auto* text = std::get_if<std::string>(&typed)) model.scanned += *text;
    if (model.scanned.size() > domain::kArrivalCodeCharacters) {
      model.scanned.erase(0, model.scanned.size() - domain::kArrivalCodeCharacters);
    }
    const std::size_t size = std::min(model.scanned.size(), domain::kReceiptTokenCharacters);
    const std::string token = model.scanned.substr(model.scanned.size() - size);
    const auto proof = domain::ReadArrivalCode(model.scanned);
    if (!proof && !domain::IsReceiptToken(token)) continue;
    model.scanned.clear();
    return proof ? OpenProof(model, proof->arrival.number, at) : OpenReceipt(model, token, at);
  }
  return std::nullopt;
}

}  // namespace bianmin::app
