// How smoothly the list of staff's queue follows a finger on the real kiosk: a clerk signs in, opens the queue and
// drags it up and down; every picture that reaches the glass is counted from the server's side. At very many records
// beside a few, in one run: the list shows what is in sight, so the two should be alike, in memory, too.
//
// usage: bench-scroll BIN_DIR MANY_STATE FEW_STATE SECONDS     states as packaging/demo_state.sh made them, filled

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "kiosk/store/staff_accounts.h"
#include "tests/bench/measure.h"
#include "tests/support/deployed_store.h"
#include "tests/support/x_clerk.h"
#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using support::Point;

constexpr milliseconds kTouchPeriod{8};  // a touch panel tells 125 times a second where the finger is
constexpr milliseconds kLook{3};         // between two looks, so that looking takes no core from the drawing
constexpr int kStep = 9;                 // pixels in one period: a brisk drag
const support::XAccount kClerk{"1902", "604817"};

struct Smoothness {
  double frames_a_second = 0;
  double worst_gap_ms = 0;  // between two pictures while the finger moves
  double megabytes = 0;
};

// Once for each state; what was measured before has the account.
void Employ(const support::Deployment& deployment) {
  const std::string given = "495027";
  const std::string config = (deployment.places().state / "kiosk.toml").string();
  if (deployment.Admin({"staff", "list", "--config", config}).find(kClerk.number) != std::string::npos) return;
  deployment.Employ(kClerk.number, "张敏", "clerk", given);
  support::DeployedStore store{deployment.places().state};
  const auto changed = store::StaffAccounts{*store}.ChangePin(domain::StaffNumber::Parse(kClerk.number).value(), given,
                                                              domain::Pin::Parse(kClerk.pin).value());
  if (!changed) throw support::StepFailed(changed.error().message);
}

// Drags the list between two heights and counts the pictures.
Smoothness Drag(support::XDisplay& display, std::chrono::seconds length) {
  const support::PixelRect screen = display.Screen();
  const int top = screen.height * 3 / 10;
  const int bottom = screen.height * 7 / 10;
  const support::PixelRect strip{screen.width / 8, screen.height * 2 / 5, 80, 40};
  Point finger{screen.width / 2, bottom};
  display.MoveTo(finger);
  display.Press();
  support::Pixels seen = display.Look(strip);
  const auto begin = steady_clock::now();
  auto last = begin;
  auto next_touch = begin;
  int frames = 0;
  Smoothness found;
  for (int step = -kStep; steady_clock::now() - begin < length;) {
    if (steady_clock::now() >= next_touch) {
      next_touch += kTouchPeriod;
      finger.y += step;
      // At an end the finger comes down again where it began, so that the list goes on in the same direction.
      if (finger.y <= top) {
        display.Release();
        finger.y = bottom;
        display.MoveTo(finger);
        display.Press();
      } else {
        display.MoveTo(finger);
      }
    }
    std::this_thread::sleep_for(kLook);
    support::Pixels now = display.Look(strip);
    if (now == seen) continue;
    seen = std::move(now);
    const auto at = steady_clock::now();
    found.worst_gap_ms = std::max(found.worst_gap_ms, std::chrono::duration<double, std::milli>(at - last).count());
    last = at;
    ++frames;
  }
  display.Release();
  found.frames_a_second = frames / std::chrono::duration<double>(steady_clock::now() - begin).count();
  return found;
}

Smoothness Measure(const support::DeploymentPlaces& places, std::chrono::seconds length) {
  support::XServer server({1920, 1080}, places.state / "logs" / "xvfb.out");
  support::XDisplay display(server.display());
  support::Deployment deployment(places);
  Employ(deployment);
  deployment.StartKiosk(server.display());
  support::XResident hand(display, deployment.automation(), {});
  support::XClerk clerk(hand, kClerk);
  clerk.SignsIn();
  hand.Tap("workbench.queue");
  hand.WaitUntil(
      "the queue", [](const support::SeenScreen& page) { return page.page == "queue"; }, milliseconds{20'000});
  std::this_thread::sleep_for(milliseconds{1000});
  Smoothness found = Drag(display, length);
  found.megabytes = ProportionalMegabytes(deployment.kiosk().pid());
  return found;
}

int Run(const fs::path& programs, const fs::path& many, const fs::path& few, std::chrono::seconds length) {
  const Smoothness of_few = Measure({programs, few, 0}, length);
  const Smoothness of_many = Measure({programs, many, 0}, length);
  const auto say = [](const char* what, double one, double other) {
    std::printf("%-46s%10.1f%12.1f%8.2f\n", what, one, other, other > 0 ? one / other : 0);
  };
  std::printf("%-46s%10s%12s%8s\n", "", "many", "few", "ratio");
  say("pictures a second while the list is dragged", of_many.frames_a_second, of_few.frames_a_second);
  say("longest wait between two pictures, ms", of_many.worst_gap_ms, of_few.worst_gap_ms);
  say("memory of the kiosk (PSS), MB", of_many.megabytes, of_few.megabytes);
  return 0;
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: bench-scroll BIN_DIR MANY_STATE FEW_STATE SECONDS\n");
    return 2;
  }
  try {
    if (auto started = bianmin::base::StartCrypto(); !started) throw std::runtime_error(started.error().message);
    return bianmin::bench::Run(argv[1], argv[2], argv[3], std::chrono::seconds{std::stoi(argv[4])});
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench-scroll: %s\n", failure.what());
    return 1;
  }
}
