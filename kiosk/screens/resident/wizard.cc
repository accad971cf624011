#include "kiosk/screens/resident/wizard.h"

namespace bianmin::screens {

std::optional<Action> DrawWizard(const WizardSpec& spec, const Scene& scene, ui::Frame& frame,
                                 const std::function<std::optional<Action>()>& draw_page) {
  const std::string step = scene.T("step.line", fmt::arg("current", spec.step), fmt::arg("count", spec.steps),
                                   fmt::arg("what", scene.T(spec.step_key)));
  const std::string_view next = spec.is_saving   ? scene.T("footer.saving")
                                : spec.is_review ? scene.T("footer.submit")
                                                 : scene.T("footer.next");
  const auto page = frame.BeginPage({.id = spec.id,
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("footer.back"), !spec.is_saving},
                                                .next = ui::FooterButton{next, !spec.is_saving}},
                                     .step = ui::StepSpec{step, spec.step, spec.steps}});
  std::optional<Action> action = ActionOf(page.press);
  if (auto pressed = draw_page(); pressed && !spec.is_saving) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawWho(const WhoSpec& spec, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(spec.question);
  DrawFault(spec.shows_faults && !spec.is_named, scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "who", .landscape = {2}, .portrait = {1}, .fills_page = true, .tallest_row = 30});
  const auto choice = [&](std::string_view id, bool named, ui::Icon icon, std::string_view text,
                          std::string_view note) {
    const ui::ChoiceSpec who{.text = scene.T(text), .note = note, .icon = icon, .is_selected = spec.is_named == named};
    if (frame.Choice(id, who)) action = GiveName{named};
  };
  choice("who.anonymous", false, ui::Icon::Privacy, N_("who.anonymous"), spec.anonymous_note);
  choice("who.named", true, ui::Icon::Phone, N_("who.named"), spec.named_note);
  return action;
}

void DrawFault(bool is_shown, std::string_view text, const Scene& scene, ui::Frame& frame) {
  if (is_shown) frame.Banner({.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = text});
}

}  // namespace bianmin::screens
