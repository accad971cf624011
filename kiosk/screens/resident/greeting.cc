#include "kiosk/screens/resident/greeting.h"

#include <algorithm>

namespace bianmin::screens {

using ui::TextStep;

std::optional<Action> DrawGreeting(const Comfort& usual, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "greeting", .header = scene.header, .footer = {}, .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  // Whoever types or scans needs no question.
  const auto is_entry = [](const ui::Typed& typed) {
    return std::holds_alternative<std::string>(typed) || std::get<ui::Key>(typed) == ui::Key::Enter;
  };
  if (const auto& typed = frame.Typings(); std::any_of(typed.begin(), typed.end(), is_entry)) action = Enter{typed};
  frame.Title(scene.T("greeting.title"));
  {
    const auto grid = frame.BeginGrid({.id = "greeting", .landscape = {2}, .portrait = {1}, .fills_page = false});
    const auto answer = [&](std::string_view id, ui::Icon icon, ui::Tint tint, std::string_view text, TextStep step,
                            bool wants_voice) {
      const ui::TileSpec spec{.icon = icon, .title = scene.T(text), .subtitle = {}, .tint = tint, .shown_at = step};
      if (frame.Tile(id, spec)) action = AnswerGreeting{step, wants_voice};
    };
    answer("greeting.usual", ui::Icon::Check, ui::Tint::Teal, N_("greeting.usual"), usual.step, false);
    if (usual.step < TextStep::Elder) {
      answer("greeting.elder", ui::Icon::TextSize, ui::Tint::None, N_("greeting.elder"), TextStep::Elder, false);
    }
    if (usual.step < TextStep::ExtraLarge) {
      answer("greeting.extra_large", ui::Icon::TextSize, ui::Tint::None, N_("greeting.extra_large"),
             TextStep::ExtraLarge, false);
    }
    answer("greeting.voice", ui::Icon::Volume, ui::Tint::None, N_("greeting.voice"), usual.step, true);
  }
  if (frame.SecondaryButton("greeting.more", {.text = scene.T("greeting.more"), .icon = ui::Icon::More})) {
    action = OpenComfort{};
  }
  return action;
}

}  // namespace bianmin::screens
