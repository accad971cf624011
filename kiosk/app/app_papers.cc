// What the app hands to printers and memory sticks, and what it hears of them.
#include "kiosk/app/app.h"
#include "kiosk/app/receipts.h"
#include "kiosk/app/update_staff.h"

namespace bianmin::app {

void App::PrintNow() {
  const screens::Scene scene = SceneNow();
  auto receipt = ReceiptOf(model_, scene, parts_.city ? &*parts_.city : nullptr);
  if (!receipt || !parts_.print) return;
  const std::uint64_t ticket = parts_.print(*std::move(receipt));
  if (auto* shown = ReceiptPrintOf(model_.screen)) shown->ticket = ticket;
}

void App::Make(const MakeSheet& sheet) {
  auto papers = PapersNow();
  if (!papers) return;
  if (sheet.to == screens::SheetTo::Stick) {
    asked_in_.push_back(model_.errand);
    parts_.give(StaffCommand{PaperCommand{ExportSheets{.folder = model_.machine.export_folder,
                                                       .name = std::move(papers->name),
                                                       .report = std::move(papers->report),
                                                       .table = std::move(papers->table)}}});
    return;
  }
  PrintSheet(std::move(papers->report));
}

void App::PrintSheet(print::Sheet sheet) {
  const std::uint64_t ticket = parts_.print_sheet ? parts_.print_sheet(std::move(sheet)) : 0;
  if (auto* taking = TakingOn(model_)) taking->ticket = ticket;
}

void App::Keep() {
  auto papers = PapersNow();
  if (!papers || !papers->archived_as || !model_.staff) return;
  asked_in_.push_back(model_.errand);
  parts_.give(StaffCommand{PaperCommand{ArchivePaper{.kind = papers->archived_as->kind,
                                                     .record = std::move(papers->archived_as->record),
                                                     .terms_version = std::move(papers->archived_as->terms_version),
                                                     .report = std::move(papers->report),
                                                     .by = model_.staff->member.number}}});
}

void App::TakeSheet(const print::DeskState& desk) {
  model_.machine.can_print_sheets = print::CanPrint(desk.printer.trouble);
  auto* taking = TakingOn(model_);
  if (taking == nullptr || taking->ticket == 0 || taking->ticket != desk.ticket) return;
  if (desk.outcome == print::PrintOutcome::Printed) taking->printed = screens::SheetState::Taken;
  if (desk.outcome == print::PrintOutcome::Failed) taking->printed = screens::SheetState::Failed;
}

void App::TakePaper(const print::DeskState& desk) {
  model_.machine.can_print = print::CanPrint(desk.printer.trouble);
  auto* shown = ReceiptPrintOf(model_.screen);
  if (shown == nullptr || shown->ticket == 0 || shown->ticket != desk.ticket) return;
  if (desk.outcome == print::PrintOutcome::Printed) shown->paper = screens::Paper::Printed;
  if (desk.outcome == print::PrintOutcome::Failed) shown->paper = screens::Paper::Failed;
}

}  // namespace bianmin::app
