#include "kiosk/domain/panel_width.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using ::testing::HasSubstr;

constexpr const char* kPath = "/var/lib/bianmin/display.toml";
const base::Date kDay = *base::ParseDate("2026-11-25");

DisplaySettings AsKioskTomlSays() {
  DisplaySettings display;
  display.width_mm = 476;
  display.calibration = kPath;
  return display;
}

TEST(PanelWidth, WithoutACalibrationIsWhatKioskTomlSays) {
  const base::Error none{base::ErrorCode::NotFound, "cannot open /var/lib/bianmin/display.toml: No such file"};
  const PanelWidth width = ChooseWidth(AsKioskTomlSays(), none);
  EXPECT_EQ(width.width_mm, 476);
  EXPECT_EQ(width.measured_on, std::nullopt);
  EXPECT_EQ(width.trouble, "");
}

TEST(PanelWidth, IsWhatTheCalibrationMeasured) {
  const PanelWidth width = ChooseWidth(AsKioskTomlSays(), WriteCalibration({.width_mm = 521, .measured_on = kDay}));
  EXPECT_EQ(width.width_mm, 521);
  EXPECT_EQ(width.measured_on, kDay);
  EXPECT_EQ(width.trouble, "");
}

TEST(PanelWidth, OfADamagedCalibrationIsWhatKioskTomlSaysAndTheDamageIsTold) {
  for (const char* damaged : {"", "width_mm", "width_mm = \"476\"\nmeasured_on = 2026-11-25\n", "width_mm = 500\n",
                              "width_mm = 500\nmeasured_on = 2026-11-25\nwidht_mm = 3\n", "\x00\xff\xfe"}) {
    const PanelWidth width = ChooseWidth(AsKioskTomlSays(), std::string(damaged));
    EXPECT_EQ(width.width_mm, 476) << damaged;
    EXPECT_EQ(width.measured_on, std::nullopt) << damaged;
    EXPECT_THAT(width.trouble, HasSubstr(kPath)) << damaged;
  }
  const base::Error unreadable{base::ErrorCode::Unavailable, "cannot open it: Permission denied"};
  EXPECT_EQ(ChooseWidth(AsKioskTomlSays(), unreadable).trouble, unreadable.message);
}

TEST(Calibration, IsTakenAtItsLimitsAndNotOnePastThem) {
  const auto read = [](int width_mm) {
    return ReadCalibration(WriteCalibration({.width_mm = width_mm, .measured_on = kDay}), kPath);
  };
  EXPECT_EQ(read(kLeastPanelWidthMm)->width_mm, kLeastPanelWidthMm);
  EXPECT_EQ(read(kMostPanelWidthMm)->width_mm, kMostPanelWidthMm);
  EXPECT_FALSE(read(kLeastPanelWidthMm - 1));
  EXPECT_FALSE(read(kMostPanelWidthMm + 1));
}

// Where the calibration lies.
std::string PlaceOf(std::string_view database, std::string_view calibration) {
  std::string toml = base::ReadFile("config/kiosk.toml", 1 << 20).value();
  const auto put = [&toml](std::string_view old, const std::string& fresh) {
    const std::size_t at = toml.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    toml.replace(at, old.size(), fresh);
  };
  put("database = \"kiosk.db\"", fmt::format("database = \"{}\"", database));
  if (!calibration.empty()) put("# calibration = \"display.toml\"", fmt::format("calibration = \"{}\"", calibration));
  return ReadKioskSettings(toml, "/etc/bianmin/kiosk.toml").value().display.calibration;
}

TEST(Calibration, LiesBesideTheDatabaseUnlessItsPlaceIsNamed) {
  EXPECT_EQ(PlaceOf("kiosk.db", ""), "/etc/bianmin/display.toml");
  EXPECT_EQ(PlaceOf("/var/lib/bianmin/kiosk.db", ""), "/var/lib/bianmin/display.toml");
  EXPECT_EQ(PlaceOf("/var/lib/bianmin/kiosk.db", "screen.toml"), "/etc/bianmin/screen.toml");
  EXPECT_EQ(PlaceOf("/var/lib/bianmin/kiosk.db", "/srv/screen.toml"), "/srv/screen.toml");
}

}  // namespace
}  // namespace bianmin::domain
