#pragma once
// The first screen: five things one can do here.

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

std::optional<Action> DrawHome(const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
