#include <fmt/format.h>

#include <boost/json.hpp>

#include "kiosk/base/id.h"
#include "kiosk/domain/limits.h"
#include "kiosk/wire/journal.h"
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

json::array SignArrivals(const OfferedBatch& batch, const BatchOutcome& outcome, const base::SecretKey& key) {
  json::array arrivals;
  for (const auto& [index, received] : outcome.arrivals) {
    const auto& event = std::get<OfferedEvent>(batch.elements[index]);
    const auto number = domain::RecordNumber::Parse(event.subject);
    if (!number) continue;
    const auto proof = domain::Prove({*number, event.fingerprint, received}, key);
    arrivals.push_back({{"index", index},
                        {"received", base::FormatUtc(received)},
                        {"key", proof.key},
                        {"signature", base::ToBase64(proof.signature)}});
  }
  return arrivals;
}

std::string WriteAnswer(const OfferedBatch& batch, const BatchOutcome& outcome, const ArrivalKeys* keys) {
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
  json::object answer{{"batch", batch.batch},
                      {"count", batch.elements.size()},
                      {"accepted", accepted},
                      {"duplicate", duplicate},
                      {"high", fmt::format("{:016}", outcome.high)},
                      {"problems", std::move(problems)}};
  if (keys != nullptr) answer["arrivals"] = SignArrivals(batch, outcome, keys->key);
  return json::serialize(answer);
}

}  // namespace

Response TakeEvents(Archive& archive, const ArrivalKeys* keys, const Request& request, base::TimePoint now) {
  OfferedBatch batch;
  batch.source = *request.source;
  batch.batch = request.Header("bianmin-batch");
  batch.received = now;
  batch.journal = wire::ReadJournalHead(request.Header("bianmin-journal"));
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
      archive.StoreBatch(batch, [&](const BatchOutcome& outcome) { return WriteAnswer(batch, outcome, keys); });
  if (!answer) return Unavailable(answer.error());
  Response response;
  response.content_type = "application/json";
  response.body = std::move(*answer);
  return response;
}

}  // namespace bianmin::centre
