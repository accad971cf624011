// The operator makes a supervisor and a clerk with bianmin-admin, which reads their PINs from standard input; both sign
// in on the real kiosk by real presses. A wrong PIN is told, the clerk does not see the journal, the supervisor does.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>

#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_journey.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class StaffAtTheKiosk : public ::testing::Test {
 protected:
  StaffAtTheKiosk() {
    PrepareState(fs::path(BIANMIN_SOURCE_DIR) / "packaging" / "demo_state.sh", places_, {});
    Adds("1001", "supervisor");
    Adds("1002", "clerk");
    deployment_.StartKiosk(server_.display());
  }
  ~StaffAtTheKiosk() override {
    if (!HasFailure()) fs::remove_all(folder_);
  }

  void Adds(const std::string& number, const std::string& role) {
    const std::string admin = (places_.programs / "bianmin-admin").string();
    OutputOf({"sh", "-c",
              "printf '495027\\n' | " + admin + " staff add " + number + " --name 李梅 --role " + role + " --config " +
                  (places_.state / "kiosk.toml").string()},
             30s);
  }
  bool IsOn(std::string_view page) {
    resident_.WaitUntil(
        "the page " + std::string(page), [&](const SeenScreen& seen) { return seen.page == page; }, 10s);
    return true;
  }
  // Once the act before is recorded; until then nobody looks for the button further down.
  void Does(std::string_view act) {
    const std::string id = "case.act." + std::string(act);
    resident_.WaitUntil(
        "the act " + id, [&](const SeenScreen& seen) { return seen.Find(id) != nullptr; }, 10s);
    resident_.Tap(id);
  }
  void EntersPin(std::string_view pin) {
    resident_.TapKeys("keys", pin);
    resident_.Tap("footer.next");
  }
  // The first time: in the place of the operator's PIN comes one's own.
  void ChoosesOwnPin() {
    EntersPin("495027");
    IsOn("own_pin.new");
    EntersPin("738291");
    IsOn("own_pin.again");
    EntersPin("738291");
    IsOn("own_pin.done");
    resident_.Tap("footer.next");
  }
  void EntersNumber(std::string_view number) {
    IsOn("home");
    resident_.Tap("header.logo");
    resident_.Tap("device.sign_in");
    resident_.TapKeys("keys", number);
    resident_.Tap("footer.next");
    IsOn("sign_in.pin");
  }

  fs::path folder_ = fs::temp_directory_path() / ("bianmin-staff-" + std::to_string(getpid()));
  DeploymentPlaces places_{BIANMIN_BINARY_DIR, folder_ / "state", 0};
  XServer server_{{1920, 1080}, folder_ / "xvfb.log"};
  XDisplay display_{server_.display()};
  Deployment deployment_{places_};
  XResident resident_{display_, deployment_.automation(), folder_ / "pictures"};
};

TEST_F(StaffAtTheKiosk, SignInByPinAndSeeWhatTheirRoleReaches) {
  EntersNumber("1002");
  EntersPin("738290");
  const auto says_how_often = [](const SeenScreen& seen) {
    return seen.Words().find("还可以试 4 次") != std::string::npos;
  };
  resident_.WaitUntil("how often one may still try", says_how_often, 10s);
  ChoosesOwnPin();
  EXPECT_TRUE(IsOn("workbench"));
  EXPECT_FALSE(resident_.Appears("workbench.journal", 300ms)) << "a clerk's";
  resident_.Tap("header.leave");
  EntersNumber("1001");
  ChoosesOwnPin();
  EXPECT_TRUE(IsOn("workbench"));
  resident_.Tap("workbench.journal");
  EXPECT_TRUE(IsOn("journal"));
  resident_.Tap("header.leave");
  EXPECT_TRUE(IsOn("home"));
}

// A resident's need goes all the way to the signature of a finger.
TEST_F(StaffAtTheKiosk, TakeAnOrderFromItsRegistrationToTheSignature) {
  XJourney journey{resident_, XJourney::Manner::Hasty};
  const std::string number = journey.RegistersNeed();
  ASSERT_FALSE(number.empty());
  journey.GoHome();
  EntersNumber("1001");
  ChoosesOwnPin();
  resident_.Tap("workbench.find");
  std::string digits;
  std::copy_if(number.begin(), number.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  resident_.TapKeys("keys", digits);
  resident_.Tap("footer.next");
  Does("accept");
  Does("dispatch");
  const auto has_proposal = [](const SeenItem& item) { return item.id.starts_with("provider."); };
  const SeenScreen seen = resident_.WaitUntil(
      "a proposal", [&](const SeenScreen& s) { return std::any_of(s.items.begin(), s.items.end(), has_proposal); },
      10s);
  resident_.Tap(std::find_if(seen.items.begin(), seen.items.end(), has_proposal)->id);
  resident_.Tap("footer.next");
  Does("begin_service");
  Does("finish_service");
  Does("confirm_completion");
  resident_.WriteOn("case.sign.pad", "水");
  resident_.Tap("footer.next");
  EXPECT_TRUE(IsOn("case"));
  EXPECT_TRUE(resident_.Appears("case.act.reopen", 5s)) << "it is complete";
}

}  // namespace
}  // namespace bianmin::support
