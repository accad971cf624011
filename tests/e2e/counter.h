#pragma once
// The real programs at one counter, for tests: a fresh deployment, an account of each role that the operator made with
// bianmin-admin, a virtual screen and a finger. A test fills the database and starts what it needs.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "kiosk/store/staff_accounts.h"
#include "tests/support/deployed_store.h"
#include "tests/support/x_clerk.h"
#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::support {

inline const XAccount kSupervisor{"1001", "738291"};
inline const XAccount kClerk{"1002", "604817"};
inline const XAccount kDispatcher{"1003", "573914"};

class AtTheCounter : public ::testing::Test {
 protected:
  AtTheCounter() {
    PrepareState(std::filesystem::path(BIANMIN_SOURCE_DIR) / "packaging" / "demo_state.sh", places_,
                 {"poll=1", "wait=1"});
    Employ(kSupervisor, "李梅", "supervisor");
    Employ(kClerk, "张敏", "clerk");
    Employ(kDispatcher, "周建国", "dispatcher");
  }
  ~AtTheCounter() override {
    deployment_.KillAll();
    std::error_code ignored;
    if (!HasFailure()) std::filesystem::remove_all(folder_, ignored);
  }

  // Somebody who has signed in before, and so has a PIN of their own.
  void Employ(const XAccount& who, const std::string& name, const std::string& role) {
    const std::string given = "495027";
    deployment_.Employ(who.number, name, role, given);
    DeployedStore store{places_.state};
    const auto changed = store::StaffAccounts{*store}.ChangePin(domain::StaffNumber::Parse(who.number).value(), given,
                                                                domain::Pin::Parse(who.pin).value());
    if (!changed) throw std::runtime_error(changed.error().message);
  }

  std::string KioskConfig() const { return (places_.state / "kiosk.toml").string(); }
  // What lies on the memory stick under a name that ends so; empty: nothing.
  std::string OnStick(const std::string& ending) const {
    for (const auto& entry : std::filesystem::directory_iterator(places_.state / "stick")) {
      if (!entry.path().string().ends_with(ending)) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      return {std::istreambuf_iterator<char>(in), {}};
    }
    return {};
  }

  inline static int counters_ = 0;  // a test that failed leaves its folder to be looked at
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  ("bianmin-staff-" + std::to_string(getpid()) + "-" + std::to_string(++counters_));
  DeploymentPlaces places_{BIANMIN_BINARY_DIR, folder_ / "state", FreePort()};
  XServer server_{{1920, 1080}, folder_ / "xvfb.log"};
  XDisplay display_{server_.display()};
  Deployment deployment_{places_};
  XResident resident_{display_, deployment_.automation(), folder_ / "pictures"};
};

}  // namespace bianmin::support
