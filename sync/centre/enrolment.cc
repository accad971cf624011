#include "sync/centre/enrolment.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/bytes.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/kiosk_name.h"
#include "sync/centre/one_time_code.h"
#include "sync/centre/problem.h"
#include "sync/pki/certificate_request.h"
#include "sync/pki/certs_only.h"

namespace bianmin::centre {
namespace {

constexpr std::string_view kEst = "/.well-known/est/";
constexpr std::string_view kCaCerts = "/.well-known/est/cacerts";
constexpr std::string_view kEnrol = "/.well-known/est/simpleenroll";
constexpr std::string_view kReenrol = "/.well-known/est/simplereenroll";
constexpr std::string_view kRequestType = "application/pkcs10";
constexpr std::string_view kBasic = "Basic ";

std::string_view PathOf(const Request& request) {
  const std::string_view target = request.target;
  return target.substr(0, target.find('?'));
}

// "application/pkcs10; charset=…" names the type too.
bool IsRequestType(std::string_view header) { return header.substr(0, header.find_first_of("; ")) == kRequestType; }

Response CertsOnly(const std::vector<pki::Certificate>& certificates) {
  Response response;
  response.content_type = "application/pkcs7-mime; smime-type=certs-only";
  response.headers.emplace_back("Content-Transfer-Encoding", "base64");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = pki::WriteCertsOnly(certificates);
  return response;
}

Response NotAdmitted(std::string_view type, std::string_view detail) {
  Response response = Problem(401, type, detail);
  response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"bianmin enrolment\", charset=\"UTF-8\"");
  return response;
}

Response TooMany(std::string_view type, std::string_view detail, std::chrono::seconds wait) {
  Response response = Problem(429, type, detail);
  response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  return response;
}

struct Credentials {
  std::string source;
  base::Digest code{};
};

// RFC 7617. Nothing: they are none, or cannot be those of any kiosk.
std::optional<Credentials> ReadCredentials(const std::string& header) {
  if (header.size() <= kBasic.size() || !std::equal(kBasic.begin(), kBasic.end(), header.begin(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
      })) {
    return std::nullopt;
  }
  const auto bytes = base::FromBase64(std::string_view(header).substr(kBasic.size()));
  if (!bytes) return std::nullopt;
  const std::string pair = base::AsText(*bytes);
  const auto colon = std::min(pair.find(':'), pair.size());
  const auto name = domain::KioskName::Parse(std::string_view(pair).substr(0, colon));
  const auto code = OneTimeCode::Parse(std::string_view(pair).substr(std::min(colon + 1, pair.size())));
  if (!name || !code) return std::nullopt;
  return Credentials{name->Source(), code->Fingerprint()};
}

// The public key that a certificate is asked for.
base::Result<std::string, Response> AskedKey(const Request& request) {
  if (request.body.size() > domain::kMaxCertificateRequestBytes) {
    return Problem(413, problem::kTooLarge, fmt::format("Send {} bytes at most.", domain::kMaxCertificateRequestBytes));
  }
  const auto der = pki::DecodeLines(request.body);
  if (!der) return Problem(400, problem::kMalformed, "The body must be a PKCS#10 request in base64.");
  auto key = pki::KeyOfRequest(*der);
  if (key) return std::move(*key);
  const bool is_unfit = key.error().code == base::ErrorCode::Refused;
  return Problem(400, is_unfit ? problem::kUnfitKey : problem::kMalformed, key.error().message);
}

IssuedCertificate Entry(const pki::Certificate& certificate, const std::string& source) {
  return {certificate.serial(), source, certificate.not_after(), base::Sha256(certificate.PublicDer()),
          certificate.Der()};
}

}  // namespace

EnrolmentDesk::EnrolmentDesk(Registry& registry, SigningOffice office, base::Random& random)
    : registry_(registry), office_(std::move(office)), random_(random) {}

bool EnrolmentDesk::IsAddressed(const Request& request) { return PathOf(request).starts_with(kEst); }

std::optional<Response> EnrolmentDesk::RefusalBeforeBody(const Request& head) {
  const std::string_view path = PathOf(head);
  if (path != kCaCerts && path != kEnrol && path != kReenrol) {
    return Problem(404, problem::kNotFound, "Of EST this centre knows cacerts, simpleenroll and simplereenroll.");
  }
  const std::string_view method = path == kCaCerts ? "GET" : "POST";
  if (head.method != method) {
    Response response = Problem(405, problem::kMethod, fmt::format("Use {} here.", method));
    response.headers.emplace_back("Allow", method);
    return response;
  }
  if (path == kCaCerts) return std::nullopt;
  if (path == kReenrol && !head.source) {
    return Problem(403, problem::kNoCertificate,
                   "Connect with the certificate that is to be renewed; a kiosk without one enrols with a new code.");
  }
  if (path == kEnrol && head.Header("authorization").empty()) {
    return NotAdmitted(problem::kCodeNeeded, "Send CITY/CENTRE/KIOSK as user name and the one-time code as password.");
  }
  if (!IsRequestType(head.Header("content-type"))) {
    return Problem(415, problem::kUnsupportedType, fmt::format("Send {}, in base64.", kRequestType));
  }
  return std::nullopt;
}

