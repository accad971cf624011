#include <gtest/gtest.h>

#include <numeric>

#include "kiosk/domain/limits.h"
#include "kiosk/screens/staff/calibration.h"
#include "kiosk/screens/staff/device.h"
#include "kiosk/screens/staff/touch_test.h"

namespace bianmin::screens {
namespace {

TEST(DevicePage, AsksForStaffOnlyWhenSomethingNeedsAHand) {
  DeviceView view;
  for (const auto health : {DeviceHealth::Ok, DeviceHealth::Unknown, DeviceHealth::Off})
    view.lines.push_back({.thing = DeviceThing::Printer, .health = health});
  EXPECT_FALSE(NeedsStaff(view));
  view.lines.push_back({.thing = DeviceThing::Voice, .health = DeviceHealth::Missing});
  view.lines.push_back({.thing = DeviceThing::Disk, .health = DeviceHealth::Degraded});
  EXPECT_TRUE(NeedsStaff(view));
  EXPECT_EQ(CountTroubles(view), 2);
}

TEST(CalibrationPage, ALargerOutlineMeansANarrowerPanel) {
  CalibrationState state{.width_mm = 500};
  Resize(state, 1.01);
  EXPECT_NEAR(state.width_mm, 495.05, 0.01);
  Resize(state, 1 / 1.01);
  EXPECT_EQ(PanelWidthOf(state), 500);
}

TEST(CalibrationPage, StaysWithinWhatMayBeStored) {
  CalibrationState state{.width_mm = 476};
  for (int i = 0; i < 200; ++i) Resize(state, 1.05);
  EXPECT_EQ(PanelWidthOf(state), domain::kLeastPanelWidthMm);
  for (int i = 0; i < 200; ++i) Resize(state, 1 / 1.05);
  EXPECT_EQ(PanelWidthOf(state), domain::kMostPanelWidthMm);
}

constexpr ui::TouchCells kCells{9, 6};

// Everything but these.
TouchTestState Without(const std::vector<std::size_t>& dead) {
  std::vector<std::size_t> all(54);
  std::iota(all.begin(), all.end(), 0U);
  std::erase_if(all, [&](std::size_t cell) { return std::find(dead.begin(), dead.end(), cell) != dead.end(); });
  TouchTestState state;
  Reach(state, kCells, all);
  return state;
}

TEST(TouchTest, NamesThePartOfTheGlassThatIsDead) {
  EXPECT_EQ(DeadCells(Without({})), (std::array<int, kGlassParts>{}));
  EXPECT_EQ(DeadCells(Without({0, 1, 9})), (std::array<int, kGlassParts>{3, 0, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(DeadCells(Without({4, 8, 22, 27, 53})), (std::array<int, kGlassParts>{0, 1, 1, 1, 1, 0, 0, 0, 1}));
}

TEST(TouchTest, BeginsAnewWhenTheGlassIsDividedAnew) {
  TouchTestState state = Without({});
  Reach(state, {2, 2}, {1, 7});
  EXPECT_EQ(state.reached, (std::vector<bool>{false, true, false, false})) << "and a cell that is not there is none";
}

}  // namespace
}  // namespace bianmin::screens
