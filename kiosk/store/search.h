#pragma once
// Bringing the records of an older database into the index of search, which needs the key and so is no migration.

#include "kiosk/store/store.h"

namespace bianmin::store {

// One bounded step and one transaction, the newest records first; call it while nobody waits until it says false.
base::Result<bool> IndexOlderRecords(Store& store);

}  // namespace bianmin::store
