#pragma once
// Registering a need, inside somebody's use case: a resident's own, or one that staff take down.

#include "kiosk/domain/order.h"
#include "kiosk/store/act.h"

namespace bianmin::store {

base::Result<base::Done> CheckNeed(const domain::Need& need);
// Takes a number, writes the rows and tells the city; the caller commits.
domain::Order RegisterNeed(StoreCore& core, Act& act, const domain::Need& need, domain::Actor by);

}  // namespace bianmin::store
