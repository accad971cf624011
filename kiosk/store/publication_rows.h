#pragma once
// Taking in what the city published, inside somebody's transaction.

#include "kiosk/domain/change.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// It is the newest of its kind and scope from now on. Of the older ones the last good one stays, and one
// that is on trial; none when it withdraws them.
void InsertPublication(Connection& connection, const domain::PublicationChange& change, base::TimePoint now);

}  // namespace bianmin::store
