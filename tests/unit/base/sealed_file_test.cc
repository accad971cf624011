#include "kiosk/base/sealed_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

bool Always() { return true; }

class ASealedFile : public testing::Test {
 protected:
  void Write(const std::string& content) { ASSERT_TRUE(ReplaceFile(plain_, content)); }
  Result<Done> Seal(const SecretKey& key) { return SealFile(key, "made on Monday", plain_, sealed_, Always); }
  Result<std::string> Open(const SecretKey& key) { return OpenSealedFile(key, sealed_, opened_, Always); }
  std::string Bytes(const std::filesystem::path& file) { return ReadFile(file, 100 << 20).value(); }

  void SetUp() override { ASSERT_TRUE(StartCrypto()); }

  support::TemporaryFolder folder_;
  std::filesystem::path plain_ = folder_ / "plain";
  std::filesystem::path sealed_ = folder_ / "sealed";
  std::filesystem::path opened_ = folder_ / "opened";
  SeededRandom random_{7};
  SecretKey key_ = SecretKey::New(random_);
};

TEST_F(ASealedFile, OpensWithItsKeyAndGivesItsLabel) {
  // Around the border of a piece, and of nothing.
  for (const std::size_t size : {0UL, 1UL, (1UL << 18) - 1, 1UL << 18, (1UL << 18) + 1, 3UL << 18}) {
    Write(std::string(size, 'x'));
    ASSERT_TRUE(Seal(key_));
    EXPECT_EQ(Bytes(sealed_).find("Monday"), std::string::npos);
    const auto label = Open(key_);
    ASSERT_TRUE(label) << label.error().message;
    EXPECT_EQ(*label, "made on Monday");
    EXPECT_EQ(Bytes(opened_), std::string(size, 'x'));
    struct stat status {};
    ASSERT_EQ(stat(opened_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
  }
}

TEST_F(ASealedFile, OpensWithNoOtherKeyAndLeavesNothing) {
  Write("personal");
  ASSERT_TRUE(Seal(key_));
  const auto label = Open(SecretKey::New(random_));
  ASSERT_FALSE(label);
  EXPECT_EQ(label.error().code, ErrorCode::Corrupt);
  EXPECT_FALSE(std::filesystem::exists(opened_));
}

TEST_F(ASealedFile, DoesNotOpenWhenAByteWasChangedOrTheEndIsMissing) {
  Write(std::string(600'000, 'x'));
  ASSERT_TRUE(Seal(key_));
  const std::string whole = Bytes(sealed_);
  for (const std::size_t at : {0UL, 20UL, 100UL, 5000UL, 300'000UL, whole.size() - 1}) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    ASSERT_TRUE(ReplaceFile(sealed_, changed));
    EXPECT_FALSE(Open(key_)) << at;
  }
  for (const std::size_t size : {0UL, 10UL, 41UL, 4200UL, 300'000UL, whole.size() - 1}) {
    ASSERT_TRUE(ReplaceFile(sealed_, whole.substr(0, size)));
    EXPECT_FALSE(Open(key_)) << size;
  }
  ASSERT_TRUE(ReplaceFile(sealed_, whole + "x"));
  EXPECT_FALSE(Open(key_));
}

TEST_F(ASealedFile, StopsWhenItIsToldTo) {
  Write(std::string(600'000, 'x'));
  int steps = 0;
  const auto sealed = SealFile(key_, "", plain_, sealed_, [&] { return ++steps < 3; });
  ASSERT_FALSE(sealed);
  EXPECT_EQ(sealed.error().code, ErrorCode::Unavailable);
  EXPECT_FALSE(std::filesystem::exists(sealed_));
}

}  // namespace
}  // namespace bianmin::base
