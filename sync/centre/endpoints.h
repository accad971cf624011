#pragma once
// The addresses that kiosks use all day. Handle() has seen to it that the client showed a certificate.

#include "kiosk/base/time.h"
#include "sync/centre/archive.h"
#include "sync/centre/arrival_keys.h"
#include "sync/centre/message.h"
#include "sync/centre/record_quota.h"

namespace bianmin::centre {

// POST /v1/events: archives a batch and answers for each of its events, in three steps. Only the second touches the
// archive and has to wait for its turn; the others are most of the work, and may be done beside it.
base::Result<OfferedBatch, Response> ReadBatch(const Request& request, base::TimePoint now);
Response StoreBatch(Archive& archive, const OfferedBatch& batch);
// With keys it signs what arrived.
void SignBatch(Response& response, const OfferedBatch& batch, const ArrivalKeys* keys);

// POST /v1/journal: keeps what a kiosk tells of its journal.
Response TakeJournal(Archive& archive, const Request& request, base::TimePoint now);

// GET /v1/changes?after=&limit=&wait=: what the calling kiosk was told after its cursor. `query` is what follows '?'.
Response GiveChanges(Archive& archive, const Request& request, std::string_view query);

// GET /v1/records/{number}: where a record of any kiosk stands, for whoever holds its receipt; nothing personal and no
// word that anybody wrote. `number` is the end of the path.
Response GiveRecord(Archive& archive, RecordQuota& quota, const Request& request, std::string_view number,
                    base::TimePoint now);

// PUT /v1/heartbeat: what the calling kiosk says of itself takes the place of what it said before.
Response TakeHeartbeat(Archive& archive, const Request& request, base::TimePoint now);

}  // namespace bianmin::centre
