#include "kiosk/base/id.h"
#include "kiosk/domain/limits.h"
#include "kiosk/wire/journal.h"
#include "sync/centre/batch_intake.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/problem.h"
#include "sync/centre/unpack.h"

namespace bianmin::centre {
namespace {

using base::ErrorCode;

Response ProblemOf(const base::Error& error) {
  if (error.code == ErrorCode::TooLarge) return Problem(413, problem::kTooLarge, error.message);
  if (error.code == ErrorCode::Refused) return Problem(403, problem::kForeignSource, error.message);
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

}  // namespace

base::Result<OfferedBatch, Response> ReadBatch(const Request& request, base::TimePoint now) {
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
  auto elements = ReadElements(*body, batch.source);
  if (!elements) return ProblemOf(elements.error());
  batch.fingerprint = FingerprintOf(*elements);
  batch.elements = std::move(*elements);
  return batch;
}

Response StoreBatch(Archive& archive, const OfferedBatch& batch) {
  auto kept = KeepBatch(archive, batch);
  if (!kept) return Unavailable(kept.error());
  Response response;
  response.content_type = "application/json";
  response.body = std::move(*kept);
  return response;
}

void SignBatch(Response& response, const OfferedBatch& batch, const ArrivalKeys* keys) {
  if (response.status == 200) response.body = SignAnswer(response.body, batch, keys);
}

}  // namespace bianmin::centre
