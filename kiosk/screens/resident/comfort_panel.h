#pragma once
// 看和听: text size, colours, where the controls are, and the voice. Drawn in place of the screen, which keeps all that
// was entered; every choice takes effect at once.

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

std::optional<Action> DrawComfortPanel(const Comfort& comfort, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
