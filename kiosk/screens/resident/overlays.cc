#include "kiosk/screens/resident/overlays.h"

namespace bianmin::screens {

std::optional<Action> DrawIdleWarning(const IdleWarning& warning, const Scene& scene, ui::Frame& frame) {
  const auto seconds = fmt::arg("seconds", warning.seconds_left);
  const std::string text =
      warning.is_for_staff ? scene.T("idle.staff.countdown", seconds) : scene.T("idle.countdown", seconds);
  const auto pressed =
      frame.Dialog({.id = "idle",
                    .tone = ui::Tone::Warning,
                    .title = warning.is_for_staff ? scene.T("idle.staff.title") : scene.T("idle.title"),
                    .text = warning.is_for_staff ? scene.T("idle.staff.text") : scene.T("idle.text"),
                    .countdown =
                        ui::CountdownSpec{
                            .text = text, .seconds_left = warning.seconds_left, .seconds_total = warning.seconds_total},
                    .primary = scene.T("idle.continue"),
                    .secondary = warning.is_for_staff ? scene.T("staff.sign_out") : scene.T("idle.leave")});
  if (!pressed) return std::nullopt;
  if (*pressed == ui::DialogPress::Primary) return ContinueSession{};
  return AnswerLeave{true};
}

std::optional<Action> DrawLeaveQuestion(const Scene& scene, ui::Frame& frame) {
  const auto pressed = frame.Dialog({.id = "leave",
                                     .tone = ui::Tone::Neutral,
                                     .title = scene.T("leave.title"),
                                     .text = scene.T("leave.cannot_keep"),
                                     .countdown = {},
                                     .primary = scene.T("leave.stay"),
                                     .secondary = scene.T("leave.leave")});
  if (!pressed) return std::nullopt;
  return AnswerLeave{*pressed == ui::DialogPress::Secondary};
}

}  // namespace bianmin::screens
