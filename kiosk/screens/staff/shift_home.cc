#include "kiosk/screens/staff/shift.h"
#include "kiosk/screens/staff/shift_figures.h"

namespace bianmin::screens {
namespace {

constexpr std::size_t kMostPast = 3;

void DrawOpen(const domain::ShiftReview& review, const Scene& scene, ui::Frame& frame) {
  const domain::Shift& shift = *review.shift;
  frame.Strong(scene.T("shift.is_open", fmt::arg("number", shift.number), fmt::arg("staff", shift.opened_by.text()),
                       fmt::arg("time", i18n::DateTime(scene.texts, shift.opened_at))));
  const std::string span = ShiftSpan(shift.opened_at, scene.now, scene);
  if (domain::LengthOf(shift.opened_at, scene.now) != domain::ShiftLength::Usual) {
    frame.Banner({.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = span});
  }
}

void DrawFigures(const domain::ShiftFigures& figures, const Scene& scene, ui::Frame& frame) {
  frame.Heading(scene.T("shift.so_far"));
  const auto card = frame.BeginCard();
  for (const NamedFigure& figure : CameIn(figures, scene)) {
    frame.Row("", {.label = figure.name, .value = figure.value, .edit = {}});
  }
}

const domain::ArchivedDocument* PaperOf(const domain::ClosedShift& shift, const ShiftHomeState& state) {
  for (const domain::ArchivedDocument& paper : state.papers) {
    if (paper.record == domain::ShiftRecord(shift.shift.number)) return &paper;
  }
  return nullptr;
}

std::optional<Action> DrawPast(const ShiftHomeState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const std::vector<domain::ClosedShift>& past = state.past;
  if (past.empty()) return action;
  frame.Heading(scene.T("shift.past"));
  {
    const auto card = frame.BeginCard();
    for (std::size_t i = 0; i < past.size() && i < kMostPast; ++i) {
      const domain::ClosedShift& shift = past[i];
      const std::string by = shift.taken_by ? scene.T("shift.past.taken", fmt::arg("left", shift.left_by.text()),
                                                      fmt::arg("taken", shift.taken_by->text()))
                                            : scene.T("shift.past.nobody", fmt::arg("left", shift.left_by.text()));
      const std::string name = scene.T("paper.shift.number", fmt::arg("number", shift.shift.number));
      const std::string value = scene.T("shift.past.when", fmt::arg("by", by),
                                        fmt::arg("time", i18n::DateTime(scene.texts, shift.closed_at)));
      const domain::ArchivedDocument* paper = PaperOf(shift, state);
      const std::string id = paper == nullptr ? std::string{} : fmt::format("shift.past.{}", i);
      const std::string_view open = paper == nullptr ? std::string_view{} : scene.T("papers.open");
      if (frame.Row(id, {.label = name, .value = value, .edit = open})) action = StaffAct{PaperAct{OpenPaper{*paper}}};
    }
  }
  if (!past.front().notes.empty()) {
    frame.Heading(scene.T("shift.last_notes"));
    frame.Paragraph(past.front().notes, ui::Privacy::Sensitive);
  }
  return action;
}

}  // namespace

std::optional<Action> DrawShiftHome(const ShiftHomeState& state, const ShiftMachine& machine, const Scene& scene,
                                    ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "shift",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("staff.back")}, .next = {}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Title(scene.T("shift.title"), ui::Icon::Handshake);
  if (state.has_failed) {
    frame.Banner({.tone = ui::Tone::Danger, .title = scene.T("fault.title"), .text = scene.T("shift.unread")});
    return action;
  }
  if (!state.review) {
    frame.Note(scene.T("shift.loading"), ui::Icon::Clock);
    return action;
  }
  const bool is_open = state.review->shift.has_value();
  if (is_open) {
    DrawOpen(*state.review, scene, frame);
  } else {
    frame.Strong(scene.T("shift.is_closed"));
  }
  const auto button = [&](std::string_view id, std::string_view key, ui::Icon icon, const ShiftAct& act) {
    if (frame.PrimaryButton(id, {.text = scene.T(key), .icon = icon})) action = StaffAct{act};
  };
  if (is_open) button("shift.close", N_("shift.close"), ui::Icon::Handshake, OpenShiftClosing{});
  if (!is_open) button("shift.open", N_("shift.open"), ui::Icon::Check, OpenShiftCheck{});
  if (machine.sheets.can_print &&
      frame.SecondaryButton("shift.home_form", {.text = scene.T("shift.home_form"), .icon = ui::Icon::Print})) {
    action = StaffAct{ShiftAct{PrintHomeForm{}}};
  }
  DrawSheetState(state.form.printed, N_("sheet.print.taken"), N_("shift.home_form.failed"), scene, frame);
  if (frame.SecondaryButton("shift.rights", {.text = scene.T("rights.open"), .icon = ui::Icon::Privacy})) {
    action = StaffAct{ShiftAct{OpenRights{}}};
  }
  DrawFigures(state.review->figures, scene, frame);
  if (auto pressed = DrawPast(state, scene, frame)) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
