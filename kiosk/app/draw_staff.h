#pragma once
// Draws the pages of whoever is signed in. A part of app.cc.

#include <optional>

#include "kiosk/app/model.h"
#include "kiosk/screens/scene.h"

namespace bianmin::app {

std::optional<screens::Action> DrawStaffScreen(const StaffScreen& screen, const Model& model,
                                               const screens::Scene& scene, ui::Frame& frame);

}  // namespace bianmin::app
