// Reads what the centre signs kiosks' certificates with, and finds out before the first kiosk does when the files do
// not fit each other.

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/enrolment_limits.h"
#include "sync/centre/enrolment.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

base::Result<std::vector<pki::Certificate>> ReadBundle(const char* setting, const std::filesystem::path& path) {
  const auto pem = base::ReadFile(path, domain::kMaxPemBytes);
  if (!pem) return At(setting, pem.error());
  auto all = pki::Certificate::ReadAll(*pem);
  if (!all) return At(fmt::format("{}: {}", setting, path.string()), all.error());
  return all;
}

base::Result<pki::PrivateKey> ReadKey(const std::string& place) {
  const auto path = base::SecretPath(place);
  if (!path) return At("enrolment.ca_key", path.error());
  const auto pem = base::ReadSecretFile(*path, domain::kMaxPemBytes);
  if (!pem) return At("enrolment.ca_key", pem.error());
  auto key = pki::PrivateKey::Read(*pem);
  if (!key) return At(fmt::format("enrolment.ca_key: {}", path->string()), key.error());
  return key;
}

}  // namespace

base::Result<SigningOffice> OpenSigningOffice(const EnrolmentSettings& settings, const TlsSettings& tls) {
  const auto authority = ReadBundle("enrolment.ca", settings.ca);
  if (!authority) return authority.error();
  const auto key = ReadKey(settings.ca_key);
  if (!key) return key.error();
  const auto issuer = pki::Issuer::Of(authority->front(), *key);
  if (!issuer) return At("enrolment.ca", issuer.error());
  auto trust = ReadBundle("enrolment.trust", settings.trust);
  if (!trust) return trust.error();
  // RFC 7030, 4.1.3: the one that signs is told in any case.
  if (std::find(trust->begin(), trust->end(), issuer->certificate()) == trust->end()) {
    trust->push_back(issuer->certificate());
  }
  const auto admitted = ReadBundle("tls.client_ca", tls.client_ca);
  if (!admitted) return admitted.error();
  if (std::find(admitted->begin(), admitted->end(), issuer->certificate()) == admitted->end()) {
    return Error{ErrorCode::Invalid,
                 fmt::format("tls.client_ca: {} does not hold the certificate of enrolment.ca, so that the centre "
                             "would refuse the kiosks it enrols; append it to that file",
                             tls.client_ca.string())};
  }
  return SigningOffice{*issuer, *trust, std::chrono::days{settings.days}};
}

}  // namespace bianmin::centre
