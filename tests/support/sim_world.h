#pragma once
// One kiosk, its residents, the network and the city centre, in simulated time from one seed: production code
// throughout (store, wire, relay, puller, the answer table, the centre's Handle() and its archive), only the clock and
// the network are made up. The same seed gives the same history on every machine.
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
#include "tests/support/sim_kiosk.h"
#include "tests/support/sim_network.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::sim {

// Puts something of the test's own between the engine and the network; called anew after each crash.
using Wrap = std::function<std::unique_ptr<engine::Transport>(engine::Transport&)>;

class World {
 public:
  explicit World(std::uint64_t seed, Wrap wrap = {}, const std::filesystem::path& archive = ":memory:");
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

  void RunFor(base::Milliseconds time);
  // Nobody comes any more and the network heals; runs until nothing is left to do, or `most` is over.
  void ComeToRest(base::Milliseconds most);

  // Every promise that is broken now. At rest, everything confirmed must be at the centre and everything decided here.
  std::vector<std::string> Faults(bool is_at_rest);

  Kiosk& kiosk() { return *kiosk_; }
  Network& network() { return *network_; }
  centre::Archive& archive() { return *archive_; }
  SimulatedClock& clock() { return clock_; }
  int crashes() const { return crashes_; }
  int steps() const { return steps_; }  // of relay and puller

 private:
  struct Daemon;  // what lives and dies with the process of bianmin-sync

  void OpenArchive();
  void Step(base::Milliseconds end);
  void StepRelay();
  void StepPuller();
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

  SimulatedClock clock_;
  base::SeededRandom random_;
  std::filesystem::path archive_file_;
  std::unique_ptr<centre::SqliteArchive> archive_;
  centre::RecordQuota quota_;
  std::unique_ptr<Kiosk> kiosk_;
  std::unique_ptr<Network> network_;
  Wrap wrap_;
  std::unique_ptr<Daemon> daemon_;

  base::Milliseconds between_residents_{0}, between_decisions_{0}, between_power_cuts_{0};
  std::optional<base::Milliseconds> resident_at_, decision_at_, power_cut_at_;  // on the stopwatch
  base::Milliseconds relay_at_{0}, puller_at_{0};
  int crashes_ = 0;
  int steps_ = 0;
  std::vector<std::string> broken_steps_;
};

}  // namespace bianmin::sim
