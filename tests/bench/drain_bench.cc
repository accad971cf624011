// Drains an outbox of 100,000 and one of 1,000,000 waiting events with the real daemon and the real centre over TLS
// with client certificates, and compares the daemon's peak memory: it must not grow with what waits. Each event
// registers an order, so that the daemon checks the centre's signature for each: there is no slower load.
//
// usage: bench-drain BIN_DIR DEMO_STATE_SCRIPT WORK_FOLDER [MANY]      MANY instead of 1,000,000, for a quick look

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/bench/filled_store.h"
#include "tests/bench/measure.h"
#include "tests/support/x_deployment.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr int kFew = 100'000;   // enough to fill the caches, which have their limits
constexpr int kOrders = 1'000;  // the rest are their events again, under new ids
constexpr std::chrono::minutes kPatience{30};
constexpr std::chrono::milliseconds kLook{100};

struct Drained {
  double seconds = 0;
  double sync_mb = 0;
  double centre_mb = 0;
};

Drained Drain(int events, const fs::path& programs, const fs::path& script, const fs::path& state) {
  const support::DeploymentPlaces places{programs, state, support::FreePort()};
  support::PrepareState(script, places, {});
  FilledStore store(state);
  for (int i = 0; i < std::min(events, kOrders); ++i) store.RegisterOrder();
  if (events > kOrders) store.TellAgain(events - kOrders);
  support::Deployment deployment(places);
  deployment.StartCentre();
  const auto begin = steady_clock::now();
  deployment.StartSync();
  while (store.Waiting() > 0) {
    deployment.CheckAllRun();
    if (steady_clock::now() - begin > kPatience) throw support::StepFailed("the outbox did not empty");
    std::this_thread::sleep_for(kLook);
  }
  Drained drained;
  drained.seconds = SecondsSince(begin);
  drained.sync_mb = PeakMegabytes(deployment.sync().pid());
  drained.centre_mb = PeakMegabytes(deployment.centre().pid());
  deployment.StopAll();
  return drained;
}

void Run(const fs::path& programs, const fs::path& script, const fs::path& work, int many_events) {
  const Drained few = Drain(kFew, programs, script, work / "few");
  const Drained many = Drain(many_events, programs, script, work / "many");
  std::printf("%-12s%12s%14s%22s%22s\n", "events", "seconds", "events/s", "daemon's peak, MB", "centre's peak, MB");
  for (const auto& [events, drained] : {std::pair{kFew, few}, std::pair{many_events, many}}) {
    std::printf("%-12d%12.2f%14.0f%22.1f%22.1f\n", events, drained.seconds, events / drained.seconds, drained.sync_mb,
                drained.centre_mb);
  }
  constexpr double kFlat = 1.1;
  const double growth = many.sync_mb / few.sync_mb;
  std::printf("the daemon's memory with %d times as much waiting: %.2f times (target: flat, at most %.1f: %s)\n",
              many_events / kFew, growth, kFlat, growth <= kFlat ? "met" : "MISSED");
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::fprintf(stderr, "usage: bench-drain BIN_DIR DEMO_STATE_SCRIPT WORK_FOLDER [MANY]\n");
    return 2;
  }
  try {
    constexpr int kMany = 1'000'000;
    bianmin::bench::Run(argv[1], argv[2], argv[3], argc == 5 ? std::stoi(argv[4]) : kMany);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench-drain: %s\n", failure.what());
    return 1;
  }
}
