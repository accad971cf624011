#include "kiosk/base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

using ::testing::HasSubstr;

unsigned ModeOf(const std::filesystem::path& path) {
  struct stat status {};
  EXPECT_EQ(stat(path.c_str(), &status), 0);
  return status.st_mode & 07777;
}

TEST(File, IsReadUpToItsLimitAndRefusedOnePastIt) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(ReplaceFile(folder / "a", std::string(100, 'x')));
  EXPECT_EQ(ReadFile(folder / "a", 100).value().size(), 100u);
  const auto too_large = ReadFile(folder / "a", 99);
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, ErrorCode::TooLarge);
}

TEST(File, ThatIsMissingIsNamed) {
  const auto missing = ReadFile("/nowhere/kiosk.toml", 100);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("/nowhere/kiosk.toml"));
}

TEST(File, IsReplacedWholeWithTheModeAskedFor) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(ReplaceFile(folder / "a", "a long old content", 0644));
  ASSERT_TRUE(ReplaceFile(folder / "a", std::string("new\0\xFF", 5), 0600));
  EXPECT_EQ(ReadFile(folder / "a", 100).value(), std::string("new\0\xFF", 5));
  EXPECT_EQ(ModeOf(folder / "a"), 0600u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder.path()}, {}), 1) << "nothing else is left behind";
}

TEST(File, ThatCannotBeReplacedKeepsItsOldContent) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(ReplaceFile(folder / "a", "old"));
  // A folder stands where the new content would be written first.
  std::filesystem::create_directory(folder / "a.new");
  EXPECT_FALSE(ReplaceFile(folder / "a", "new"));
  EXPECT_EQ(ReadFile(folder / "a", 100).value(), "old");
  EXPECT_FALSE(ReplaceFile(folder / "nowhere/b", "new"));
}

TEST(SecretFile, IsReadOnlyWhenItsOwnerAloneMayReadIt) {
  const support::TemporaryFolder folder;
  ASSERT_TRUE(ReplaceFile(folder / "pin", "secret", 0600));
  EXPECT_EQ(ReadSecretFile(folder / "pin", 100).value(), "secret");
  ASSERT_TRUE(ReplaceFile(folder / "pin", "secret", 0644));
  const auto open = ReadSecretFile(folder / "pin", 100);
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, ErrorCode::Refused);
  EXPECT_THAT(open.error().message, HasSubstr("mode 0644"));
  EXPECT_THAT(open.error().message, HasSubstr("chmod 600"));
}

}  // namespace
}  // namespace bianmin::base
