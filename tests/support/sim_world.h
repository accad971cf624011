#pragma once
// One kiosk, its residents, the network and the city centre, in simulated time from one seed: production code
// throughout (store, wire, relay, puller, renewer, the answer table, the centre's Handle(), its archive and its desk of
// enrolment), only clocks, network and the disk's troubles are made up. The same seed gives the same history on every
// machine.
//
// Faults() holds the world against the promises of ARCHITECTURE.md and says in words which one is broken.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "sync/centre/record_quota.h"
#include "sync/centre/sqlite_archive.h"
#include "sync/engine/contact_report.h"
#include "sync/engine/journal_teller.h"
#include "sync/engine/puller.h"
#include "sync/engine/reconciler.h"
#include "sync/engine/relay.h"
#include "sync/engine/renewer.h"
#include "sync/engine/upkeep.h"
#include "tests/support/sim_disk.h"
#include "tests/support/sim_identity.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/sim_network.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::sim {

// Puts something of the test's own between the engine and the network; called anew after each crash.
using Wrap = std::function<std::unique_ptr<engine::Transport>(engine::Transport& network, Kiosk& kiosk)>;

struct WorldPlan {
  std::filesystem::path archive = ":memory:";
  // The kiosk has a certificate of this centre, and the daemon renews it.
  bool has_certificates = false;
  Wrap wrap;
  // Changes what the centre is asked, at its door.
  std::function<void(centre::Request&)> door;
};

class World {
 public:
  explicit World(std::uint64_t seed, WorldPlan plan = {});
  ~World();

  // A resident comes about so often; zero: nobody.
  void ResidentsComeEvery(base::Milliseconds time) { between_residents_ = time; }
  // The centre sets the status of an order it holds about so often.
  void CentreDecidesEvery(base::Milliseconds time) { between_decisions_ = time; }
  // Somebody pulls the plug about so often.
  void PowerFailsEvery(base::Milliseconds time) { between_power_cuts_ = time; }

  // The kiosk's disk dies with all that is on it, and an operator restores this backup.
  void LosesTheDisk(const std::filesystem::path& backup);

  // The centre's archive, a file, is copied as an operator would; and later it is lost and the copy takes its place, or
  // an empty one. What came since then is known to kiosks alone.
  void BackUpTheArchive(const std::filesystem::path& copy);
  void LosesTheArchive(const std::optional<std::filesystem::path>& copy);

  // Somebody sets a wall clock: the kiosk's, or how far the centre's is ahead of where the kiosk's began.
  void SetsTheKiosksClock(base::Milliseconds ahead) { clock_.SetWallClock(clock_.Now() + ahead); }
  void SetsTheCentresClock(base::Milliseconds ahead) { centre_ahead_ = ahead; }
  base::TimePoint CentresNow() const { return clock_.Steady() + begin_ + centre_ahead_; }

  // With certificates: the operator enrols the kiosk anew, and tries again until the line lets it through. False: not
  // in this time.
  bool OperatorEnrols(base::Milliseconds most);
  bool HasCertificateExpired() const { return identities_->HasExpired(); }

  void RunFor(base::Milliseconds time);
  // Nobody comes any more and the network heals; runs until nothing is left to do, or `most` is over.
  void ComeToRest(base::Milliseconds most);

  // Every promise that is broken now. At rest, everything confirmed must be at the centre and everything decided here.
  std::vector<std::string> Faults(bool is_at_rest);

  Kiosk& kiosk() { return *kiosk_; }
  Network& network() { return *network_; }
  centre::Archive& archive() { return *archive_; }
  SimulatedClock& clock() { return clock_; }
  Disk& disk() { return disk_; }
  int crashes() const { return crashes_; }
  int steps() const { return steps_; }  // of relay and puller

 private:
  struct Daemon;  // what lives and dies with the process of bianmin-sync

  void OpenArchive();
  void Step(base::Milliseconds end);
  template <class What>
  void AsTheDaemon(What what);
  void StepRelay();
  void StepPuller();
  void StepRenewer();
  void StartDaemon();
  void CrashAndStartAgain();
  void CentreDecides();
  bool IsAtRest();
  base::Milliseconds Soon(base::Milliseconds about);
  void CheckStep(base::Milliseconds wait, int requests_before);
  void CompareJournals(std::vector<std::string>& faults);
  void CompareWithCentre(bool is_at_rest, std::vector<std::string>& faults);
  std::map<std::string, int> Decisions();
  void CompareDecisions(bool is_at_rest, std::vector<std::string>& faults);

  std::optional<centre::Response> AskCentre(centre::Request request);

  SimulatedClock clock_;
  base::TimePoint begin_ = clock_.Now() - clock_.Steady();
  base::Milliseconds centre_ahead_{0};
  base::SeededRandom random_;
  WorldPlan plan_;
  Disk disk_{random_};
  std::unique_ptr<centre::SqliteArchive> archive_;
  centre::RecordQuota quota_;
  std::unique_ptr<Kiosk> kiosk_;
  std::unique_ptr<Network> network_;
  std::optional<Identities> identities_;
  std::unique_ptr<Daemon> daemon_;

  base::Milliseconds between_residents_{0}, between_decisions_{0}, between_power_cuts_{0};
  std::optional<base::Milliseconds> resident_at_, decision_at_, power_cut_at_;  // on the stopwatch
  base::Milliseconds relay_at_{0}, puller_at_{0}, renewer_at_{0};
  bool has_losses_ = false;  // of a disk or an archive: then only at rest can be said what is missing
  int crashes_ = 0;
  int steps_ = 0;
  std::vector<std::string> broken_steps_;
};

// The events that the centre holds.
Told HeldBy(World& world);

}  // namespace bianmin::sim
