#pragma once
// What the city has published for this kiosk, on its way through the shared database: bianmin-sync puts it there
// (inbox.h), the kiosk takes it into use. A document is tried before it counts: BeginTrial comes before anything of it
// is used, Succeeded when the kiosk has run with it for domain::kTrialLasts. A kiosk that finds a trial when it starts
// ended in the middle of it; after domain::kMostTrials of these the document is refused. Until a newer one is in force
// the last good one is kept.
//
// Uses the caller's Database; every act is one transaction with its entry in the journal. No function throws.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/publication.h"
#include "kiosk/store/database.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

struct KeptPublication {
  std::int64_t place = 0;  // grows with each that comes
  domain::Publication publication;
  domain::PublicationState state = domain::PublicationState::Held;
  base::TimePoint since;  // of the state
  std::string why;        // it was refused
};

class Publications {
 public:
  // `clock` says when; both must outlive it.
  Publications(Database& database, const base::Clock& clock) : database_(database), clock_(clock) {}
  explicit Publications(Store& store);

  // The place of the newest; 0: nothing was ever published. Cheap: asked whenever the daemon has written.
  base::Result<std::int64_t> Newest();
  // All that is kept, by kind and scope, oldest first; those that were refused without their content.
  base::Result<std::vector<KeptPublication>> All();
  // The same without any content, for looking at.
  base::Result<std::vector<KeptPublication>> Overview();

  // Its content cannot be used. `why` is told to operators.
  base::Result<base::Done> Refuse(std::int64_t place, std::string_view why);
  // Those that are in force or on trial already stay as they are.
  base::Result<base::Done> BeginTrial(std::span<const std::int64_t> places);
  // From now on they are in force; older ones of their kind and scope go.
  base::Result<base::Done> Succeeded(std::span<const std::int64_t> places);
  // For the start: trials that were broken off are held again, or refused. Returns how many were refused.
  base::Result<int> BreakOffTrials();
  // For an orderly end: they were not at fault.
  base::Result<base::Done> PutBackTrials();

 private:
  Database& database_;
  const base::Clock& clock_;
};

}  // namespace bianmin::store
