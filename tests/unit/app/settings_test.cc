#include "kiosk/app/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "kiosk/base/file.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/scene.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The shipped configuration in a folder of its own, to be spoilt.
class SettingsFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name :
         {"kiosk.toml", "catalogue.toml", "addresses.toml", "calendar.toml", "providers.toml", "agreement.toml"}) {
      std::filesystem::copy_file(std::filesystem::path("config") / name, folder_ / name);
    }
  }

  void Change(const char* name, std::string_view old, std::string_view fresh) {
    std::string text = base::ReadFile(folder_ / name, 1 << 20).value();
    const std::size_t at = text.find(old);
    ASSERT_NE(at, std::string::npos) << old;
    ASSERT_TRUE(base::ReplaceFile(folder_ / name, text.replace(at, old.size(), fresh)));
  }

  std::string Path(const char* name) const { return (folder_ / name).string(); }

  support::TemporaryFolder folder_;
};

TEST_F(SettingsFolder, AsShippedHoldsAllThatTheKioskNeeds) {
  const auto settings = LoadSettings(Path("kiosk.toml"));
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->kiosk.files.texts, Path("locale"));
  EXPECT_GE(settings->catalogue.services.size(), 30u);
  EXPECT_GE(settings->addresses.compounds.size(), 3u);
  EXPECT_TRUE(settings->calendar.Covers(std::chrono::year{2026}));
}

TEST_F(SettingsFolder, FaultsInSeveralFilesAreReportedTogether) {
  Change("catalogue.toml", "group = \"life\"", "group = \"lief\"");
  Change("addresses.toml", "floors = 6", "floors = 600");
  Change("calendar.toml", "year = 2026", "year = 2027");
  const auto settings = LoadSettings(Path("kiosk.toml"));
  ASSERT_FALSE(settings);
  EXPECT_THAT(settings.error().message, HasSubstr(Path("catalogue.toml") + ":"));
  EXPECT_THAT(settings.error().message, HasSubstr(Path("addresses.toml") + ":"));
  EXPECT_THAT(settings.error().message, HasSubstr(Path("calendar.toml") + ":"));
}

TEST_F(SettingsFolder, AMissingFileIsNamed) {
  std::filesystem::remove(folder_ / "addresses.toml");
  const auto settings = LoadSettings(Path("kiosk.toml"));
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().code, base::ErrorCode::NotFound);
  EXPECT_THAT(settings.error().message, HasSubstr("cannot open " + Path("addresses.toml")));
  EXPECT_THAT(settings.error().message, Not(HasSubstr("catalogue.toml")));

  EXPECT_EQ(LoadSettings("/nowhere/kiosk.toml").error().message,
            "cannot open /nowhere/kiosk.toml: No such file or directory");
}

TEST_F(SettingsFolder, AFaultInKioskTomlIsReportedBeforeItsFilesAreRead) {
  Change("kiosk.toml", "idle_seconds = 120", "idle_seconds = 20");
  std::filesystem::remove(folder_ / "addresses.toml");
  const auto settings = LoadSettings(Path("kiosk.toml"));
  ASSERT_FALSE(settings);
  EXPECT_THAT(settings.error().message, HasSubstr("'idle_seconds': must lie between 60 and 300"));
  EXPECT_THAT(settings.error().message, Not(HasSubstr("addresses.toml")));
}

TEST_F(SettingsFolder, TheCalibrationCountsMoreThanKioskTomlAndADamagedOneLess) {
  const auto width = [this] { return LoadSettings(Path("kiosk.toml")).value().panel; };
  EXPECT_EQ(width().width_mm, 476);
  const base::Date day = *base::ParseDate("2026-11-25");
  ASSERT_TRUE(
      base::ReplaceFile(folder_ / "display.toml", domain::WriteCalibration({.width_mm = 521, .measured_on = day})));
  EXPECT_EQ(width().width_mm, 521);
  EXPECT_EQ(width().measured_on, day);
  ASSERT_TRUE(base::ReplaceFile(folder_ / "display.toml", "width_mm = 5210\nmeasured_on = 2026-11-25\n"));
  EXPECT_EQ(width().width_mm, 476);
  EXPECT_THAT(width().trouble, HasSubstr(Path("display.toml") + ":1:"));
  ASSERT_TRUE(base::ReplaceFile(folder_ / "display.toml", std::string(domain::kMaxCalibrationBytes + 1, '#')));
  EXPECT_THAT(width().trouble, HasSubstr("larger than"));
}

TEST_F(SettingsFolder, EveryIconOfTheShippedCatalogueIsOneTheScreensHave) {
  const auto settings = LoadSettings(Path("kiosk.toml"));
  ASSERT_TRUE(settings);
  for (const auto& service : settings->catalogue.services) {
    EXPECT_NE(screens::IconNamed(service.icon), screens::IconNamed("no such icon")) << service.icon;
  }
}

}  // namespace
}  // namespace bianmin::app
