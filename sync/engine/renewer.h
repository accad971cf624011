#pragma once
// Keeps this kiosk's certificate and the authorities it trusts from running out: asks for the next certificate, with a
// new key, when two thirds of the present one's life are over, and from time to time which authorities the centre is
// recognised by. The present files are replaced only by such as the centre has let in. It never gives up; when a
// certificate has expired nevertheless it says so, once a day, and what to do.
//
// Driven by the daemon's loop. Belongs to one thread; references must outlive it.

#include <optional>
#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/kiosk_name.h"
#include "sync/engine/backoff.h"
#include "sync/engine/est_transport.h"

namespace bianmin::engine {

// When the certificate is to be renewed.
base::TimePoint RenewalDue(const pki::Certificate& certificate);

class Renewer {
 public:
  // `may_write` is false where the key is a credential that systemd hands over: then it only warns.
  Renewer(domain::KioskName kiosk, IdentityPaths files, bool may_write, EstConnector connect, const base::Clock& clock,
          base::Random& random);

  // At most one question of each kind. Returns how long there is nothing to do.
  base::Milliseconds RunOnce();

 private:
  base::Result<base::Done> CheckTrust();
  base::Result<base::Done> Renew(const pki::Certificate& current);
  base::Result<base::Done> AskForNext(const pki::Certificate& current);
  base::Result<base::Done> TryNext(const pki::Certificate& next);
  base::Milliseconds Trouble(const std::string& what);
  void TellOnceADay(const std::string& what);

  domain::KioskName kiosk_;
  Identity identity_;
  bool may_write_;
  EstConnector connect_;
  const base::Clock& clock_;
  base::Random& random_;
  Backoff backoff_;
  std::optional<base::Milliseconds> trust_checked_;  // on the stopwatch
  std::string told_;
  base::TimePoint told_at_;
};

}  // namespace bianmin::engine
