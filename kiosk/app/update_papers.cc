// Papers of A4: the service agreement, step by step; an archived paper; and what printer and memory stick say of one.
#include "kiosk/app/papers.h"
#include "kiosk/app/update_staff.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"

namespace bianmin::app {
namespace {

using screens::AgreementStage;
using screens::AgreementState;
using screens::CaseState;
using screens::PaperState;
using screens::SheetState;
using screens::SheetTaking;

Command OfPaper(PaperCommand command) { return OfStaff(std::move(command)); }

std::vector<std::vector<ui::Point>>* StrokesOn(Model& model) {
  auto* page = StaffState<AgreementState>(model);
  if (page == nullptr) return nullptr;
  if (page->stage == AgreementStage::ResidentSigns) return &page->resident;
  return page->stage == AgreementStage::ProviderSigns ? &page->provider : nullptr;
}

struct Actor {
  Model& model;

  Commands operator()(const screens::TakeSheet& take) const {
    SheetTaking* taking = TakingOn(model);
    if (taking == nullptr) return {};
    const bool is_printed = take.to == screens::SheetTo::Printer;
    SheetState& sheet = is_printed ? taking->printed : taking->exported;
    if (sheet == SheetState::Underway) return {};
    sheet = SheetState::Underway;
    const auto* archived = StaffState<PaperState>(model);
    if (archived == nullptr) return {MakeSheet{take.to}};
    const domain::StaffNumber by = model.staff->member.number;
    if (is_printed) return {OfPaper(ReadPaper{archived->paper.id, by})};
    return {OfPaper(ExportPaper{archived->paper.id, by, model.machine.export_folder, PaperFileName(archived->paper)})};
  }
  Commands operator()(const screens::OpenPaper& open) const {
    PaperState page{.paper = open.paper, .order = std::nullopt, .queue = QueueBehind(model)};
    if (const auto* order = StaffState<CaseState>(model); order != nullptr && order->file) {
      page.order = order->file->order.number;
    }
    ShowStaffScreen(model, std::move(page));
    return {};
  }
  Commands operator()(const screens::OpenAgreement&) const {
    const auto* order = StaffState<CaseState>(model);
    if (order == nullptr || !order->file || !screens::CanAgree(*order->file)) return {};
    const domain::RecordNumber number = order->file->order.number;
    ShowStaffScreen(model, AgreementState{.order = number, .file = std::nullopt, .queue = QueueBehind(model)});
    // It names the resident: the journal says who looked.
    return {OfStaff(CaseCommand{RevealContact{{model.staff->member.number, model.staff->member.role}, number}})};
  }
  Commands operator()(const screens::SignAgreement& sign) const {
    auto* strokes = StrokesOn(model);
    if (strokes != nullptr && strokes->size() < domain::kMaxSignatureStrokes) strokes->push_back(sign.stroke);
    if (auto* page = StaffState<AgreementState>(model)) page->is_unsigned = false;
    return {};
  }
  Commands operator()(const screens::EraseAgreement&) const {
    if (auto* strokes = StrokesOn(model)) strokes->clear();
    return {};
  }
};

// A tap is no signature.
bool IsSigned(const std::vector<std::vector<ui::Point>>& strokes) {
  return domain::CheckSignature(screens::SignatureOf(strokes)).ok();
}

Commands GoOn(Model& model, AgreementState& page) {
  page.has_failed = false;
  switch (page.stage) {
    case AgreementStage::Read:
      if (page.file) page.stage = AgreementStage::ResidentSigns;
      return {};
    case AgreementStage::ResidentSigns:
      page.is_unsigned = !IsSigned(page.resident);
      if (!page.is_unsigned) page.stage = AgreementStage::ProviderSigns;
      return {};
    case AgreementStage::ProviderSigns:
      page.is_unsigned = !page.provider.empty() && !IsSigned(page.provider);
      if (page.is_unsigned) return {};
      model.is_saving = true;
      return {KeepSheet{}};
    case AgreementStage::Kept:
      break;
  }
  return OpenCase(model, page.order);
}

Commands GoBack(Model& model, AgreementState& page) {
  page.has_failed = page.is_unsigned = false;
  if (page.stage == AgreementStage::Read) return OpenCase(model, page.order);
  page.stage = static_cast<AgreementStage>(static_cast<int>(page.stage) - 1);
  return {};
}

struct Handler {
  Model& model;

  Commands operator()(const PaperArchived& report) const {
    if (!report.paper) base::LogError("a paper was not archived: {}", report.paper.error().message);
    if (auto* closing = StaffState<screens::ShiftClosingState>(model)) closing->is_not_kept = !report.paper;
    auto* page = StaffState<AgreementState>(model);
    if (page == nullptr) return {};
    model.is_saving = false;
    page->has_failed = !report.paper;
    if (report.paper) page->stage = AgreementStage::Kept;
    return {};
  }
  Commands operator()(const PaperRead& report) const {
    auto* page = StaffState<PaperState>(model);
    if (page == nullptr) return {};
    if (report.pdf) return {PrintPdf{*report.pdf}};
    base::LogError("a paper cannot be read: {}", report.pdf.error().message);
    page->taking.printed = SheetState::Failed;
    return {};
  }
  Commands operator()(const SheetsExported& report) const {
    if (auto* taking = TakingOn(model)) taking->exported = report.done ? SheetState::Taken : SheetState::Failed;
    return {};
  }
};

}  // namespace

screens::SheetTaking* TakingOn(Model& model) {
  if (auto* page = StaffState<AgreementState>(model)) return page->file ? &page->taking : nullptr;
  if (auto* page = StaffState<PaperState>(model)) return page->paper.is_erased ? nullptr : &page->taking;
  if (auto* home = StaffState<screens::ShiftHomeState>(model)) return &home->form;
  auto* closing = StaffState<screens::ShiftClosingState>(model);
  return closing != nullptr && closing->closed ? &closing->taking : nullptr;
}

Commands ActOn(Model& model, const screens::PaperAct& act, const Circumstances&) {
  return model.staff ? std::visit(Actor{model}, act) : Commands{};
}

Commands OnPage(Model& model, AgreementState& page, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoNext>(action)) return GoOn(model, page);
  return std::holds_alternative<screens::GoBack>(action) ? GoBack(model, page) : Commands{};
}

Commands OnPage(Model& model, PaperState& page, const screens::Action& action, const Circumstances&) {
  if (!std::holds_alternative<screens::GoBack>(action)) return {};
  return page.order ? OpenCase(model, *page.order) : OpenShifts(model);
}

Commands Handle(Model& model, const PaperReport& report, const Circumstances&) {
  return std::visit(Handler{model}, report);
}

}  // namespace bianmin::app
