#include "kiosk/base/large_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

class NewFileTest : public testing::Test {
 protected:
  std::string Content() { return ReadFile(file_, 100).value(); }

  support::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "ratings.csv";
  std::filesystem::path fresh_ = folder_ / "ratings.csv.new";
};

TEST_F(NewFileTest, IsAtItsNameOnlyWhenItIsWhole) {
  {
    NewFile file(fresh_, 0644);
    ASSERT_TRUE(file.is_open());
    ASSERT_TRUE(file.Write(AsBytes("one,")).ok());
    ASSERT_TRUE(file.Write(AsBytes("two")).ok());
    ASSERT_TRUE(file.Flush().ok());
    EXPECT_FALSE(std::filesystem::exists(file_));
    ASSERT_TRUE(file.MoveTo(file_).ok());
  }
  EXPECT_EQ(Content(), "one,two");
  EXPECT_FALSE(std::filesystem::exists(fresh_));
}

TEST_F(NewFileTest, OneThatWasGivenUpLeavesWhatWasThere) {
  std::ofstream(file_) << "before";
  {
    NewFile file(fresh_);
    ASSERT_TRUE(file.is_open() && file.Write(AsBytes("half")).ok());
  }
  EXPECT_EQ(Content(), "before");
  EXPECT_FALSE(std::filesystem::exists(fresh_));
}

TEST_F(NewFileTest, SaysWhenItCannotBeWritten) { EXPECT_FALSE(NewFile(folder_ / "missing" / "x.new").is_open()); }

}  // namespace
}  // namespace bianmin::base
