#pragma once
// The way of an order as residents read it: what was, what is, and what is still ahead.

#include <span>

#include "kiosk/domain/order.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// `told` is what is to be said of the order's history, oldest first; `state` is where the order stands.
void DrawOrderTimeline(domain::OrderState state, std::span<const domain::HistoryEntry> told, const Scene& scene,
                       ui::Frame& frame);

}  // namespace bianmin::screens
