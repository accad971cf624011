#pragma once
// Certificates in the simulated world: at the centre the real desk of enrolment with its registry, at the kiosk the
// real files, and between them lines for the real renewer that lead through the simulated network. Certificates are
// good for a day, so that a history of some days sees several of them begin and end.

#include <memory>
#include <optional>

#include "sync/centre/enrolment.h"
#include "sync/centre/sqlite_registry.h"
#include "sync/engine/est_transport.h"
#include "tests/support/sim_network.h"

namespace bianmin::sim {

class Identities {
 public:
  // The kiosk's files lie in `folder`; references must outlive it.
  Identities(const std::filesystem::path& folder, const base::Clock& clock, base::Random& random);

  // What the centre's sockets and its desk of enrolment make of a request.
  struct Met {
    bool is_let_in = true;                   // otherwise no connection comes about with this certificate
    std::optional<centre::Response> answer;  // nothing: the request is not the desk's, go on
  };
  Met Meet(const centre::Request& request, base::TimePoint centres_now);

  // What the daemon shows of itself.
  void Show(centre::Request& request);
  engine::EstConnector Through(Network& network) const;

  // An operator has a code made, and enrols the kiosk with it as `bianmin-sync enrol` does. False when the line or a
  // clock did not let it through; then the same code is good for another try.
  bool Enrol(Network& network, base::TimePoint centres_now);
  // By the kiosk's clock.
  bool HasExpired() const;
  const engine::IdentityPaths& files() const { return files_; }
  const domain::KioskName& kiosk() const { return kiosk_; }

 private:
  struct Shown {
    std::string files;  // as they were read
    std::optional<std::string> source;
    std::string serial;
    std::optional<base::TimePoint> good_until;
  };

  const base::Clock& clock_;
  base::Random& random_;
  domain::KioskName kiosk_;
  engine::IdentityPaths files_;
  std::unique_ptr<centre::SqliteRegistry> registry_;
  std::optional<centre::EnrolmentDesk> desk_;
  std::string code_;  // made, and not yet used
  Shown shown_;       // reading keys takes its time
};

}  // namespace bianmin::sim
