#pragma once
// Where the centre keeps which kiosks were invited and which certificates they have: a file of SQLite of its own beside
// the archive (sqlite_registry.h), or the PostgreSQL database that copies of the centre share (postgres_registry.h).
// One object belongs to one thread; objects of any number of processes may use one registry.
//
// Promises: a code is good for one certificate; what is revoked is refused from the next request on, whoever revoked it
// and on whatever connection the kiosk is. Every function returns Unavailable, DiskFull or Corrupt, and has changed
// nothing, when the database fails.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace bianmin::centre {

struct IssuedCertificate {
  std::string serial;  // hexadecimal, lower case
  std::string source;
  base::TimePoint not_after;
  base::Digest public_key{};  // SHA-256 of its SubjectPublicKeyInfo
  std::string der;
};

struct Invitation {
  std::string source;
  base::Digest code{};  // its fingerprint: the code itself is kept nowhere
  base::TimePoint expires;
};

enum class CodeState {
  Good,
  Unknown,  // never made for this kiosk, or replaced by a newer one, or revoked with the kiosk
  Used,
  Expired,
};
struct CodeStanding {
  CodeState state = CodeState::Unknown;
  // What a used code was used for, until it expires: the same kiosk, asking with the same key, gets it again, because
  // the answer may have been lost.
  std::optional<IssuedCertificate> issued;
};

enum class Admission {
  Admitted,
  Revoked,
};

struct ListedCertificate {
  std::string source;
  std::string serial;
  base::TimePoint issued;
  base::TimePoint not_after;
  std::optional<base::TimePoint> revoked;
};

class Registry {
 public:
  virtual ~Registry() = default;

  // A code that was made for this kiosk before counts no longer.
  virtual base::Result<base::Done> Invite(const Invitation& invitation) = 0;
  virtual base::Result<CodeStanding> Look(const std::string& source, const base::Digest& code, base::TimePoint now) = 0;
  // Uses the code up for this certificate. Refused when it is not good (any more): then the certificate must not be
  // handed out.
  virtual base::Result<base::Done> Enrol(const base::Digest& code, const IssuedCertificate& certificate,
                                         base::TimePoint now) = 0;
  // Keeps a certificate that follows one. Refused when the kiosk's certificate `serial` was revoked meanwhile, TooLarge
  // when the kiosk got domain::kMaxCertificatesPerDay within a day.
  virtual base::Result<base::Done> Renew(const std::string& serial, const IssuedCertificate& certificate,
                                         base::TimePoint now) = 0;
  // A certificate that was not issued here is admitted unless its kiosk was ever revoked.
  virtual base::Result<Admission> AdmissionOf(const std::string& source, const std::string& serial) = 0;
  // Every certificate and open code of this kiosk, and those not issued here. Returns how many certificates there were.
  virtual base::Result<int> Revoke(const std::string& source, base::TimePoint now) = 0;
  // By kiosk, the newest first; the newest `limit` in all.
  virtual base::Result<std::vector<ListedCertificate>> List(std::size_t limit) = 0;
};

}  // namespace bianmin::centre
