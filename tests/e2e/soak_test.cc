// A minute of everything at once: the counter, the daemon and the centre are killed (SIGKILL) at moments drawn from a
// seed and started again, over a line that is cut in the middle of whatever it carries. In the end every number that
// was ever given is at the centre exactly once.
//
// BIANMIN_SOAK_SECONDS=n makes it last longer; BIANMIN_E2E_SEED=n repeats a run as far as a real machine repeats
// itself.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <set>
#include <system_error>
#include <thread>

#include "kiosk/base/random.h"
#include "tests/support/file_text.h"
#include "tests/support/x_cutting_proxy.h"
#include "tests/support/x_deployment.h"

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds kUsual{60};
constexpr seconds kLastDelivery{120};
constexpr std::array kVictims{"counter", "sync", "centre"};

std::uint64_t NumberFrom(const char* variable, std::uint64_t otherwise) {
  const char* given = std::getenv(variable);
  return given != nullptr ? std::stoull(given) : otherwise;
}

class SoakTest : public ::testing::Test {
 protected:
  SoakTest() : random_(seed_) {
    std::cout << "BIANMIN_E2E_SEED=" << seed_ << std::endl;
    PrepareState(fs::path(BIANMIN_SOURCE_DIR) / "packaging" / "demo_state.sh", places_, {"poll=1", "wait=1"});
    LeadThroughProxy();
    for (const std::string victim : kVictims) Start(victim);
  }
  ~SoakTest() override {
    counter_.reset();
    deployment_.KillAll();
    std::error_code ignored;
    if (!HasFailure()) fs::remove_all(folder_, ignored);
  }

  void LeadThroughProxy() const {
    const fs::path file = places_.state / "sync.toml";
    const std::regex address("https://localhost:[0-9]+");
    const std::string text = TextOf(file);
    std::ofstream(file) << std::regex_replace(text, address, "https://localhost:" + std::to_string(proxy_.port()));
  }

  void Start(const std::string& victim) {
    if (victim == "counter") {
      counter_ = std::make_unique<Process>("soak-counter",
                                           std::vector<std::string>{(places_.programs / "soak-counter").string(),
                                                                    places_.state.string(), numbers_.string()},
                                           folder_ / "counter.log");
    } else if (victim == "sync") {
      deployment_.StartSync();
    } else {
      deployment_.StartCentre();
    }
  }
  Process& Running(const std::string& victim) {
    return victim == "counter" ? *counter_ : victim == "sync" ? deployment_.sync() : deployment_.centre();
  }

  milliseconds Between(int least, int most) {
    return milliseconds{least + static_cast<int>(random_.Below(static_cast<std::uint64_t>(most - least + 1)))};
  }

  void KillAndRestart(const std::string& victim) {
    ASSERT_TRUE(Running(victim).IsRunning()) << victim << " ended by itself; its log is in " << folder_;
    Running(victim).Kill();
    ++kills_[victim];
    std::this_thread::sleep_for(Between(0, 600));
    Start(victim);
  }

  // Every number that was given; the last line may be half a line only if the machine itself had died.
  std::set<std::string> Given() const {
    std::set<std::string> given;
    std::ifstream lines(numbers_);
    for (std::string line; std::getline(lines, line);) given.insert(line);
    return given;
  }
  std::map<std::string, int> AtCentre() const {
    SQLite::Database archive((places_.state / "centre.db").string(), SQLite::OPEN_READONLY);
    archive.setBusyTimeout(5000);
    SQLite::Statement rows(archive,
                           "SELECT subject, COUNT(*) FROM event WHERE type = 'cn.bianmin.order.registered.v1' GROUP BY "
                           "subject ORDER BY subject");
    std::map<std::string, int> held;
    while (rows.executeStep()) held[rows.getColumn(0).getString()] = rows.getColumn(1).getInt();
    return held;
  }

  const std::uint64_t seed_ = NumberFrom("BIANMIN_E2E_SEED", base::SystemRandom().Below(1'000'000));
  base::SeededRandom random_;
  const fs::path folder_ = fs::temp_directory_path() / ("bianmin-soak-" + std::to_string(getpid()));
  const DeploymentPlaces places_{BIANMIN_BINARY_DIR, folder_ / "state", FreePort()};
  const fs::path numbers_ = folder_ / "numbers";
  CuttingProxy proxy_{places_.port, seed_};
  Deployment deployment_{places_};
  std::unique_ptr<Process> counter_;
  std::map<std::string, int> kills_;
};

TEST_F(SoakTest, EveryNumberThatWasGivenIsAtTheCentreOnce) {
  const seconds time{NumberFrom("BIANMIN_SOAK_SECONDS", kUsual.count())};
  const auto end = steady_clock::now() + time;
  while (steady_clock::now() < end && !HasFatalFailure()) {
    std::this_thread::sleep_for(Between(100, 1500));
    KillAndRestart(kVictims[random_.Below(kVictims.size())]);
  }
  counter_->Kill();
  proxy_.Hold();
  ASSERT_FALSE(HasFatalFailure());
  KillAndRestart("sync");  // it asks at once again, whatever its last pause was
  deployment_.WaitUntilDelivered(kLastDelivery);

  const auto given = Given();
  const auto held = AtCentre();
  int doubled = 0;
  for (const auto& [number, count] : held) doubled += count - 1;
  int missing = 0;
  for (const std::string& number : given) missing += held.contains(number) ? 0 : 1;
  std::cout << time.count() << " s, killed: counter " << kills_["counter"] << ", sync " << kills_["sync"] << ", centre "
            << kills_["centre"] << "; connections " << proxy_.connections() << ", cut in what they carried "
            << proxy_.cuts() << "; registered " << given.size() << ", at the centre " << held.size() << ", doubled "
            << doubled << ", missing " << missing << std::endl;
  EXPECT_EQ(missing, 0) << "state in " << folder_;
  EXPECT_EQ(doubled, 0) << "state in " << folder_;
  // One that died between the disk and the file of numbers gave a number that nobody saw.
  EXPECT_LE(held.size(), given.size() + static_cast<std::size_t>(kills_["counter"]) + 1);
  EXPECT_GT(given.size(), static_cast<std::size_t>(time.count()));
  for (const char* victim : kVictims) EXPECT_GE(kills_[victim], 3) << victim << " died too rarely to tell anything";
  EXPECT_GT(proxy_.cuts(), 0);
}

}  // namespace
}  // namespace bianmin::support
