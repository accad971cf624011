// The kiosk beside Chromium in kiosk mode with an equivalent page, on one X server, in turns: how long from exec until
// there is text to read, how long from lifting the finger until the next page stands still, how much memory, how much
// processor time while nobody is there. Everything is seen from the server's side, the same way for both.
//
// usage: bench-screen ROUNDS IDLE_SECONDS PAGE.html KIOSK_PROGRAM KIOSK_CONFIGURATION

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "tests/bench/measure.h"
#include "tests/support/x_display.h"
#include "tests/support/x_process.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using support::PixelRect;
using support::Point;

constexpr milliseconds kLook{3};           // between two looks at the screen
constexpr milliseconds kStandsStill{400};  // no pixel of the body changes for so long
constexpr milliseconds kStartPatience{30'000};
// The middle of the screen: below the header and its clock, where both sides have their tiles.
constexpr PixelRect kBody{240, 280, 1300, 480};
constexpr std::size_t kReadableInk =
    1500;  // dark pixels on a light body; neither an empty page nor a black screen has them

double Milliseconds(steady_clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

bool IsReadable(const support::Pixels& pixels) {
  constexpr std::uint8_t kDark = 90, kLight = 200;
  std::size_t dark = 0, light = 0;
  for (std::size_t i = 0; i + 2 < pixels.bytes.size(); i += 4) {
    const auto [low, high] = std::minmax({pixels.bytes[i], pixels.bytes[i + 1], pixels.bytes[i + 2]});
    dark += high < kDark ? 1 : 0;
    light += low > kLight ? 1 : 0;
  }
  return dark >= kReadableInk && light * 2 >= pixels.bytes.size() / 4;
}

// One of the two programs: how to start it and where to press.
struct Side {
  std::string name;
  std::function<std::unique_ptr<support::Process>(const std::string& display)> start;
  std::function<Point(int tile)> tile;  // on home, 0 … 4
  std::function<Point()> back;          // on any other page
  Samples start_ms, click_ms, home_mb, used_mb, idle_percent;
};

class Bench {
 public:
  explicit Bench(const fs::path& folder) : server_({1920, 1080}, folder / "xvfb.log"), display_(server_.display()) {}

  void Round(Side& side, std::chrono::seconds idle) {
    const auto begin = steady_clock::now();
    const std::unique_ptr<support::Process> program = side.start(server_.display());
    side.start_ms.Add(Milliseconds(UntilReadable(*program) - begin));
    UntilStill();
    std::this_thread::sleep_for(milliseconds{1500});
    side.home_mb.Add(ProportionalMegabytes(program->pid()));
    for (int turn = 0; turn < 3; ++turn) {
      side.click_ms.Add(Click(side.tile(0)));
      Click(side.back());
    }
    for (int tile = 0; tile < 5; ++tile) {
      Click(side.tile(tile));
      Click(side.back());
    }
    side.used_mb.Add(ProportionalMegabytes(program->pid()));
    std::this_thread::sleep_for(milliseconds{2000});
    const double before = ProcessorSeconds(program->pid());
    std::this_thread::sleep_for(idle);
    const double used = ProcessorSeconds(program->pid()) - before;
    side.idle_percent.Add(100 * used / std::chrono::duration<double>(idle).count());
    program->Stop(milliseconds{5000});
    std::this_thread::sleep_for(milliseconds{500});
  }

 private:
  steady_clock::time_point UntilReadable(support::Process& program) {
    const auto deadline = steady_clock::now() + kStartPatience;
    while (steady_clock::now() < deadline) {
      if (IsReadable(display_.Look(kBody))) return steady_clock::now();
      if (!program.IsRunning()) break;
      std::this_thread::sleep_for(kLook);
    }
    throw support::StepFailed(program.name() + " showed no text; its output is in " + program.log().string());
  }

  // When the body last changed; returns after it has stood still.
  steady_clock::time_point UntilStill() {
    support::Pixels seen = display_.Look(kBody);
    auto changed = steady_clock::now();
    while (steady_clock::now() - changed < kStandsStill) {
      std::this_thread::sleep_for(kLook);
      support::Pixels now = display_.Look(kBody);
      if (now == seen) continue;
      changed = steady_clock::now();
      seen = std::move(now);
    }
    return changed;
  }

  double Click(Point place) {
    display_.MoveTo(place);
    display_.Press();
    std::this_thread::sleep_for(milliseconds{150});  // the pressed look is on the screen before the finger lifts
    const support::Pixels pressed = display_.Look(kBody);
    const auto lifted = steady_clock::now();
    display_.Release();
    const auto changed = UntilStill();
    if (display_.Look(kBody) == pressed)
      throw support::StepFailed("a press at a tile or the way back showed no other page");
    return Milliseconds(changed - lifted);
  }

  support::XServer server_;
  support::XDisplay display_;
};

Side Chromium(const fs::path& folder, const std::string& page) {
  Side side;
  side.name = "Chromium";
  side.start = [folder, page](const std::string& display) {
    fs::remove_all(folder / "profile");
    return std::make_unique<support::Process>(
        "chromium",
        std::vector<std::string>{"chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--no-first-run",
                                 "--disable-extensions", "--disable-background-networking", "--disable-sync",
                                 "--disable-component-update", "--disable-default-apps", "--window-position=0,0",
                                 "--window-size=1920,1080", "--force-device-scale-factor=1", "--password-store=basic",
                                 "--user-data-dir=" + (folder / "profile").string(), "file://" + page},
        folder / "chromium.log", support::Process::Environment{{"DISPLAY", display}});
  };
  // The places page.html gives them: three columns from 56 to 1864, two rows from 260 to 1024, gaps of 24.
  side.tile = [](int tile) { return Point{350 + (tile % 3) * 611, tile < 3 ? 445 : 835}; };
  side.back = [] { return Point{1920 - 110, 60}; };
  return side;
}

Side Kiosk(const fs::path& folder, const std::string& program, const std::string& configuration) {
  static constexpr std::array<const char*, 5> kTiles{"home.register", "home.rate", "home.complain", "home.lookup",
                                                     "home.information"};
  const fs::path automation = folder / "automation";
  fs::create_directories(automation);
  const auto place = [automation](const std::string& id) {
    const support::SeenScreen screen = support::ReadScreen(automation);
    const support::SeenItem* item = screen.Find(id);
    if (item == nullptr) throw support::StepFailed("the kiosk shows no \"" + id + "\" but:\n" + screen.Words());
    return item->rect.Centre();
  };
  Side side;
  side.name = "Bianmin";
  side.start = [=](const std::string& display) {
    return std::make_unique<support::Process>(
        "bianmin-kiosk",
        std::vector<std::string>{program, "--config", configuration, "--automation", automation.string()},
        folder / "kiosk.log", support::Process::Environment{{"DISPLAY", display}});
  };
  side.tile = [place](int tile) { return place(kTiles[static_cast<std::size_t>(tile)]); };
  side.back = [place] { return place("header.leave"); };
  return side;
}

int Run(int rounds, std::chrono::seconds idle, const fs::path& page, const std::string& program,
        const std::string& configuration) {
  const fs::path folder = fs::temp_directory_path() / ("bianmin-bench-" + std::to_string(getpid()));
  fs::create_directories(folder);
  Side kiosk = Kiosk(folder, program, configuration);
  Side chromium = Chromium(folder, fs::canonical(page).string());
  Bench bench(folder);
  for (int round = 1; round <= rounds; ++round) {
    for (Side* side : {&kiosk, &chromium}) {
      std::fprintf(stderr, "round %d of %d: %s\n", round, rounds, side->name.c_str());
      bench.Round(*side, idle);
    }
  }
  PrintTable(kiosk.name, chromium.name,
             {{"exec to visible text", "ms", kiosk.start_ms, chromium.start_ms, 1.0 / 3},
              {"click release to next page standing", "ms", kiosk.click_ms, chromium.click_ms, 1.6},
              {"memory (PSS) at home", "MB", kiosk.home_mb, chromium.home_mb, 0.25},
              {"memory (PSS) after every page", "MB", kiosk.used_mb, chromium.used_mb, 0.25},
              {"processor while idle", "%", kiosk.idle_percent, chromium.idle_percent, 0}});
  std::printf("idle target: at most 0.1 %% of a core: %s\n", kiosk.idle_percent.Median() <= 0.1 ? "met" : "MISSED");
  fs::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: bench-screen ROUNDS IDLE_SECONDS PAGE.html KIOSK_PROGRAM KIOSK_CONFIGURATION\n");
    return 2;
  }
  try {
    return bianmin::bench::Run(std::stoi(argv[1]), std::chrono::seconds(std::stoi(argv[2])), argv[3], argv[4], argv[5]);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench-screen: %s\n", failure.what());
    return 1;
  }
}
