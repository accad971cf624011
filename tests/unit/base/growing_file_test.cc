#include "kiosk/base/growing_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

class GrowingFileTest : public testing::Test {
 protected:
  std::string Content() { return ReadFile(file_, 100).value(); }

  support::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "ratings.csv";
};

TEST_F(GrowingFileTest, IsThereOnlyWhenItIsWhole) {
  {
    auto file = GrowingFile::Begin(file_);
    ASSERT_TRUE(file.ok()) << file.error().message;
    ASSERT_TRUE((*file).Add("one,").ok());
    ASSERT_TRUE((*file).Add("two").ok());
    EXPECT_FALSE(std::filesystem::exists(file_));
    ASSERT_TRUE((*file).Finish().ok());
  }
  EXPECT_EQ(Content(), "one,two");
  EXPECT_FALSE(std::filesystem::exists(file_.string() + ".new"));
}

TEST_F(GrowingFileTest, OneThatWasGivenUpLeavesWhatWasThere) {
  std::ofstream(file_) << "before";
  {
    auto file = GrowingFile::Begin(file_);
    ASSERT_TRUE(file.ok() && (*file).Add("half").ok());
  }
  EXPECT_EQ(Content(), "before");
  EXPECT_FALSE(std::filesystem::exists(file_.string() + ".new"));
}

TEST_F(GrowingFileTest, SaysWhereItCannotBeWritten) {
  const auto file = GrowingFile::Begin(folder_ / "missing" / "ratings.csv");
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace bianmin::base
