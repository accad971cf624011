#include <fmt/format.h>

#include <boost/json.hpp>

#include "kiosk/base/id.h"
#include "kiosk/domain/limits.h"
#include "sync/centre/batch_splitter.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/problem.h"
#include "sync/centre/unpack.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using base::ErrorCode;

Response ProblemOf(const base::Error& error) {
  if (error.code == ErrorCode::TooLarge) return Problem(413, problem::kTooLarge, error.message);
  if (error.code == ErrorCode::Invalid) return Problem(400, problem::kMalformed, error.message);
  return Unavailable(error);
}

base::Result<std::string, Response> PlainBody(const Request& request) {
  const std::string encoding = request.Header("content-encoding");
  if (encoding.empty() || encoding == "identity") return request.body;
  if (encoding != "gzip") {
    return Problem(415, problem::kUnsupportedEncoding, "Send the body as it is, or packed with gzip.");
  }
  auto plain = UnpackGzip(request.body, domain::kMaxUnpackedRequestBytes);
  if (!plain) return ProblemOf(plain.error());
  return std::move(*plain);
}

// A batch speaks for one kiosk only. One event of another is a broken configuration, so nothing of it is taken.
std::optional<Response> RefuseForeign(const OfferedBatch& batch) {
  for (const Element& element : batch.elements) {
    const auto* event = std::get_if<OfferedEvent>(&element);
    if (event == nullptr || event->source == batch.source) continue;
    return Problem(403, problem::kForeignSource,
                   fmt::format("The certificate is for {}, but an event says {}.", batch.source, event->source));
  }
  return std::nullopt;
}

json::object ProblemAt(std::size_t index, const Element& element, Verdict verdict) {
  const bool is_conflict = verdict == Verdict::Conflict;
  const auto* broken = std::get_if<BrokenEvent>(&element);
  const std::string id = std::visit([](const auto& each) { return each.id; }, element);
  const std::string_view type = is_conflict ? problem::kConflict : problem::kMalformed;
  return {{"index", index},
          {"id", id},
          {"type", type},
          {"title", TitleOf(type)},
          {"detail", broken != nullptr ? broken->why : "both are kept for a person to look at"},
          {"retryable", false}};
}

std::string WriteAnswer(const OfferedBatch& batch, const BatchOutcome& outcome) {
  std::size_t accepted = 0;
  std::size_t duplicate = 0;
  json::array problems;
  for (std::size_t i = 0; i < outcome.verdicts.size(); ++i) {
    const Verdict verdict = outcome.verdicts[i];
    if (verdict == Verdict::Accepted) {
      ++accepted;
    } else if (verdict == Verdict::Duplicate) {
      ++duplicate;
    } else {
      problems.push_back(ProblemAt(i, batch.elements[i], verdict));
    }
  }
  const json::object answer{{"batch", batch.batch},
                            {"count", batch.elements.size()},
                            {"accepted", accepted},
                            {"duplicate", duplicate},
                            {"high", fmt::format("{:016}", outcome.high)},
                            {"problems", std::move(problems)}};
  return json::serialize(answer);
}

}  // namespace

Response TakeEvents(Archive& archive, const Request& request, base::TimePoint now) {
  OfferedBatch batch;
  batch.source = *request.source;
  batch.batch = request.Header("bianmin-batch");
  batch.received = now;
  if (!base::ParseUuid(batch.batch)) {
    return Problem(400, problem::kMalformed, "The header Bianmin-Batch is missing or not a UUID in lower case.");
  }
  const auto body = PlainBody(request);
  if (!body) return body.error();
  const auto elements = SplitBatch(*body);
  if (!elements) return ProblemOf(elements.error());
  batch.fingerprint = base::Sha256(*body);
  batch.elements.reserve(elements->size());
  for (const std::string_view element : *elements) batch.elements.push_back(ReadElement(element));
  if (auto refusal = RefuseForeign(batch)) return *refusal;
  auto answer =
      archive.StoreBatch(batch, [&batch](const BatchOutcome& outcome) { return WriteAnswer(batch, outcome); });
  if (!answer) return Unavailable(answer.error());
  Response response;
  response.content_type = "application/json";
  response.body = std::move(*answer);
  return response;
}

}  // namespace bianmin::centre
