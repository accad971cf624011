#pragma once
// The centre's own authority: signs the certificates of kiosks. What stands in one is decided here and by the
// invitation, never by the request: the client's purpose, P-256, and one URI, the kiosk's name.

#include <string>
#include <string_view>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/pki/certificate.h"
#include "sync/pki/private_key.h"

namespace bianmin::pki {

struct CertificateWish {
  std::string public_key;  // SubjectPublicKeyInfo, DER
  std::string source;      // "urn:bianmin:<city>:<centre>:<kiosk>"
  base::TimePoint not_before;
  base::TimePoint not_after;
};

class Issuer {
 public:
  // Invalid when they do not belong together or the certificate is not that of an authority.
  static base::Result<Issuer> Of(Certificate certificate, PrivateKey key);

  // Never ends after the authority itself. The serial number is 128 random bits.
  base::Result<Certificate> Issue(const CertificateWish& wish, base::Random& random) const;
  const Certificate& certificate() const { return certificate_; }

 private:
  Issuer(Certificate certificate, PrivateKey key) : certificate_(std::move(certificate)), key_(std::move(key)) {}

  Certificate certificate_;
  PrivateKey key_;
};

}  // namespace bianmin::pki
