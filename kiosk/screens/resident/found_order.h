#pragma once
// An order that was found: its timeline and what the resident may do about it now.

#include "kiosk/screens/resident/look_up.h"

namespace bianmin::screens {

// `draft` says what was done on its page.
std::optional<Action> DrawFoundOrder(const domain::Order& order, const LookUpDraft& draft, const Scene& scene,
                                     ui::Frame& frame);
std::optional<Action> DrawCancelReasons(const domain::Order& order, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
