#pragma once
// Erasing interrupted forms whose time is over (kiosk/store/store.h keeps and opens them). Needs no key, so
// bianmin-sync does it too while the kiosk is idle. Erased pages are overwritten with zeros; what a write-ahead log may
// hold of them until it is written over stays encrypted under a code that nobody knows any more.

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

// How many were erased. Writes nothing when none is due.
base::Result<int> EraseExpiredDrafts(Database& database, base::TimePoint now);

}  // namespace bianmin::store
