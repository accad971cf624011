// The operator makes a supervisor and a clerk with bianmin-admin, which reads their PINs from standard input; both sign
// in on the real kiosk by real presses. A wrong PIN is told, the clerk does not see the journal, the supervisor does.

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/store/ledger.h"
#include "tests/e2e/counter.h"
#include "tests/support/x_journey.h"
#include "tests/unit/photo/written_photos.h"

namespace bianmin::support {
namespace {

using namespace std::chrono_literals;

class StaffAtTheKiosk : public AtTheCounter {
 protected:
  StaffAtTheKiosk() { deployment_.StartKiosk(server_.display()); }

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
  void EntersNumber(std::string_view number) {
    IsOn("home");
    resident_.Tap("header.logo");
    resident_.Tap("device.sign_in");
    resident_.TapKeys("keys", number);
    resident_.Tap("footer.next");
    IsOn("sign_in.pin");
  }
};

TEST_F(StaffAtTheKiosk, SignInByPinAndSeeWhatTheirRoleReaches) {
  EntersNumber(kClerk.number);
  EntersPin("604818");
  const auto says_how_often = [](const SeenScreen& seen) {
    return seen.Words().find("还可以试 4 次") != std::string::npos;
  };
  resident_.WaitUntil("how often one may still try", says_how_often, 10s);
  EntersPin(kClerk.pin);
  EXPECT_TRUE(IsOn("workbench"));
  EXPECT_FALSE(resident_.Appears("workbench.journal", 300ms)) << "a clerk's";
  resident_.Tap("header.leave");
  EntersNumber(kSupervisor.number);
  EntersPin(kSupervisor.pin);
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
  EntersNumber(kSupervisor.number);
  EntersPin(kSupervisor.pin);
  resident_.Tap("workbench.find");
  std::string digits;
  std::copy_if(number.begin(), number.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  resident_.TapKeys("keys", digits);
  resident_.Tap("footer.next");
  Does("accept");
  Does("dispatch");
  resident_.TapFirst("provider.");
  resident_.Tap("footer.next");
  Does("begin_service");
  Does("finish_service");
  Does("confirm_completion");
  resident_.WriteOn("case.sign.pad", "水");
  resident_.Tap("footer.next");
  EXPECT_TRUE(IsOn("case"));
  EXPECT_TRUE(resident_.Appears("case.act.reopen", 5s)) << "it is complete";
}

// By the renderer of the real window, in its own colours.
TEST_F(StaffAtTheKiosk, LookAtAnEvidencePhoto) {
  const std::filesystem::path stick = folder_ / "photos";
  std::filesystem::create_directory(stick);
  std::ofstream{stick / "a.jpg", std::ios::binary} << bianmin::testing::WriteJpeg({.width = 640, .height = 320});
  DeployedStore store{places_.state};
  const domain::Handler supervisor{.number = domain::StaffNumber::Parse(kSupervisor.number).value(),
                                   .role = domain::Role::Supervisor};
  store::Ledger ledger{*store, stick};
  const auto line = ledger.Enter({.problem = "等候区没有饮水", .service_code = ""}, supervisor).value().id;
  const base::Date due{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()) + std::chrono::days{9}};
  const domain::rectifying::Plan plan{.cause = "c", .measure = "m", .owner = supervisor.number, .due = due};
  ASSERT_TRUE(ledger.Perform(line, plan, supervisor));
  ASSERT_TRUE(ledger.Perform(line, domain::rectifying::AddPhoto{"a.jpg"}, supervisor));

  EntersNumber(kSupervisor.number);
  EntersPin(kSupervisor.pin);
  resident_.Tap("workbench.rectification");
  resident_.TapFirst("line.");
  resident_.Tap("evidence.0");
  IsOn("ledger.photo");
  resident_.WaitUntilSettled();
  const PixelRect screen = display_.Screen();
  const Pixels seen = display_.Look({0, screen.height / 2, screen.width, 1});
  const auto colour = [&](int x) { return &seen.bytes[static_cast<std::size_t>(x) * 4]; };
  const auto* left = colour(screen.width / 2 - 100);
  const auto* right = colour(screen.width / 2 + 100);
  EXPECT_TRUE(left[2] > 200 && left[0] < 60) << "red";
  EXPECT_TRUE(right[0] > 200 && right[2] < 60) << "blue";
  resident_.Tap("footer.back");
  EXPECT_TRUE(IsOn("ledger.line"));
}

}  // namespace
}  // namespace bianmin::support
