#pragma once
// Changing a row of the queue, inside somebody's transaction. State, service, urgency and the first response clock
// follow the record by triggers (schema/queue.h); what no record says is set here.

#include <optional>
#include <string_view>

#include "kiosk/domain/work_item.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// The key of a row: a record's number, or an anonymous rating's id.
std::optional<std::int64_t> WorkSerial(Connection& connection, const domain::RecordNumber& number);
std::optional<std::int64_t> WorkSerial(Connection& connection, const domain::RatingId& anonymous);

// Nothing: nobody's.
void SetOwner(Connection& connection, std::int64_t serial, const std::optional<domain::StaffNumber>& owner);
void SetPriority(Connection& connection, std::int64_t serial, domain::PriorityClass priority);
// The clock that runs now (a provider's 24 hours, a longer time for a complex complaint); nothing: none runs. A later
// change of the record's state stops it again.
void SetDue(Connection& connection, std::int64_t serial, const std::optional<base::TimePoint>& due);
// From then on that member does not see it. Nothing: somebody not named yet; only supervisors see it.
void SetAboutStaff(Connection& connection, std::int64_t serial, const std::optional<domain::StaffNumber>& about);

// The row as staff see it; nothing when there is none.
std::optional<domain::WorkItem> LoadWorkItem(Connection& connection, std::int64_t serial);
// Whether `viewer` may see what is about `about` (the column's text).
bool MaySee(Connection& connection, std::int64_t serial, const domain::QueueViewer& viewer);

}  // namespace bianmin::store
