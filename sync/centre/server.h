#pragma once
// The sockets of the centre: TLS and HTTP/1.1 around Handle(). One thread for the sockets, one for the archive, so that
// a slow disk delays answers but not the acceptance of connections. Nothing a client does or leaves undone takes more
// than the limits of kiosk/domain/limits.h: time for handshake, head, body and answer; size of head and body; the
// number of connections and of bodies in memory.

#include <cstdint>
#include <memory>

#include "kiosk/base/time.h"
#include "sync/centre/archive.h"
#include "sync/centre/arrival_keys.h"
#include "sync/centre/enrolment.h"
#include "sync/centre/metrics.h"
#include "sync/centre/open311.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

class Server {
 public:
  // Archive and desks must outlive the server and are used by its archive thread alone; the metrics must outlive it,
  // too. Without enrolment the centre admits whoever an authority of tls.client_ca has signed; without arrival keys it
  // signs nothing; without Open311 other systems of the city find nothing here.
  Server(const CentreSettings& settings, Archive& archive, const base::Clock& clock, Metrics& metrics,
         EnrolmentDesk* enrolment = nullptr, const ArrivalKeys* arrival_keys = nullptr, Open311Desk* open311 = nullptr);
  ~Server();

  // Reads the certificates and binds the port. Fails with a plain sentence that says what to change.
  base::Result<base::Done> Listen();
  // After Listen().
  std::uint16_t port() const;
  // Serves until SIGTERM or SIGINT. Then /readyz says 503 and whoever waits for news is answered at once; after
  // listen.drain_seconds, or at a second signal, it takes no more connections, finishes requests that have begun, for
  // kStopTime at most, and returns.
  void Run();

 private:
  class Sockets;
  std::unique_ptr<Sockets> sockets_;
};

}  // namespace bianmin::centre
