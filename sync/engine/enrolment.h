#pragma once
// `bianmin-sync enrol`: a kiosk makes its key, gets its first certificate for a one-time code, learns which authorities
// the centre is recognised by, and stores all three. Broken off at any point it leaves what was there before, and can
// be run again with the same code: the key of the first try is on the disk, and the centre gives its certificate again.

#include <string>

#include "kiosk/base/time.h"
#include "kiosk/domain/kiosk_name.h"
#include "sync/engine/est_transport.h"
#include "sync/engine/settings.h"

namespace bianmin::engine {

struct EnrolmentOrder {
  domain::KioskName kiosk;
  IdentityPaths files;
  std::filesystem::path first_ca;  // the authority that the operator brought
  std::string code;                // as typed
};

// The certificate in use from now on. Fails with a plain sentence: what, and what to do.
base::Result<pki::Certificate> Enrol(const EnrolmentOrder& order, const EstConnector& connect, base::TimePoint now);

// What a centre answered to a request for a certificate, if it is one for this kiosk that is good for a while.
base::Result<pki::Certificate> ReadIssued(const std::string& body, const std::string& source, base::TimePoint now);

}  // namespace bianmin::engine
