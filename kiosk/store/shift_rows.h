#pragma once
// Counting and reading for shifts, inside somebody's snapshot or transaction.

#include "kiosk/store/core.h"
#include "kiosk/store/shifts.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// All that came after the journal's entry `since`, and how things stand at `now`.
domain::ShiftFigures CountShift(Connection& connection, std::int64_t since, base::TimePoint now);
std::vector<domain::LeftRecord> ListLeft(Connection& connection, base::TimePoint now);

// The figures as one text that reads back as the same figures.
std::string StoredFigures(const domain::ShiftFigures& figures);
domain::ShiftFigures ReadFigures(const std::string& text, std::string refused_why);

}  // namespace bianmin::store
