#include "kiosk/wire/heartbeat.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {

using base::ErrorCode;

Response TakeHeartbeat(Archive& archive, const Request& request, base::TimePoint now) {
  const std::string encoding = request.Header("content-encoding");
  if (!encoding.empty() && encoding != "identity") {
    return Problem(415, problem::kUnsupportedEncoding, "Send a heartbeat as it is.");
  }
  const auto heartbeat = wire::ReadHeartbeat(request.body);
  if (!heartbeat) {
    const bool is_too_large = heartbeat.error().code == ErrorCode::TooLarge;
    return is_too_large ? Problem(413, problem::kTooLarge, heartbeat.error().message)
                        : Problem(400, problem::kMalformed, heartbeat.error().message);
  }
  if (auto kept = archive.KeepHeartbeat(*request.source, *heartbeat, now); !kept) return Unavailable(kept.error());
  Response response;
  response.status = 204;
  return response;
}

}  // namespace bianmin::centre
