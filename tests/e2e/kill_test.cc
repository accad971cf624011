// Nothing is lost and nothing is doubled, whatever dies: the real kiosk, daemon and centre, real presses, real TLS.
// While a resident registers orders, each of the three is killed (SIGKILL) at moments drawn from a seed and started
// again. In the end every number that was ever on the screen is at the centre exactly once.
//
// BIANMIN_E2E_SEED=n repeats a run as far as a real machine repeats itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "kiosk/base/random.h"
#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_journey.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr int kOrders = 5;
constexpr milliseconds kLastDelivery{45'000};

enum class Victim { Kiosk, Sync, Centre };

std::uint64_t Seed() {
  const char* given = std::getenv("BIANMIN_E2E_SEED");
  return given != nullptr ? std::stoull(given) : base::SystemRandom().Below(1'000'000);
}

class KillTest : public ::testing::Test {
 protected:
  KillTest() : random_(seed_) {
    std::cout << "BIANMIN_E2E_SEED=" << seed_ << std::endl;
    PrepareState(fs::path(BIANMIN_SOURCE_DIR) / "packaging" / "demo_state.sh", places_, {"poll=1", "wait=1"});
    deployment_.StartCentre();
    deployment_.StartSync();
    deployment_.StartKiosk(server_.display());
    resident_.GiveUpWhen([this] { return kiosk_deaths_ != seen_deaths_; });
  }
  ~KillTest() override {
    deployment_.KillAll();
    std::error_code ignored;
    if (!HasFailure()) fs::remove_all(folder_, ignored);
  }

  milliseconds Between(int least, int most) {
    return milliseconds{least + static_cast<int>(random_.Below(static_cast<std::uint64_t>(most - least + 1)))};
  }

  void KillAndRestart(Victim victim) {
    switch (victim) {
      case Victim::Kiosk:
        ++kiosk_deaths_;
        deployment_.kiosk().Kill();
        std::this_thread::sleep_for(Between(0, 300));
        deployment_.StartKiosk(server_.display());
        ++kiosk_deaths_;  // whoever looked at the dead one's last picture meanwhile begins again
        return;
      case Victim::Sync:
        deployment_.sync().Kill();
        std::this_thread::sleep_for(Between(0, 1500));
        deployment_.StartSync();
        return;
      case Victim::Centre:
        deployment_.centre().Kill();
        std::this_thread::sleep_for(Between(0, 1500));
        deployment_.StartCentre();
        return;
    }
  }

  // Runs beside the resident. The kiosk is killed now and then only, or nobody would ever finish an errand.
  void KillAtRandom() {
    std::vector<Victim> victims{Victim::Sync,   Victim::Centre, Victim::Kiosk, Victim::Sync, Victim::Centre,
                                Victim::Centre, Victim::Kiosk,  Victim::Sync,  Victim::Kiosk};
    for (std::size_t left = victims.size(); left > 1; --left)
      std::swap(victims[left - 1], victims[random_.Below(left)]);
    for (const Victim victim : victims) {
      std::this_thread::sleep_for(Between(300, 6000));
      if (has_finished_) break;
      KillAndRestart(victim);
      ++kills_[victim];
    }
    has_settled_ = true;
    has_settled_.notify_all();
    // A process dies with the thread that started it (Process): this one stays until the others are not needed any
    // more.
    has_ended_.wait(false);
  }

  // Lets the killer go, however the test ends.
  struct End {
    explicit End(KillTest& over) : test(over) {}
    End(const End&) = delete;
    ~End() {
      test.has_finished_ = true;
      test.has_ended_ = true;
      test.has_ended_.notify_all();
    }
    KillTest& test;
  };

  std::vector<std::string> NumbersAtCentre() {
    const std::string answer =
        deployment_.Admin({"centre", "list", "--json", "--type", "cn.bianmin.order.registered.v1", "--config",
                           (places_.state / "centre.toml").string()});
    std::vector<std::string> numbers;
    const boost::json::value listed = boost::json::parse(answer);
    for (const boost::json::value& record : listed.as_object().at("records").as_array()) {
      numbers.emplace_back(record.as_object().at("number").as_string());
    }
    return numbers;
  }

  const std::uint64_t seed_ = Seed();
  base::SeededRandom random_;
  const fs::path folder_ = fs::temp_directory_path() / ("bianmin-kill-" + std::to_string(getpid()));
  const DeploymentPlaces places_{BIANMIN_BINARY_DIR, folder_ / "state", FreePort()};
  XServer server_{{1920, 1080}, folder_ / "xvfb.log"};
  XDisplay display_{server_.display()};
  Deployment deployment_{places_};
  XResident resident_{display_, deployment_.automation(), {}};
  XJourney journey_{resident_, XJourney::Manner::Hasty};
  std::atomic<int> kiosk_deaths_{0};
  int seen_deaths_ = 0;
  std::atomic<bool> has_finished_{false};  // the resident has all numbers
  std::atomic<bool> has_settled_{false};   // nobody dies any more
  std::atomic<bool> has_ended_{false};     // the test is over
  std::map<Victim, int> kills_;
};

TEST_F(KillTest, EveryNumberThatWasOnTheScreenIsAtTheCentreOnce) {
  std::jthread killer([this] { KillAtRandom(); });
  const End end(*this);
  std::vector<std::string> shown;
  int interrupted = 0;
  std::string trouble;
  while (shown.size() < kOrders && trouble.empty()) {
    try {
      seen_deaths_ = kiosk_deaths_;
      std::string number = journey_.RegistersNeed();
      if (number.empty()) throw StepFailed("the result page shows no number");
      number.erase(std::remove(number.begin(), number.end(), ' '), number.end());
      shown.push_back(number);
    } catch (const StepFailed& failure) {
      if (kiosk_deaths_ == seen_deaths_) trouble = std::string(failure.what()).substr(0, 600);
      ++interrupted;
    }
  }
  has_finished_ = true;
  has_settled_.wait(false);
  ASSERT_EQ(trouble, "");

  KillAndRestart(Victim::Sync);  // it asks at once again, whatever its last pause was
  deployment_.WaitUntilDelivered(kLastDelivery);
  const std::vector<std::string> held = NumbersAtCentre();
  for (const std::string& number : shown) {
    EXPECT_EQ(std::count(held.begin(), held.end(), number), 1) << number << ", state in " << places_.state;
  }
  // An order whose number nobody saw may be there too (the kiosk died between the disk and the screen); none twice.
  for (const std::string& number : held) EXPECT_EQ(std::count(held.begin(), held.end(), number), 1) << number;
  EXPECT_LE(held.size(), shown.size() + static_cast<std::size_t>(interrupted));
  EXPECT_GE(kills_[Victim::Kiosk] + kills_[Victim::Sync] + kills_[Victim::Centre], 4)
      << "too few deaths to tell anything";
  std::cout << shown.size() << " orders, " << interrupted << " errands interrupted; killed: kiosk "
            << kills_[Victim::Kiosk] << ", sync " << kills_[Victim::Sync] + 1 << ", centre " << kills_[Victim::Centre]
            << std::endl;
  deployment_.StopAll();
}

}  // namespace
}  // namespace bianmin::support
