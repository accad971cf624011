#pragma once
// Bringing records into the index of search while nobody waits: what was just saved, and what an older database held.

#include "kiosk/store/store.h"

namespace bianmin::store {

// One bounded step and one transaction; call it while nobody waits until it says false. Search finds what was saved
// since all the same.
base::Result<bool> IndexMoreRecords(Store& store);

}  // namespace bianmin::store
