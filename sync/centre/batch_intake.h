#pragma once
// How a batch comes into the archive, whether it came over the network (POST /v1/events) or in a parcel.

#include <string>
#include <string_view>
#include <vector>

#include "sync/centre/archive.h"
#include "sync/centre/arrival_keys.h"

namespace bianmin::centre {

// The elements of a batch's plain body, which speaks for one kiosk. TooLarge past kMaxBatchEvents, Invalid when it is
// not one JSON array, Refused when an event names another kiosk than `source`: then the configuration is broken, and
// nothing of it may be taken.
base::Result<std::vector<Element>> ReadElements(std::string_view body, const std::string& source);

// Stores it; returns the acknowledgement as sync/openapi.yaml describes it, or the first one when this batch was
// answered before. With keys it signs what arrived. Fails as the archive does.
base::Result<std::string> ArchiveBatch(Archive& archive, const OfferedBatch& batch, const ArrivalKeys* keys = nullptr);

}  // namespace bianmin::centre
