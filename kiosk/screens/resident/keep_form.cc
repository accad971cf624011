#include "kiosk/screens/resident/keep_form.h"

namespace bianmin::screens {
namespace {

// The way home stands among the answers, in words that say what becomes of the form. What else is in the header would
// only take room from the code; but whoever cannot read the page may make it larger.
ui::HeaderSpec WithoutWayHome(ui::HeaderSpec header) {
  header.notice = {};
  header.sound = {};
  header.leave = {};
  header.is_compact = true;
  return header;
}

std::optional<Action> HeaderAction(const std::optional<ui::PagePress>& press) {
  std::optional<Action> action = ActionOf(press);
  const bool is_of_header =
      action && (std::holds_alternative<SwitchLanguage>(*action) || std::holds_alternative<SwitchTextStep>(*action));
  return is_of_header ? action : std::nullopt;
}

void DrawCode(const std::string& code, const Scene& scene, ui::Frame& frame) {
  frame.Figure({.label = scene.T("keep.code"), .value = code});
  frame.Paragraph(scene.T("keep.note"));
}

}  // namespace

std::optional<Action> DrawKeepWarning(const IdleWarning& warning, const KeepView& view, const Scene& scene,
                                      ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "idle",
                                     .header = WithoutWayHome(scene.header),
                                     .footer = {.back = {}, .next = ui::FooterButton{scene.T("idle.continue")}},
                                     .step = {}});
  std::optional<Action> action = HeaderAction(page.press);
  if (page.press == ui::PagePress::Next) action = ContinueSession{};
  const auto columns = frame.BeginColumns("idle", 1.0, 1.0);
  frame.Title(scene.T("idle.title"), ui::Icon::Warning);
  const std::string left = scene.T("idle.countdown", fmt::arg("seconds", warning.seconds_left));
  frame.Countdown({.text = left, .seconds_left = warning.seconds_left, .seconds_total = warning.seconds_total});
  DrawCode(view.code ? view.code->Grouped() : std::string(scene.T("keep.wait")), scene, frame);
  frame.NextColumn();
  frame.Paragraph(scene.T("keep.text"));
  const auto row = frame.BeginRow();
  const auto button = [&](std::string_view id, std::string_view text, ui::Icon icon, Action pressed) {
    if (frame.SecondaryButton(id, {.text = text, .icon = icon, .is_enabled = view.code.has_value()}))
      action = std::move(pressed);
  };
  if (view.can_print) button("idle.print", scene.T("keep.print"), ui::Icon::Print, PrintDraftCode{});
  button("idle.keep", scene.T("keep.leave"), ui::Icon::Leave, KeepAndLeave{});
  button("idle.secondary", scene.T("keep.clear"), ui::Icon::Delete, AnswerLeave{true});
  return action;
}

std::optional<Action> DrawKeepQuestion(bool is_saving, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "leave", .header = WithoutWayHome(scene.header), .footer = {}, .step = {}});
  std::optional<Action> action = HeaderAction(page.press);
  frame.Title(scene.T("leave.title"));
  const auto grid =
      frame.BeginGrid({.id = "leave", .landscape = {3}, .portrait = {1}, .fills_page = true, .tallest_row = 60});
  const auto tile = [&](std::string_view id, ui::Icon icon, ui::Tint tint, std::string_view title,
                        std::string_view subtitle, Action pressed) {
    const ui::TileSpec spec{
        .icon = icon, .title = scene.T(title), .subtitle = scene.T(subtitle), .tint = tint, .is_enabled = !is_saving};
    if (frame.Tile(id, spec)) action = std::move(pressed);
  };
  tile("leave.primary", ui::Icon::Edit, ui::Tint::Teal, N_("leave.stay"), N_("leave.stay.sub"), AnswerLeave{false});
  tile("leave.keep", ui::Icon::Lock, ui::Tint::Indigo, N_("keep.leave"), N_("keep.leave.sub"), KeepAndLeave{});
  tile("leave.secondary", ui::Icon::Delete, ui::Tint::Rose, N_("keep.clear"), N_("keep.clear.sub"), AnswerLeave{true});
  return action;
}

void DrawFormKept(const FormKept& kept, const Scene& scene, ui::Frame& frame) {
  frame.Done(scene.T("keep.done"));
  DrawCode(kept.code.Grouped(), scene, frame);
}

}  // namespace bianmin::screens
