#pragma once
// Cuts the body of a batch, a JSON array, into the exact text of each element. The centre fingerprints what the kiosk
// sent, byte for byte, so an element is never parsed and written again. It judges only the shape of the array: brackets
// that match, strings that end, commas between elements; whether an element is an event is sync/centre/event.h's.

#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::centre {

// The elements in order, without the white space around them, pointing into `body`. TooLarge past kMaxBatchEvents;
// Invalid when `body` is not one JSON array.
base::Result<std::vector<std::string_view>> SplitBatch(std::string_view body);

}  // namespace bianmin::centre
