#pragma once
// The rows of what the centre has signed, inside somebody's transaction.

#include <optional>

#include "kiosk/domain/arrival.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// The first proof of a record stays, unless none of the centre's present keys proves it.
void KeepArrival(Connection& connection, const domain::ArrivalProof& proof);
// Nothing when there is none, or none that a present key of the centre proves.
std::optional<domain::ArrivalProof> FindArrival(Connection& connection, const domain::RecordNumber& number);

}  // namespace bianmin::store
