// Receipts: printed when a result comes up or on request, and scanned to look a record up.
#include <utility>

#include "kiosk/app/update.h"
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

Commands OpenReceipt(Model& model, std::string_view text, const Circumstances& at) {
  const auto number = at.city != nullptr ? domain::NumberOfReceipt(text, *at.city) : std::nullopt;
  screens::LookUpDraft draft;
  draft.entries.texts[screens::Field::Number] = at.kiosk.text();
  draft.entries.focus = screens::Field::Number;
  draft.entries.keyboard = screens::Keyboard::Digits;
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
    if (model.scanned.size() > domain::kReceiptTokenCharacters) {
      model.scanned.erase(0, model.scanned.size() - domain::kReceiptTokenCharacters);
    }
    if (!domain::IsReceiptToken(model.scanned)) continue;
    const std::string token = std::exchange(model.scanned, {});
    return OpenReceipt(model, token, at);
  }
  return std::nullopt;
}

}  // namespace bianmin::app
