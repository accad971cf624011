#pragma once
// The JSON of a heartbeat, PUT /v1/heartbeat (sync/openapi.yaml): written by bianmin-sync, read by the centre.

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/heartbeat.h"

namespace bianmin::wire {

std::string WriteHeartbeat(const domain::Heartbeat& heartbeat);

// Invalid, in a sentence that names the member, when it is not a whole heartbeat; TooLarge past
// domain::kMaxHeartbeatBytes. Members that this program does not know are left alone.
base::Result<domain::Heartbeat> ReadHeartbeat(std::string_view text);

}  // namespace bianmin::wire
