// Staff at the kiosk: the device page, the calibration with a bank card, the test of the touch panel, a missing font.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/file.h"
#include "kiosk/domain/panel_width.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using namespace std::chrono_literals;
using screens::DeviceHealth;
using screens::DeviceReason;
using screens::DeviceThing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void ExpectSound(KioskWorld& kiosk) { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }

TEST_P(AnyJourney, StaffLookAtTheDeviceAndGoBack) {
  kiosk.Tap("header.logo");
  EXPECT_EQ(kiosk.Page(), "device");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("device.for_staff")));
  EXPECT_TRUE(kiosk.Has("footer.back")) << "a resident finds the way out";
  ExpectSound(kiosk);
  kiosk.Tap("device.calibration");
  EXPECT_EQ(kiosk.Page(), "calibration");
  EXPECT_FALSE(kiosk.Has("footer.next")) << "nothing can be stored";
  EXPECT_FALSE(kiosk.Has("calibration.larger.fine"));
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr("--set-up"));
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "device");
  kiosk.Wait(kiosk.model().session_times.idle + 1s);
  EXPECT_EQ(kiosk.Page(), "home") << "by itself, and without a question";
}

TEST_P(AnyJourney, TheHomeScreenAsksForStaffAndLeadsToTheReason) {
  EXPECT_FALSE(kiosk.Has("header.notice"));
  Notice(kiosk.model().machine,
         {.thing = DeviceThing::Printer, .health = DeviceHealth::Degraded, .reason = DeviceReason::PaperOut});
  kiosk.Wait(1min);
  ExpectSound(kiosk);
  kiosk.Tap("header.notice");
  EXPECT_EQ(kiosk.Page(), "device");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("device.paper_out")));
  kiosk.TapAll({"footer.back", "home.information"});
  EXPECT_FALSE(kiosk.Has("header.notice")) << "residents at their errands are left in peace";
}

// A kiosk that is being set up.
struct SetUp : public ::testing::TestWithParam<Panel> {
  SetUp() { kiosk.Wait(1ms); }  // what is found out about the machine makes its page longer
  KioskWorld kiosk{{.panel = GetParam(), .is_set_up = true}};
  std::string Stored() { return base::ReadFile(kiosk.model().machine.calibration_file, 4096).value(); }
};

TEST_P(SetUp, ABankCardTellsHowWideThePanelIs) {
  EXPECT_EQ(kiosk.Page(), "device") << "it opens there";
  const int before = kiosk.model().machine.panel.width_mm;
  kiosk.Tap("device.calibration");
  ExpectSound(kiosk);
  for (int i = 0; i < 6; ++i) kiosk.Tap("calibration.larger.coarse");
  kiosk.TapAll({"calibration.smaller.medium", "calibration.larger.fine"});
  ExpectSound(kiosk);
  const int after = static_cast<int>(std::lround(before / std::pow(1.05, 6) * 1.01 / 1.002));
  kiosk.Tap("footer.next");
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr(std::to_string(after) + " 毫米"));
  kiosk.Tap("footer.back");
  EXPECT_TRUE(kiosk.Has("calibration.larger.fine")) << "not yet";
  kiosk.TapAll({"footer.next", "footer.next"});
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("calibration.stored")));
  EXPECT_EQ(domain::ReadCalibration(Stored(), "display.toml")->width_mm, after);
  kiosk.TapAll({"footer.next", "footer.back"});
  EXPECT_EQ(kiosk.Page(), "home");
  EXPECT_EQ(kiosk.Look().panel_width.value, after) << "at once";
}

TEST_P(SetUp, AnAbsurdWidthCanBePutRight) {
  // Between a 15.6-inch panel upright and a 32-inch one: from there a card is matched as usual.
  for (const auto& [absurd, usual] : {std::pair{100, 192}, std::pair{3000, 701}}) {
    kiosk.model().machine.panel.width_mm = absurd;
    kiosk.Tap("device.calibration");
    kiosk.screen().look.panel_width = kiosk.Look().panel_width;
    kiosk.Wait(1ms);
    kiosk.Tap("calibration.larger.medium");
    ExpectSound(kiosk);
    for (const char* id : {"calibration.smaller.coarse", "calibration.larger.fine", "footer.next"})
      EXPECT_EQ(kiosk.screen().Control(id).visible, kiosk.screen().Control(id).rect) << id << " at " << absurd;
    kiosk.TapAll({"footer.next", "footer.next", "footer.next"});
    EXPECT_EQ(kiosk.Page(), "device");
    EXPECT_EQ(kiosk.model().machine.panel.width_mm, usual);
  }
}

INSTANTIATE_TEST_SUITE_P(Staff, SetUp, ::testing::Values(kLandscape, kPortrait),
                         [](const auto& view) { return view.param.name; });

class TouchTest : public ::testing::TestWithParam<Panel> {
 protected:
  TouchTest() {
    kiosk.TapAll({"header.logo", "device.touch_test"});
    kiosk.screen().look.panel_width = kiosk.Look().panel_width;
  }
  // Line by line, but for the first `spared` pixels of the first lines.
  void Sweeps(int spared) {
    const ui::PixelSize pixels = kiosk.screen().look.pixels;
    for (int y = 5; y < pixels.height; y += 30) {
      for (int from = y < 95 ? spared : 0; from < pixels.width; from += 600) {
        const auto line = static_cast<float>(y);
        const auto to = static_cast<float>(std::min(from + 600, pixels.width - 1));
        kiosk.Drag({static_cast<float>(from), line}, {to, line});
      }
    }
  }
  KioskWorld kiosk{{.panel = GetParam()}};
};

TEST_P(TouchTest, ASoundPanelIsCalledSound) {
  EXPECT_EQ(kiosk.Page(), "touch_test");
  ExpectSound(kiosk);
  kiosk.Drag({5, 5}, {15, 5});
  EXPECT_TRUE(kiosk.Has("touch_test.finish")) << "always a way out";
  Sweeps(0);
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("touch_test.none_left")));
  kiosk.Tap("touch_test.finish");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("touch_test.sound")));
  kiosk.TapAll({"footer.back", "footer.back"});
  EXPECT_EQ(kiosk.Page(), "home");
}

TEST_P(TouchTest, ADeadPanelTrapsNobody) {
  kiosk.Wait(screens::kTouchTestWaits);
  EXPECT_EQ(kiosk.Page(), "touch_test.findings");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("touch_test.nothing.title")));
  kiosk.Wait(kiosk.model().session_times.idle);
  EXPECT_EQ(kiosk.Page(), "home");
}

TEST_P(TouchTest, ADeadCornerIsNamedWithWhatToDo) {
  Sweeps(400);
  kiosk.Wait(screens::kTouchTestWaits);
  EXPECT_EQ(kiosk.Page(), "touch_test.findings");
  EXPECT_THAT(kiosk.Shown().AllText(), HasSubstr("左上角："));
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("touch_test.clean")));
  ExpectSound(kiosk);
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "touch_test") << "once more";
}

INSTANTIATE_TEST_SUITE_P(Staff, TouchTest, ::testing::Values(kLandscape, kPortrait),
                         [](const auto& view) { return view.param.name; });

}  // namespace
}  // namespace bianmin::testing
