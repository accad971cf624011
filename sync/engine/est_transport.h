#pragma once
// The network as enrolment and renewal see it: the three addresses of EST (RFC 7030) and the centre's front page.
// sync/http implements it with libcurl; tests with a scripted centre. Each object is one line with one set of files, so
// that new files can be tried before they replace the old ones.

#include <functional>
#include <memory>
#include <string>

#include "sync/engine/identity.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

class EstTransport {
 public:
  virtual ~EstTransport() = default;
  // Answered: certificates as PKCS#7 in base64. NotFound: the centre enrols nobody.
  virtual Outcome CaCerts() = 0;
  // `request` is a PKCS#10 request in base64. Answered: the certificate, in the same form.
  virtual Outcome Enrol(const std::string& login, const std::string& code, const std::string& request) = 0;
  virtual Outcome Reenrol(const std::string& request) = 0;
  // Answered: the centre lets this kiosk in.
  virtual Outcome GetFrontPage() = 0;
};

// A line to the centre with these files; without certificate and key it shows none.
using EstConnector = std::function<std::unique_ptr<EstTransport>(const IdentityPaths& files)>;

}  // namespace bianmin::engine
