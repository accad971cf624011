// The demonstration without a screen: starts the centre, the daemon, a virtual X server and the kiosk, and is a
// resident who registers a need, rates a service, files a complaint and looks the order up, by real X input events.
// Then a clerk at the centre sets a status, and it must arrive on the resident's screen. Every step is said as it is
// done and pictured; the first one that fails is named and ends the program with 1. packaging/run.sh prepares what it
// needs and calls it.
//
// usage: scripted-resident BIN_DIR STATE PORT PICTURES WIDTHxHEIGHT

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>

#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_journey.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr milliseconds kDelivery{60'000};
constexpr milliseconds kNews{60'000};

class Demonstration {
 public:
  Demonstration(const DeploymentPlaces& places, PixelSize size, const fs::path& pictures)
      : deployment_(places),
        server_(size, places.state / "logs" / "xvfb.out"),
        display_(server_.display()),
        resident_(display_, deployment_.automation(), pictures),
        journey_(resident_, XJourney::Manner::Careful) {}

  void Run() {
    Step("the city centre starts, with TLS and client certificates", [this] { deployment_.StartCentre(); });
    Step("the daemon starts", [this] { deployment_.StartSync(); });
    Step("the kiosk opens on the virtual screen " + server_.display(), [this] {
      deployment_.StartKiosk(server_.display());
      journey_.GoHome();
      resident_.Picture("home");
    });
    const long held_before = HeldByCentre();
    std::string order, complaint;
    Step("a resident registers a need", [&] { order = Numbered(journey_.RegistersNeed()); });
    std::printf("      order %s\n", order.c_str());
    Step("a resident rates a service, anonymously", [this] { journey_.RatesVisit(); });
    Step("a resident files a complaint", [&] { complaint = Numbered(journey_.FilesComplaint()); });
    std::printf("      complaint %s\n", complaint.c_str());
    Step("a resident looks the order up", [&] { journey_.LooksUp(order); });
    Step("the centre has all three, each once", [&] {
      deployment_.WaitUntilDelivered(kDelivery);
      const long more = HeldByCentre() - held_before;
      if (more != 3) throw StepFailed("the centre holds " + std::to_string(more) + " events more, and not 3");
    });
    Step("a clerk at the centre accepts the order, and the resident sees it", [&] { SeesStatus(order); });
    Step("all programs stop when asked", [this] { deployment_.StopAll(); });
  }

 private:
  static std::string Numbered(const std::string& number) {
    if (number.empty()) throw StepFailed("the result page shows no number");
    return number;
  }

  long HeldByCentre() const {
    const std::string counts = deployment_.Admin(
        {"centre", "counts", "--json", "--config", (deployment_.places().state / "centre.toml").string()});
    return boost::json::parse(counts).as_object().at("events").to_number<long>();
  }

  void SeesStatus(const std::string& order) {
    std::string compact = order;
    compact.erase(std::remove(compact.begin(), compact.end(), ' '), compact.end());
    const std::string before = resident_.Look().Words();
    deployment_.Admin({"centre", "set-status", compact, "accepted", "--config",
                       (deployment_.places().state / "centre.toml").string()});
    resident_.WaitUntil(
        "the order's page to change", [&](const SeenScreen& now) { return now.Words() != before; }, kNews);
    resident_.Picture("status-from-the-centre");
  }

  void Step(const std::string& name, const std::function<void()>& act) {
    std::printf("  %2d  %s … ", ++steps_, name.c_str());
    std::fflush(stdout);
    try {
      act();
      deployment_.CheckAllRun();
    } catch (const std::exception& failure) {
      std::printf("FAILED\n");
      std::fflush(stdout);
      SaveFailure();
      throw StepFailed("step " + std::to_string(steps_) + ", \"" + name + "\": " + failure.what());
    }
    std::printf("done\n");
  }

  void SaveFailure() {
    try {
      resident_.Picture("failed");
    } catch (const std::exception&) {  // the failure itself matters more than its picture
    }
  }

  Deployment deployment_;
  XServer server_;
  XDisplay display_;
  XResident resident_;
  XJourney journey_;
  int steps_ = 0;
};

int Run(const DeploymentPlaces& places, const fs::path& pictures, const std::string& size) {
  const std::size_t cross = size.find('x');
  if (cross == std::string::npos) throw StepFailed("\"" + size + "\" is no size like 1920x1080");
  Demonstration demonstration(places, {std::stoi(size.substr(0, cross)), std::stoi(size.substr(cross + 1))}, pictures);
  demonstration.Run();
  return 0;
}

}  // namespace
}  // namespace bianmin::support

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: scripted-resident BIN_DIR STATE PORT PICTURES WIDTHxHEIGHT\n");
    return 2;
  }
  try {
    return bianmin::support::Run({argv[1], argv[2], std::stoi(argv[3])}, argv[4], argv[5]);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "scripted-resident: %s\n", failure.what());
    return 1;
  }
}
