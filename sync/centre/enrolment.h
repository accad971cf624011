#pragma once
// How kiosks get their certificates, in the shape of EST (RFC 7030): cacerts, simpleenroll with a one-time code,
// simplereenroll with the certificate that is still good. Requests go in and answers come out, as with Handle(); the
// registry is all that changes. Of what a kiosk asks for, only its public key is believed: the name in the certificate
// is that of the invitation, or of the certificate before. sync/openapi.yaml describes the three addresses.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/centre/code_throttle.h"
#include "sync/centre/message.h"
#include "sync/centre/registry.h"
#include "sync/centre/settings.h"
#include "sync/pki/issuer.h"

namespace bianmin::centre {

// What the centre signs with and tells kiosks to trust.
struct SigningOffice {
  pki::Issuer issuer;
  std::vector<pki::Certificate> trust;  // every authority that kiosks are to recognise the centre by
  std::chrono::days lifetime;
};
// Reads the files that the settings name. Fails with a plain sentence that names the setting.
base::Result<SigningOffice> OpenSigningOffice(const EnrolmentSettings& settings, const TlsSettings& tls);

// Belongs to the archive's thread, but for the functions that are static.
class EnrolmentDesk {
 public:
  // References must outlive it.
  EnrolmentDesk(Registry& registry, SigningOffice office, base::Random& random);

  // Whether the target is one of EST's addresses, which are its own.
  static bool IsAddressed(const Request& request);
  // Of a request to such an address: whether it may send its body at all; otherwise the answer.
  static std::optional<Response> RefusalBeforeBody(const Request& head);
  Response Handle(const Request& request, base::TimePoint now);
  Registry& registry() { return registry_; }

 private:
  Response Enrol(const Request& request, base::TimePoint now);
  Response Reenrol(const Request& request, base::TimePoint now);
  base::Result<pki::Certificate, Response> Sign(const std::string& public_key, const std::string& source,
                                                base::TimePoint now);

  Registry& registry_;
  SigningOffice office_;
  base::Random& random_;
  CodeThrottle throttle_;
};

// Whether the certificate that the client shows still counts, asked anew for each request, because a connection may be
// older than a revocation. Nothing: it does, or it is not needed at this address. Without a registry only its end is
// looked at.
std::optional<Response> RefusalOfCertificate(Registry* registry, const Request& request, base::TimePoint now);

}  // namespace bianmin::centre
