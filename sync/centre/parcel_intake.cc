#include "sync/centre/parcel_intake.h"

#include <fmt/format.h>

#include "kiosk/base/id.h"
#include "kiosk/domain/kiosk_name.h"
#include "kiosk/wire/batch.h"
#include "sync/centre/batch_intake.h"
#include "sync/centre/problem.h"
#include "sync/parcel/reader.h"

namespace bianmin::centre {

using base::Done;
using base::Error;
using base::ErrorCode;

base::Result<std::string> ParcelIntake::Judge(const std::vector<pki::Certificate>& certificates,
                                              base::TimePoint made_at, const std::string& file) {
  const pki::Certificate& own = certificates.front();
  const auto standing = rules_.authorities.Judge(own, {certificates.begin() + 1, certificates.end()}, made_at);
  if (standing == pki::Standing::Unknown) {
    return Error{ErrorCode::Refused,
                 fmt::format("{} is signed with a certificate that no authority in tls.client_ca vouches for: it comes "
                             "from another city, or from nobody; import it there",
                             file)};
  }
  if (standing == pki::Standing::OutOfDate && !rules_.may_be_out_of_date) {
    return Error{ErrorCode::Refused,
                 fmt::format("{} was exported at {} with a certificate that is good from {} to {}. If you know who "
                             "brought it, import it with --out-of-date; then enrol the kiosk anew, or set its clock",
                             file, base::FormatUtc(made_at), base::FormatUtc(own.not_before()),
                             base::FormatUtc(own.not_after()))};
  }
  const auto name = domain::KioskName::Parse(own.source().value_or(""));
  if (!name || name->Source() != own.source()) {
    return Error{ErrorCode::Refused, fmt::format("{} is signed with a certificate that names no kiosk", file)};
  }
  if (registry_ == nullptr) return *own.source();
  const auto admission = registry_->AdmissionOf(*own.source(), own.serial());
  if (!admission) return admission.error();
  if (*admission == Admission::Admitted) return *own.source();
  return Error{ErrorCode::Refused,
               fmt::format("{} is signed by {}, whose certificate is revoked. If the kiosk is in good hands again, "
                           "invite it, enrol it there and export once more",
                           file, *own.source())};
}

base::Result<ParcelCounts> ParcelIntake::Take(const std::filesystem::path& file) {
  const auto reader = parcel::Reader::Open(file);
  if (!reader) return reader.error();
  const auto source = Judge((*reader)->certificates(), (*reader)->made_at(), file.string());
  if (!source) return source.error();
  if (auto is_signed = (*reader)->CheckSignature(); !is_signed) return is_signed.error();

  std::size_t events = 0;
  const auto looked_at = (*reader)->ReadBatches(rules_.key, [&](const std::string& body) -> base::Result<Done> {
    const auto elements = ReadElements(body, *source);
    if (!elements) return At(file.string(), elements.error());
    events += elements->size();
    if (events <= rules_.most_events) return Done{};
    return Error{ErrorCode::TooLarge, fmt::format("{} holds more than {} events", file.string(), rules_.most_events)};
  });
  if (!looked_at) return looked_at.error();

  ParcelCounts counts{.source = *source, .made_at = (*reader)->made_at()};
  const auto stored = (*reader)->ReadBatches(rules_.key, [&](const std::string& body) { return Store(body, counts); });
  if (stored) return counts;
  return Error{stored.error().code,
               fmt::format("{} of {} events of {} were taken in, then: {}; import the same file once more, nothing is "
                           "doubled",
                           counts.Sum(), events, file.string(), stored.error().message)};
}

base::Result<Done> ParcelIntake::Store(const std::string& body, ParcelCounts& counts) {
  if (counts.Sum() > 0) rules_.rest();
  const base::TimePoint now = clock_.Now();
  OfferedBatch batch{.source = counts.source,
                     .batch = base::FormatUuid(base::NewUuidV7(now, random_)),
                     .fingerprint = {},
                     .elements = {},
                     .received = now};
  auto elements = ReadElements(body, counts.source);
  if (!elements) return elements.error();
  batch.fingerprint = FingerprintOf(*elements);
  batch.elements = std::move(*elements);
  const auto kept = KeepBatch(archive_, batch);
  if (!kept) return kept.error();
  const auto answer = wire::ReadAcknowledgement(SignAnswer(*kept, batch, nullptr));
  if (!answer) return answer.error();
  counts.accepted += answer->accepted;
  counts.duplicate += answer->duplicate;
  for (const wire::EventProblem& each : answer->problems) {
    ++(each.type == problem::kConflict ? counts.conflict : counts.broken);
  }
  return Done{};
}

}  // namespace bianmin::centre
