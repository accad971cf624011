#pragma once
// bianmin-admin outbox: what this kiosk has still to bring to the centre, since when, and what the centre refused and
// why. Reads beside the running programs, without any key.

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/store/database.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

// Not sound when an event is dead: a person must look at it.
base::Result<Report> ShowOutbox(store::Database& database, base::TimePoint now);

// Makes a dead event wait again, after whatever was wrong has been put right.
base::Result<Report> ReviveEvent(store::Database& database, std::int64_t sequence);

// "3 h 20 min", for people.
std::string HowLong(base::Milliseconds time);

}  // namespace bianmin::admin
