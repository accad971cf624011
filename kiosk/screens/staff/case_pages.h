#pragma once
// The page of each act that needs something more than a press: a reason, a service, somebody, a signature.

#include "kiosk/screens/staff/order_page.h"

namespace bianmin::screens {

// Draws the body; the caller has begun the page.
std::optional<Action> DrawActPage(const CaseState& state, const Scene& scene, ui::Frame& frame);
// Ranked proposals with their reasons.
std::optional<Action> DrawProviders(const CaseState& state, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
