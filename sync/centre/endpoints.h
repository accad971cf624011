#pragma once
// The two addresses that kiosks use all day. Handle() has seen to it that the client showed a certificate.

#include "kiosk/base/time.h"
#include "sync/centre/archive.h"
#include "sync/centre/message.h"

namespace bianmin::centre {

// POST /v1/events: archives a batch and answers for each of its events.
Response TakeEvents(Archive& archive, const Request& request, base::TimePoint now);

// GET /v1/changes?after=&limit=&wait=: what the calling kiosk was told after its cursor. `query` is what follows '?'.
Response GiveChanges(Archive& archive, const Request& request, std::string_view query);

}  // namespace bianmin::centre
