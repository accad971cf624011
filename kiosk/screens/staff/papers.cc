#include "kiosk/screens/staff/papers.h"

#include "kiosk/base/text.h"

namespace bianmin::screens {
namespace {

constexpr std::size_t kDigestShown = 8;  // bytes: enough to tell two papers apart

std::string MadeText(const domain::ArchivedDocument& paper, const Scene& scene) {
  return scene.T("papers.made", fmt::arg("time", i18n::DateTime(scene.texts, paper.made_at)),
                 fmt::arg("staff", paper.made_by));
}

}  // namespace

void DrawSheetState(SheetState state, std::string_view taken, std::string_view failed, const Scene& scene,
                    ui::Frame& frame) {
  if (state == SheetState::Underway) frame.Note(scene.T("sheet.underway"), ui::Icon::Clock);
  if (state == SheetState::Taken) frame.Note(scene.T(taken), ui::Icon::Check);
  if (state == SheetState::Failed) {
    frame.Banner({.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = scene.T(failed)});
  }
}

std::optional<Action> DrawSheets(const SheetTaking& taking, const SheetMachine& machine, const Scene& scene,
                                 ui::Frame& frame) {
  std::optional<Action> action;
  const auto button = [&](std::string_view id, std::string_view key, ui::Icon icon, SheetTo to, SheetState state) {
    const ui::ButtonSpec spec{.text = scene.T(key), .icon = icon, .is_enabled = state != SheetState::Underway};
    if (frame.SecondaryButton(id, spec)) action = StaffAct{PaperAct{TakeSheet{to}}};
  };
  {
    const auto row = frame.BeginRow();
    if (machine.can_print) {
      button("sheet.print", N_("sheet.print"), ui::Icon::Print, SheetTo::Printer, taking.printed);
    }
    if (machine.can_export) {
      button("sheet.export", N_("sheet.export"), ui::Icon::Storage, SheetTo::Stick, taking.exported);
    }
  }
  if (!machine.can_print && !machine.can_export) frame.Note(scene.T("sheet.nowhere"));
  DrawSheetState(taking.printed, N_("sheet.print.taken"), N_("sheet.print.failed"), scene, frame);
  DrawSheetState(taking.exported, N_("sheet.export.taken"), N_("sheet.export.failed"), scene, frame);
  return action;
}

std::string_view DocumentKey(domain::DocumentKind kind) {
  switch (kind) {
    case domain::DocumentKind::Agreement:
      return N_("paper.agreement.title");
    case domain::DocumentKind::HomeRegistration:
      return N_("paper.home.title");
    case domain::DocumentKind::ShiftReport:
      return N_("paper.shift.title");
  }
  return "";
}

std::optional<Action> DrawPapers(const std::vector<domain::ArchivedDocument>& papers, const Scene& scene,
                                 ui::Frame& frame) {
  std::optional<Action> action;
  if (papers.empty()) return action;
  frame.Heading(scene.T("papers.title"));
  const auto card = frame.BeginCard();
  for (std::size_t i = 0; i < papers.size(); ++i) {
    const domain::ArchivedDocument& paper = papers[i];
    const std::string made = MadeText(paper, scene);
    const ui::RowSpec row{.label = scene.T(DocumentKey(paper.kind)), .value = made, .edit = scene.T("papers.open")};
    if (frame.Row(fmt::format("paper.{}", i), row)) action = StaffAct{PaperAct{OpenPaper{paper}}};
  }
  return action;
}

std::optional<Action> DrawPaper(const PaperState& state, const SheetMachine& machine, const Scene& scene,
                                ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "paper",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("staff.back")}, .next = {}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  const domain::ArchivedDocument& paper = state.paper;
  frame.Title(scene.T(DocumentKey(paper.kind)), ui::Icon::Register);
  if (paper.is_erased) {
    frame.Banner({.tone = ui::Tone::Information, .title = scene.T("notice.note"), .text = scene.T("papers.erased")});
  } else if (auto pressed = DrawSheets(state.taking, machine, scene, frame)) {
    action = std::move(pressed);
  }
  const auto card = frame.BeginCard();
  const auto row = [&](std::string_view key, const std::string& value) {
    frame.Row("", {.label = scene.T(key), .value = value, .edit = {}});
  };
  if (state.order) row(N_("papers.order"), state.order->Grouped());
  row(N_("papers.made_at"), i18n::DateTime(scene.texts, paper.made_at));
  row(N_("papers.made_by"), paper.made_by);
  if (!paper.terms_version.empty()) row(N_("papers.terms"), paper.terms_version);
  row(N_("papers.digest"), base::ToHex(std::span{paper.digest}.first(kDigestShown)));
  return action;
}

}  // namespace bianmin::screens
