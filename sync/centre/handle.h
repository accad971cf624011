#pragma once
// The centre itself, without sockets: a request goes in, an answer comes out, and the archive is all that changes,
// besides the count of what each kiosk asked for. The same function serves bianmin-centre and the simulated centre of
// the tests. sync/openapi.yaml is its contract.

#include "kiosk/base/time.h"
#include "sync/centre/archive.h"
#include "sync/centre/arrival_keys.h"
#include "sync/centre/message.h"
#include "sync/centre/record_quota.h"

namespace bianmin::centre {

Response Handle(Archive& archive, RecordQuota& quota, const Request& request, base::TimePoint now,
                const ArrivalKeys* arrival_keys = nullptr);

// Whether Handle() would read a batch and store it: then ReadBatch(), StoreBatch() and SignBatch() (endpoints.h) are
// the same, one after the other.
bool IsBatch(const Request& request);

// Whether a request with this head may send its body at all; otherwise the answer to give before reading it.
std::optional<Response> RefusalBeforeBody(const Request& head);

}  // namespace bianmin::centre
