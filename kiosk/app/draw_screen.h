#pragma once
// Draws the screen that is shown, below the dialogs over it. A part of app.cc.

#include <optional>

#include "kiosk/app/model.h"
#include "kiosk/screens/scene.h"

namespace bianmin::app {

// `now` is steady time.
std::optional<screens::Action> DrawCurrentScreen(const Model& model, const screens::Scene& scene,
                                                 base::Milliseconds now, ui::Frame& frame);

}  // namespace bianmin::app
