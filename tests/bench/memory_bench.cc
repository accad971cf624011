// How much memory the kiosk takes (PSS, with its children) with everything switched on: upright, 长辈版, the voice
// heard by a file, receipts printed into a folder. At home before anybody touched it, after each of several residents
// who write by finger and in pinyin, look up, rate and complain, and when it has stood idle.
//
// usage: bench-memory BIN_DIR STATE ROUNDS IDLE_SECONDS

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/bench/measure.h"
#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_journey.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;

constexpr double kTargetMegabytes = 160;

int Run(const support::DeploymentPlaces& places, int rounds, std::chrono::seconds idle) {
  support::XServer server({1080, 1920}, places.state / "logs" / "xvfb.out");
  support::XDisplay display(server.display());
  support::Deployment deployment(places);
  support::XResident resident(display, deployment.automation(), {});
  support::XJourney journey(resident, support::XJourney::Manner::Careful);
  deployment.StartKiosk(server.display());
  journey.GoHome();
  std::this_thread::sleep_for(std::chrono::milliseconds{1500});
  const auto say = [&](const std::string& when) {
    const double now = ProportionalMegabytes(deployment.kiosk().pid());
    std::printf("%-42s%.1f MB\n", when.c_str(), now);
    std::fflush(stdout);
    return now;
  };
  say("at home, before the first touch");
  double most = 0;
  for (int round = 1; round <= rounds; ++round) {
    const std::string number = journey.RegistersNeed();
    journey.FilesComplaint();
    journey.LooksUp(number);
    journey.RatesVisit();
    journey.GoHome();
    most = std::max(most, say("after resident " + std::to_string(round)));
  }
  std::this_thread::sleep_for(idle);
  say("after " + std::to_string(idle.count()) + " s in which nobody came");
  std::printf("%-42s%.1f MB\n", "the most that was ever resident (RSS)", PeakMegabytes(deployment.kiosk().pid()));
  std::printf("target: at most %.0f MB after use: %s\n", kTargetMegabytes, most <= kTargetMegabytes ? "met" : "MISSED");
  return 0;
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: bench-memory BIN_DIR STATE ROUNDS IDLE_SECONDS\n");
    return 2;
  }
  try {
    return bianmin::bench::Run({argv[1], argv[2], 0}, std::stoi(argv[3]), std::chrono::seconds{std::stoi(argv[4])});
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench-memory: %s\n", failure.what());
    return 1;
  }
}
