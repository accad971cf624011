#pragma once
// The personal columns of orders, complaints and named ratings, inside somebody's transaction.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/core.h"
#include "kiosk/store/rights.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

enum class WhyErased { Age, Request };

std::optional<domain::HeldFields> FindHeld(StoreCore& core, const domain::RecordNumber& number);
void WriteContact(StoreCore& core, const domain::HeldFields& held, const domain::Contact& contact);
// All of the record's personal columns, what staff wrote about it and the bodies of its documents; remembers that it is
// done. Returns the photos that nothing names any more: after the commit, they are to be deleted.
std::vector<std::string> ErasePersonalOf(StoreCore& core, const domain::HeldFields& held, WhyErased why,
                                         base::TimePoint now);
// Closed and delivered records whose last act lies before `before`, not erased yet.
std::vector<domain::RecordNumber> DueForErasure(Connection& connection, base::TimePoint before, int most);

}  // namespace bianmin::store
