#pragma once
// The body of GET /v1/changes.

#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/change.h"

namespace bianmin::wire {

// Corrupt when the page as a whole is not one ({"events":[…],"next":"…","more":…}) or holds more than
// domain::kMaxChangesPerPage. A single change that is not understood does not spoil the page: it becomes an
// UnknownChange. Notes and answers longer than domain::kMaxFreeTextCharacters are cut; control characters become
// spaces.
base::Result<domain::ChangesPage> ReadChanges(std::string_view text);

}  // namespace bianmin::wire
