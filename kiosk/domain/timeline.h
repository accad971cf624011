#pragma once
// What residents read of an order's history under 查询进度. Used by the screens; pure.

#include <vector>

#include "kiosk/domain/order.h"

namespace bianmin::domain {

// The history, oldest first. The centre answers an act of the resident with where the order stands then; where that is
// no news and there is no note, it is left out.
std::vector<HistoryEntry> TimelineOf(const Order& order);

}  // namespace bianmin::domain
