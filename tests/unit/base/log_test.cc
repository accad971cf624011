#include "kiosk/base/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

TEST(Log, WritesOneLineAnEventInUtcAndLeavesOutWhatIsNotGraveEnough) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(OpenLog("bianmin-test", folder / "test.log", LogLevel::Note));
  LogDebug("a detail");
  LogNote("{} orders wait", 3);
  const std::string log = ReadFile(folder / "test.log", 1 << 20).value();
  EXPECT_THAT(log, MatchesRegex("[0-9]+-[0-9]+-[0-9]+T[0-9:.]+Z bianmin-test.[0-9]+. info: 3 orders wait\n"));
  ASSERT_TRUE(OpenLog("bianmin-test", "", LogLevel::Note));
}

TEST(Log, AFileThatCannotBeWrittenIsNamedWithWhatToCheck) {
  const auto opened = OpenLog("bianmin-test", "/proc/nowhere/test.log", LogLevel::Note);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(opened.error().message, HasSubstr("/proc/nowhere/test.log"));
  EXPECT_THAT(opened.error().message, HasSubstr("check that its folder exists"));
}

}  // namespace
}  // namespace bianmin::base
