#include "kiosk/platform/automation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "kiosk/platform/display.h"

namespace bianmin::platform {
namespace {

using ::testing::HasSubstr;

std::string Content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Automation, EveryPresentedFrameReplacesTheInventoryWhole) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "automation" / "deep";
  base::Result<Automation> automation = Automation::Open(folder);
  ASSERT_TRUE(automation) << automation.error().message;
  ui::Inventory inventory;
  inventory.page = "home";
  automation->Write(inventory);
  EXPECT_THAT(Content(folder / "inventory.json"), HasSubstr("\"sequence\":1,\"page\":\"home\""));
  inventory.page = "register.service";
  automation->Write(inventory);
  EXPECT_THAT(Content(folder / "inventory.json"), HasSubstr("\"sequence\":2,\"page\":\"register.service\""));
  EXPECT_FALSE(std::filesystem::exists(folder / "inventory.json.part"));
}

TEST(Automation, AFolderThatCannotBeMadeIsNamed) {
  base::Result<Automation> automation = Automation::Open("/proc/nowhere");
  ASSERT_FALSE(automation);
  EXPECT_THAT(automation.error().message, HasSubstr("/proc/nowhere"));
}

TEST(Display, WithoutItsFontsItStillOpensIfThereIsAScreen) {
  DisplayOptions options;
  options.fonts.bold = "/nowhere/bold.ttc";
  base::Result<std::unique_ptr<Display>> display = Display::Open(options, base::SystemClock());
  ASSERT_FALSE(display);
  EXPECT_THAT(display.error().message, HasSubstr("DISPLAY"));
}

}  // namespace
}  // namespace bianmin::platform
