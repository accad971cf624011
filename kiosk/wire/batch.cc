#include "kiosk/wire/batch.h"

#include <set>

#include "kiosk/domain/limits.h"
#include "kiosk/wire/json.h"

namespace bianmin::wire {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
namespace json = boost::json;

constexpr std::size_t kMostWords = 500;

std::string WordsIn(const json::object& object, std::string_view member) {
  return Presentable(TextIn(object, member).value_or(""), kMostWords);
}

std::optional<EventProblem> ProblemOf(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return std::nullopt;
  const auto index = CountIn(*object, "index");
  const auto type = TextIn(*object, "type");
  const auto retryable = FlagIn(*object, "retryable");
  if (!index || !type || !retryable) return std::nullopt;
  return EventProblem{.index = static_cast<std::size_t>(*index),
                      .id = WordsIn(*object, "id"),
                      .type = *type,
                      .title = WordsIn(*object, "title"),
                      .detail = WordsIn(*object, "detail"),
                      .retryable = *retryable};
}

std::optional<SignedArrival> ArrivalOf(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return std::nullopt;
  const auto index = CountIn(*object, "index");
  const auto time = TextIn(*object, "received");
  const auto key = TextIn(*object, "key");
  const auto signature = BytesIn<base::Signature>(*object, "signature");
  const auto received = time ? base::ParseUtc(*time) : std::nullopt;
  if (!index || !received || !key || !signature) return std::nullopt;
  return SignedArrival{static_cast<std::size_t>(*index), *received, *key, *signature};
}

Error NotAnAcknowledgement(std::string_view why) {
  return {ErrorCode::Corrupt, "the answer is no acknowledgement: " + std::string(why)};
}

}  // namespace

std::string JoinBatch(std::span<const std::string_view> bodies) {
  std::size_t bytes = 2 + bodies.size();
  for (const std::string_view body : bodies) bytes += body.size();
  std::string batch;
  batch.reserve(bytes);
  batch += '[';
  for (const std::string_view body : bodies) {
    if (batch.size() > 1) batch += ',';
    batch += body;
  }
  return batch + ']';
}

Result<Acknowledgement> ReadAcknowledgement(std::string_view text) {
  const auto value = ParseJson(text, "answer");
  if (!value) return value.error();
  const json::object* object = value->if_object();
  if (object == nullptr) return NotAnAcknowledgement("it is not an object");
  const auto batch = TextIn(*object, "batch");
  const auto count = CountIn(*object, "count");
  const auto accepted = CountIn(*object, "accepted");
  const auto duplicate = CountIn(*object, "duplicate");
  const auto high_text = TextIn(*object, "high");
  const auto high = high_text ? ParseSequence(*high_text) : std::nullopt;
  const json::array* problems = ArrayIn(*object, "problems");
  if (!batch || !count || !accepted || !duplicate || !high || problems == nullptr) {
    return NotAnAcknowledgement("batch, count, accepted, duplicate, high or problems is missing or of another kind");
  }
  // Each alone first: a sum of huge numbers could wrap around to the right one.
  if (*count > domain::kMaxBatchEvents || *accepted > *count || *duplicate > *count || problems->size() > *count ||
      *accepted + *duplicate + problems->size() != *count) {
    return NotAnAcknowledgement("its counts do not add up");
  }
  Acknowledgement read{.batch = *batch,
                       .count = static_cast<std::size_t>(*count),
                       .accepted = static_cast<std::size_t>(*accepted),
                       .duplicate = static_cast<std::size_t>(*duplicate),
                       .high = *high};
  std::set<std::size_t> named;
  for (const json::value& each : *problems) {
    auto problem = ProblemOf(each);
    if (!problem) return NotAnAcknowledgement("a problem without index, type or retryable");
    if (problem->index >= read.count || !named.insert(problem->index).second) {
      return NotAnAcknowledgement("a problem names an event that is not in the batch, or one twice");
    }
    read.problems.push_back(*std::move(problem));
  }
  const json::array* arrivals = ArrayIn(*object, "arrivals");
  named.clear();
  for (const json::value& each : arrivals != nullptr ? *arrivals : json::array{}) {
    auto arrival = ArrivalOf(each);
    if (!arrival) return NotAnAcknowledgement("an arrival without index, time, key or signature");
    if (arrival->index >= read.count || !named.insert(arrival->index).second) {
      return NotAnAcknowledgement("an arrival names an event that is not in the batch, or one twice");
    }
    read.arrivals.push_back(*std::move(arrival));
  }
  return read;
}

Result<Problem> ReadProblem(std::string_view text) {
  const auto value = ParseJson(text, "problem");
  if (!value) return value.error();
  const json::object* object = value->if_object();
  if (object == nullptr) return Error{ErrorCode::Corrupt, "the problem is not an object"};
  Problem problem{.type = TextIn(*object, "type") ? WordsIn(*object, "type") : "about:blank",
                  .title = WordsIn(*object, "title"),
                  .detail = WordsIn(*object, "detail"),
                  .status = std::nullopt};
  const auto status = CountIn(*object, "status");
  if (status && *status >= 100 && *status < 600) problem.status = static_cast<int>(*status);
  return problem;
}

}  // namespace bianmin::wire
