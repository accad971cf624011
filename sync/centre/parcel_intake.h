#pragma once
// Takes in what a kiosk exported to a memory stick while its line was dead (sync/parcel), beside the running centre.
// A parcel is judged as a whole before its first event is stored: signed by a kiosk of the city that is not revoked,
// whole, sealed to this centre, and with no event of another kiosk. Then it goes into the archive batch by batch, as if
// it came over the network: what is known already is a duplicate, so a parcel may come before or after its events did
// otherwise, and any number of times. Used by bianmin-admin.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "kiosk/domain/parcel_limits.h"
#include "sync/centre/archive.h"
#include "sync/centre/registry.h"
#include "sync/pki/authorities.h"

namespace bianmin::centre {

struct ParcelCounts {
  std::string source;
  base::TimePoint made_at;
  std::size_t accepted = 0;
  std::size_t duplicate = 0;
  std::size_t conflict = 0;  // both are kept for a person to look at
  std::size_t broken = 0;    // likewise
  std::size_t Sum() const { return accepted + duplicate + conflict + broken; }
};

struct ParcelRules {
  pki::Authorities authorities;  // that may have signed a kiosk's certificate
  base::SecretKey key;           // the centre's secret half
  // Also a certificate that was out of date when it signed, because a kiosk without a line cannot renew it. Only for a
  // stick that somebody brought who is known.
  bool may_be_out_of_date = false;
  std::size_t most_events = domain::kMaxParcelEvents;
  // Called between two batches: the running centre wants its turn to write.
  std::function<void()> rest = [] {};
};

class ParcelIntake {
 public:
  // References must outlive it; `registry` is nullptr where kiosks are not enrolled.
  ParcelIntake(Archive& archive, Registry* registry, ParcelRules rules, const base::Clock& clock, base::Random& random)
      : archive_(archive), registry_(registry), rules_(std::move(rules)), clock_(clock), random_(random) {}

  // After a failure that is not the archive's, nothing was stored; after one of the archive's, the same once more
  // stores the rest.
  base::Result<ParcelCounts> Take(const std::filesystem::path& file);

 private:
  // Whose certificate it is.
  base::Result<std::string> Judge(const std::vector<pki::Certificate>& certificates, base::TimePoint made_at,
                                  const std::string& file);
  base::Result<base::Done> Store(const std::string& body, ParcelCounts& counts);

  Archive& archive_;
  Registry* registry_;
  ParcelRules rules_;
  const base::Clock& clock_;
  base::Random& random_;
};

}  // namespace bianmin::centre
