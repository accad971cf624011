// A resident writes in Chinese on the real kiosk: by finger as the mouse moves, and in pinyin, upright, in 长辈版 and
// listening first. What is then on the disk, decrypted with the kiosk's key, is what was written.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "tests/support/deployed_store.h"
#include "tests/support/x_deployment.h"
#include "tests/support/x_display.h"
#include "tests/support/x_journey.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;

struct Screen {
  const char* name;
  PixelSize pixels;
  std::vector<std::string> settings;
};

class Writing : public ::testing::TestWithParam<Screen> {
 protected:
  Writing() {
    PrepareState(fs::path(BIANMIN_SOURCE_DIR) / "packaging" / "demo_state.sh", places_, GetParam().settings);
    deployment_.StartKiosk(server_.display());
  }
  ~Writing() override {
    deployment_.KillAll();
    std::error_code ignored;
    if (!HasFailure()) fs::remove_all(folder_, ignored);
  }

  // What the kiosk stored, read with its own key while it runs.
  domain::Need NeedBehind(const std::string& grouped) {
    DeployedStore store{places_.state};
    return store->FindOrder(domain::RecordNumber::Parse(grouped).value()).value().need;
  }

  fs::path folder_ = fs::temp_directory_path() / ("bianmin-entry-" + std::to_string(getpid()) + GetParam().name);
  DeploymentPlaces places_{BIANMIN_BINARY_DIR, folder_ / "state", 0};
  XServer server_{GetParam().pixels, folder_ / "xvfb.log"};
  XDisplay display_{server_.display()};
  Deployment deployment_{places_};
  XResident resident_{display_, deployment_.automation(), folder_ / "pictures"};
  XJourney journey_{resident_, XJourney::Manner::Careful};
};

TEST_P(Writing, ANeedDescribedByFingerIsOnTheDiskAsItWasWritten) {
  const std::string number = journey_.RegistersNeed();
  ASSERT_FALSE(number.empty());
  EXPECT_NE(NeedBehind(number).description.find("水太小"), std::string::npos) << NeedBehind(number).description;
}

TEST_P(Writing, AComplaintInPinyinHasItsNumber) { EXPECT_FALSE(journey_.FilesComplaint().empty()); }

INSTANTIATE_TEST_SUITE_P(Panels, Writing,
                         ::testing::Values(Screen{"landscape", {1920, 1080}, {}},
                                           Screen{"portrait_elder", {1080, 1920}, {"step=elder", "width_mm=268"}}),
                         [](const auto& view) { return std::string(view.param.name); });

}  // namespace
}  // namespace bianmin::support
