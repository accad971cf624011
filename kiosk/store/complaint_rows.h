#pragma once
// The row of a complaint or suggestion, inside somebody's transaction.

#include <optional>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// The token that a pair of number and digits must have; nothing for an unknown number and for an anonymous complaint.
std::optional<base::Digest> FindComplaintToken(Connection& connection, const domain::RecordNumber& number);
// The whole complaint; it must exist. Its answer is the city's, or without one that of the kiosk's own staff. One about
// the centre comes without what only the city may read.
domain::Complaint LoadComplaint(StoreCore& core, const domain::RecordNumber& number);
// With the row of its handling (kiosk/store/grievance_rows.h), unless it is the city's alone.
void InsertComplaint(StoreCore& core, const domain::Complaint& complaint);
// False when there is no such complaint. An empty answer leaves the one before.
bool UpdateComplaint(Connection& connection, const domain::RecordNumber& number, domain::ComplaintState state,
                     std::string_view answer);

}  // namespace bianmin::store
