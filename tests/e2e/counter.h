#pragma once
// The real programs at one counter, for tests: a fresh deployment, an account of each role that the operator made with
// bianmin-admin, a virtual screen and a finger. A test fills the database and starts what it needs.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

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
    deployment_.Employ(kSupervisor.number, "李梅", "supervisor", kSupervisor.pin);
    deployment_.Employ(kClerk.number, "张敏", "clerk", kClerk.pin);
    deployment_.Employ(kDispatcher.number, "周建国", "dispatcher", kDispatcher.pin);
  }
  ~AtTheCounter() override {
    if (!HasFailure()) std::filesystem::remove_all(folder_);
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

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("bianmin-staff-" + std::to_string(getpid()));
  DeploymentPlaces places_{BIANMIN_BINARY_DIR, folder_ / "state", FreePort()};
  XServer server_{{1920, 1080}, folder_ / "xvfb.log"};
  XDisplay display_{server_.display()};
  Deployment deployment_{places_};
  XResident resident_{display_, deployment_.automation(), folder_ / "pictures"};
};

}  // namespace bianmin::support
