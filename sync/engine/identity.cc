#include "sync/engine/identity.h"

#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/enrolment_limits.h"

namespace bianmin::engine {
namespace {

namespace fs = std::filesystem;
using base::Done;
using base::Error;
using base::ErrorCode;

constexpr unsigned kOwnerOnly = 0600;
constexpr unsigned kForAll = 0644;

fs::path NextOf(const fs::path& file) { return file.string() + ".next"; }

base::Result<pki::PrivateKey> ReadKey(const fs::path& file) {
  const auto pem = base::ReadSecretFile(file, domain::kMaxPemBytes);
  if (!pem) return pem.error();
  auto key = pki::PrivateKey::Read(*pem);
  if (!key) return At(file.string(), key.error());
  return key;
}

base::Result<pki::Certificate> ReadCertificate(const fs::path& file) {
  const auto pem = base::ReadFile(file, domain::kMaxPemBytes);
  if (!pem) return pem.error();
  auto certificate = pki::Certificate::Read(*pem);
  if (!certificate) return At(file.string(), certificate.error());
  return certificate;
}

bool IsThere(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

void Remove(const fs::path& file) {
  std::error_code ignored;
  fs::remove(file, ignored);
}

}  // namespace

base::Result<Done> Identity::Recover() {
  const fs::path next_certificate = NextOf(paths_.certificate);
  if (!IsThere(next_certificate) || IsThere(NextOf(paths_.key))) return Done{};
  // The key was renamed and its certificate was not, or it waits for a key that is no more.
  const auto certificate = ReadCertificate(next_certificate);
  const auto key = ReadKey(paths_.key);
  if (!certificate || !key || !certificate->Fits(*key)) {
    Remove(next_certificate);
    return Done{};
  }
  base::LogNote("the replacement of this kiosk's certificate was interrupted; it is finished now");
  return base::MoveIntoPlace(next_certificate, paths_.certificate);
}

base::Result<pki::Certificate> Identity::Current() const {
  auto certificate = ReadCertificate(paths_.certificate);
  if (!certificate) return certificate;
  const auto key = ReadKey(paths_.key);
  if (!key) return key.error();
  if (certificate->Fits(*key)) return certificate;
  return Error{ErrorCode::Corrupt, fmt::format("{} is not the key of {}; put the right ones back, or have a new code "
                                               "made at the centre and run: bianmin-sync enrol",
                                               paths_.key.string(), paths_.certificate.string())};
}

base::Result<pki::PrivateKey> Identity::NextKey() {
  if (auto kept = ReadKey(NextOf(paths_.key))) return kept;
  auto fresh = pki::PrivateKey::New();
  if (!fresh) return fresh;
  if (auto written = base::ReplaceFile(NextOf(paths_.key), fresh->Pem(), kOwnerOnly); !written) return written.error();
  return fresh;
}

std::optional<pki::Certificate> Identity::Next() const {
  const auto certificate = ReadCertificate(NextOf(paths_.certificate));
  const auto key = ReadKey(NextOf(paths_.key));
  if (!certificate || !key || !certificate->Fits(*key)) return std::nullopt;
  return *certificate;
}

base::Result<Done> Identity::KeepNext(const pki::Certificate& certificate) {
  const auto key = ReadKey(NextOf(paths_.key));
  if (!key) return key.error();
  if (!certificate.Fits(*key)) return Error{ErrorCode::Invalid, "the centre's certificate is for another key"};
  return base::ReplaceFile(NextOf(paths_.certificate), certificate.Pem(), kForAll);
}

IdentityPaths Identity::NextPaths() const { return {paths_.ca, NextOf(paths_.certificate), NextOf(paths_.key)}; }

base::Result<Done> Identity::AdoptNext() {
  if (auto moved = base::MoveIntoPlace(NextOf(paths_.key), paths_.key); !moved) return moved;
  return base::MoveIntoPlace(NextOf(paths_.certificate), paths_.certificate);
}

void Identity::DropNext() {
  Remove(NextOf(paths_.certificate));
  Remove(NextOf(paths_.key));
}

base::Result<std::vector<pki::Certificate>> Identity::Trust() const {
  const auto pem = base::ReadFile(paths_.ca, domain::kMaxPemBytes);
  if (!pem) return pem.error();
  auto all = pki::Certificate::ReadAll(*pem);
  if (!all) return At(paths_.ca.string(), all.error());
  return all;
}

base::Result<Done> Identity::ReplaceTrust(const std::vector<pki::Certificate>& authorities) {
  return base::ReplaceFile(paths_.ca, pki::PemOf(authorities), kForAll);
}

}  // namespace bianmin::engine
