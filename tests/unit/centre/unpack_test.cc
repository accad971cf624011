#include "sync/centre/unpack.h"

#include <gtest/gtest.h>

#include <string>

#include "sync/http/pack.h"

namespace bianmin::centre {
namespace {

using base::ErrorCode;

constexpr std::size_t kMost = 100'000;

ErrorCode Fault(const std::string& packed) {
  const auto plain = UnpackGzip(packed, kMost);
  return plain ? ErrorCode::NotFound : plain.error().code;
}

TEST(Unpack, GivesBackWhatWasPacked) {
  for (const std::string& plain : {std::string(), std::string("[]"), std::string(70'000, 'x') + "维修"}) {
    const auto unpacked = UnpackGzip(http::Gzip(plain), kMost);
    ASSERT_TRUE(unpacked.ok());
    EXPECT_EQ(*unpacked, plain);
  }
}

TEST(Unpack, StopsAtTheLimitAndNotBefore) {
  EXPECT_TRUE(UnpackGzip(http::Gzip(std::string(kMost, 'x')), kMost).ok());
  EXPECT_EQ(Fault(http::Gzip(std::string(kMost + 1, 'x'))), ErrorCode::TooLarge);
}

TEST(Unpack, ABombIsRefusedLongBeforeItIsUnpacked) {
  const std::string bomb = http::Gzip(std::string(50'000'000, '\0'));
  EXPECT_LT(bomb.size(), 60'000U);
  EXPECT_EQ(Fault(bomb), ErrorCode::TooLarge);
}

TEST(Unpack, RefusesWhatIsCutShortDamagedOrFollowedBySomething) {
  const std::string packed = http::Gzip("the lift is broken again, and again nobody comes");
  for (std::size_t length = 0; length < packed.size(); ++length) {
    EXPECT_EQ(Fault(packed.substr(0, length)), ErrorCode::Invalid) << length;
  }
  EXPECT_EQ(Fault(packed + "x"), ErrorCode::Invalid);
  EXPECT_EQ(Fault(packed + packed), ErrorCode::Invalid);
  EXPECT_EQ(Fault("[]"), ErrorCode::Invalid);
  std::string damaged = packed;
  damaged[packed.size() - 6] ^= 1;  // in the checksum
  EXPECT_EQ(Fault(damaged), ErrorCode::Invalid);
}

}  // namespace
}  // namespace bianmin::centre
