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

// Of the batch, made of those of its elements: the same batch sent again has the same.
base::Digest FingerprintOf(const std::vector<Element>& elements);

// Stores it; returns the acknowledgement without signatures, as it is kept, or the first one when this batch was
// answered before. Fails as the archive does.
base::Result<std::string> KeepBatch(Archive& archive, const OfferedBatch& batch);

// The acknowledgement as sync/openapi.yaml describes it, with keys each arrival signed: the same each time, but for a
// new key. It takes as long as storing did, and needs no archive.
std::string SignAnswer(std::string_view kept, const OfferedBatch& batch, const ArrivalKeys* keys);

}  // namespace bianmin::centre
