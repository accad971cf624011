#include "sync/engine/enrolment.h"

#include <fmt/format.h>

#include "kiosk/wire/batch.h"
#include "sync/engine/trust.h"
#include "sync/pki/certificate_request.h"
#include "sync/pki/certs_only.h"

namespace bianmin::engine {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;

base::Result<Done> MakeFolders(const IdentityPaths& files) {
  for (const auto& file : {files.ca, files.certificate, files.key}) {
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error) {
      return Error{ErrorCode::Unavailable,
                   fmt::format("cannot make the folder {}: {}", file.parent_path().string(), error.message())};
    }
  }
  return Done{};
}

bool IsCodeUsed(std::string_view problem) {
  const auto read = wire::ReadProblem(problem);
  return read && read->type == "urn:bianmin:problem:code-used";
}

// Somebody runs it again because they did not see that it had worked: the code is used, and what it was used for is in
// use here.
std::optional<pki::Certificate> WasEnrolledBefore(const Outcome& outcome, Identity& identity,
                                                  const EstConnector& connect) {
  const auto* refusal = std::get_if<NotAdmitted>(&outcome);
  if (refusal == nullptr || !IsCodeUsed(refusal->problem)) return std::nullopt;
  const auto current = identity.Current();
  if (!current || !std::holds_alternative<Answered>(connect(identity.paths())->GetFrontPage())) return std::nullopt;
  identity.DropNext();
  return *current;
}

// What the centre answers to the code and the next key.
base::Result<Outcome> AskWithCode(const EnrolmentOrder& order, Identity& identity, const EstConnector& connect) {
  const auto key = identity.NextKey();
  if (!key) return key.error();
  const auto request = pki::MakeRequest(*key, order.kiosk.kiosk);
  if (!request) return request.error();
  return connect({order.first_ca, {}, {}})->Enrol(order.kiosk.Login(), order.code, pki::EncodeLines(*request));
}

Error Refusal(const EnrolmentOrder& order, const Outcome& outcome) {
  const bool is_unknown = std::holds_alternative<NotFound>(outcome);
  return {
      ErrorCode::Unavailable,
      fmt::format("the centre, recognised by {}, gave no certificate: {}{}", order.first_ca.string(), Reason(outcome),
                  is_unknown ? "; this centre enrols no kiosks, ask its operator for a certificate" : "")};
}

}  // namespace

base::Result<pki::Certificate> ReadIssued(const std::string& body, const std::string& source, base::TimePoint now) {
  auto certificates = pki::ReadCertsOnly(body);
  if (!certificates) return certificates.error();
  pki::Certificate& certificate = certificates->front();
  if (certificate.source() != source) {
    return Error{ErrorCode::Invalid, fmt::format("the centre's certificate is for {} and this kiosk is {}",
                                                 certificate.source().value_or("nobody"), source)};
  }
  if (certificate.not_after() <= now || certificate.not_before() > now) {
    return Error{
        ErrorCode::Invalid,
        fmt::format("the centre's certificate is good from {} to {}, and by this machine's clock it is {}; set "
                    "the clock right",
                    base::FormatUtc(certificate.not_before()), base::FormatUtc(certificate.not_after()),
                    base::FormatUtc(now))};
  }
  return certificate;
}

base::Result<pki::Certificate> Enrol(const EnrolmentOrder& order, const EstConnector& connect, base::TimePoint now) {
  if (auto made = MakeFolders(order.files); !made) return made.error();
  Identity identity(order.files);
  if (auto recovered = identity.Recover(); !recovered) return recovered.error();
  const auto outcome = AskWithCode(order, identity, connect);
  if (!outcome) return outcome.error();
  if (auto current = WasEnrolledBefore(*outcome, identity, connect)) return std::move(*current);
  const auto* answer = std::get_if<Answered>(&*outcome);
  if (answer == nullptr) return Refusal(order, *outcome);
  auto certificate = ReadIssued(answer->body, order.kiosk.Source(), now);
  if (!certificate) return certificate;
  if (auto kept = identity.KeepNext(*certificate); !kept) return kept.error();
  if (auto learned = LearnTrust(identity, {order.first_ca, {}, {}}, connect, now); !learned) return learned.error();
  const Outcome welcome = connect(identity.NextPaths())->GetFrontPage();
  if (std::holds_alternative<NotAdmitted>(welcome)) {
    return Error{ErrorCode::Refused, fmt::format("the centre does not let the new certificate in: {}; nothing was "
                                                 "changed",
                                                 Reason(welcome))};
  }
  if (auto adopted = identity.AdoptNext(); !adopted) return adopted.error();
  return certificate;
}

}  // namespace bianmin::engine
