#include "kiosk/screens/staff/act_page.h"

namespace bianmin::screens {

ui::FooterSpec BackOnly(const Scene& scene) { return {.back = ui::FooterButton{scene.T("staff.back")}, .next = {}}; }

ui::FooterSpec BackAnd(std::string_view act, bool is_saving, const Scene& scene) {
  return {.back = ui::FooterButton{scene.T("staff.back")}, .next = ui::FooterButton{act, !is_saving}};
}

std::optional<std::size_t> DrawActButtons(const std::vector<ActButton>& acts, std::optional<std::size_t> main,
                                          int landscape_columns, bool is_saving, ui::Frame& frame) {
  std::optional<std::size_t> pressed;
  if (acts.empty()) return pressed;
  const auto grid = frame.BeginGrid({.id = "acts", .landscape = {landscape_columns}, .portrait = {2}});
  const auto spec = [&](std::size_t place) {
    return ui::ButtonSpec{.text = acts[place].text, .icon = acts[place].icon, .is_enabled = !is_saving};
  };
  if (main && frame.PrimaryButton(acts[*main].id, spec(*main))) pressed = main;
  for (std::size_t place = 0; place < acts.size(); ++place) {
    if (place != main && frame.SecondaryButton(acts[place].id, spec(place))) pressed = place;
  }
  return pressed;
}

std::optional<bool> DrawSureQuestion(std::string_view act, const Scene& scene, ui::Frame& frame) {
  const auto answer = frame.Dialog({.id = "handle.sure",
                                    .tone = ui::Tone::Warning,
                                    .title = scene.T("handle.sure.title", fmt::arg("act", act)),
                                    .text = scene.T("handle.sure.text"),
                                    .countdown = {},
                                    .primary = act,
                                    .secondary = scene.T("handle.sure.no")});
  if (!answer) return std::nullopt;
  return *answer == ui::DialogPress::Primary;
}

}  // namespace bianmin::screens
