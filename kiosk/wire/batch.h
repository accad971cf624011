#pragma once
// The two bodies of POST /v1/events: the batch that goes out and the acknowledgement that comes back.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace bianmin::wire {

inline constexpr std::string_view kBatchContentType = "application/cloudevents-batch+json";
inline constexpr std::string_view kProblemContentType = "application/problem+json";

// "[" + the frozen bytes joined by "," + "]": nothing is written anew, because the centre fingerprints each element.
std::string JoinBatch(std::span<const std::string_view> bodies);

struct EventProblem {
  std::size_t index = 0;  // in the batch
  std::string id;
  std::string type;  // "urn:bianmin:problem:conflict" …
  std::string title;
  std::string detail;
  bool retryable = false;
};

// The centre's signature that the record of one event has arrived. Not checked here.
struct SignedArrival {
  std::size_t index = 0;  // of the event in the batch
  base::TimePoint received;
  std::string key;  // its name
  base::Signature signature{};
};

struct Acknowledgement {
  std::string batch;
  std::size_t count = 0;
  std::size_t accepted = 0;
  std::size_t duplicate = 0;
  std::int64_t high = 0;  // the highest sequence the centre has of this source
  std::vector<EventProblem> problems;
  std::vector<SignedArrival> arrivals;  // none from a centre that does not sign
};

// Corrupt when it is anything but a whole acknowledgement: every member there, accepted + duplicate + problems = count,
// each problem's and arrival's index below count and named once. Whether it answers the batch that was sent is the
// caller's to check.
base::Result<Acknowledgement> ReadAcknowledgement(std::string_view text);

// An RFC 9457 problem about a whole request. Texts are cut to 500 characters and hold no control characters.
struct Problem {
  std::string type;
  std::string title;
  std::string detail;
  std::optional<int> status;
};
base::Result<Problem> ReadProblem(std::string_view text);

}  // namespace bianmin::wire
