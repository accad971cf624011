#pragma once
// The centre's front page, GET /v1/: of what stands there, what this kiosk reckons with.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/result.h"

namespace bianmin::wire {

// What the centre holds from this kiosk.
struct CentreHolding {
  std::string epoch;                            // another one: the centre's archive was made anew
  std::int64_t count = 0;                       // events
  std::int64_t high = 0;                        // the highest sequence
  std::vector<base::VerifyKey> arrival_keys{};  // by which it signs, and has signed; none: it does not
};

// Corrupt when it is anything but a whole front page of a centre that speaks v1, or names more than
// domain::kMaxArrivalKeys.
base::Result<CentreHolding> ReadFrontPage(std::string_view text);

}  // namespace bianmin::wire