Response EnrolmentDesk::Handle(const Request& request, base::TimePoint now) {
  if (auto refusal = RefusalBeforeBody(request)) return *refusal;
  const std::string_view path = PathOf(request);
  if (path == kCaCerts) return CertsOnly(office_.trust);
  return path == kEnrol ? Enrol(request, now) : Reenrol(request, now);
}

Response EnrolmentDesk::Enrol(const Request& request, base::TimePoint now) {
  if (const auto wait = throttle_.Wait(request.peer, now)) {
    return TooMany(problem::kTooManyCodes, "Too many wrong codes came from here; wait a minute.", *wait);
  }
  const auto credentials = ReadCredentials(request.Header("authorization"));
  const auto standing = credentials ? registry_.Look(credentials->source, credentials->code, now)
                                    : base::Result<CodeStanding>(CodeStanding{});
  if (!standing) return Unavailable(standing.error());
  if (standing->state == CodeState::Unknown) {
    throttle_.CountWrong(request.peer);
    return NotAdmitted(problem::kWrongCode,
                       "There is no such code for this kiosk. Check both names and code, or have another code made.");
  }
  if (standing->state == CodeState::Expired) {
    return NotAdmitted(problem::kCodeExpired, "The code's time is over; have another one made at the centre.");
  }
  const auto key = AskedKey(request);
  if (!key) return key.error();
  const std::string& source = credentials->source;
  if (standing->state == CodeState::Used) {
    const bool is_same = standing->issued && standing->issued->public_key == base::Sha256(*key);
    if (!is_same) return NotAdmitted(problem::kCodeUsed, "The code was used already; have another one made.");
    const auto again = pki::Certificate::ReadDer(standing->issued->der);
    return again ? CertsOnly({*again}) : Unavailable(again.error());
  }
  const auto certificate = Sign(*key, source, now);
  if (!certificate) return certificate.error();
  const auto kept = registry_.Enrol(credentials->code, Entry(*certificate, source), now);
  if (!kept && kept.error().code == base::ErrorCode::Refused) {
    return NotAdmitted(problem::kCodeUsed, "The code was used a moment ago; have another one made.");
  }
  if (!kept) return Unavailable(kept.error());
  base::LogNote("{} is enrolled: certificate {}, good until {}", source, certificate->serial(),
                base::FormatUtc(certificate->not_after()));
  return CertsOnly({*certificate});
}

Response EnrolmentDesk::Reenrol(const Request& request, base::TimePoint now) {
  const auto name = domain::KioskName::Parse(*request.source);
  if (!name) return Problem(403, problem::kNoCertificate, "The certificate does not name a kiosk.");
  const auto key = AskedKey(request);
  if (!key) return key.error();
  const auto certificate = Sign(*key, name->Source(), now);
  if (!certificate) return certificate.error();
  const auto kept = registry_.Renew(request.serial, Entry(*certificate, name->Source()), now);
  if (!kept && kept.error().code == base::ErrorCode::Refused) {
    return Problem(403, problem::kRevoked, "This kiosk's certificate is revoked; it needs a new one-time code.");
  }
  if (!kept && kept.error().code == base::ErrorCode::TooLarge) {
    return TooMany(problem::kTooManyRequests, "This kiosk got too many certificates today.", std::chrono::hours{1});
  }
  if (!kept) return Unavailable(kept.error());
  base::LogNote("{} renewed its certificate: {}, good until {}", name->Source(), certificate->serial(),
                base::FormatUtc(certificate->not_after()));
  return CertsOnly({*certificate});
}

base::Result<pki::Certificate, Response> EnrolmentDesk::Sign(const std::string& public_key, const std::string& source,
                                                             base::TimePoint now) {
  auto signed_one = office_.issuer.Issue(
      {public_key, source, now - domain::kCertificateBeginsEarlier, now + office_.lifetime}, random_);
  if (!signed_one) return Unavailable(signed_one.error());
  return std::move(*signed_one);
}

std::optional<Response> RefusalOfCertificate(Registry* registry, const Request& request, base::TimePoint now) {
  const std::string_view path = PathOf(request);
  const bool is_needed = path.starts_with("/v1/") || path == kReenrol;
  if (!is_needed || !request.source) return std::nullopt;
  if (request.good_until && now >= *request.good_until) {
    return Problem(403, problem::kExpired,
                   "This kiosk's certificate has expired while it was connected; connect anew with the renewed one.");
  }
  if (registry == nullptr) return std::nullopt;
  const auto admission = registry->AdmissionOf(*request.source, request.serial);
  if (!admission) return Unavailable(admission.error());
  if (*admission == Admission::Admitted) return std::nullopt;
  return Problem(403, problem::kRevoked, "This kiosk's certificate is revoked; it needs a new one-time code.");
}

}  // namespace bianmin::centre
