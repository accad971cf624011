// What a file claims about its size, at the limit and one past it.
#include <gtest/gtest.h>

#include "kiosk/photo/decode.h"
#include "tests/unit/photo/written_photos.h"

namespace bianmin::photo {
namespace {

using base::ErrorCode;
using testing::JpegOrder;
using testing::PngHead;
using testing::WithClaimedSize;
using testing::WriteJpeg;

TEST(AJpeg, MayHaveThePixelsAndSidesOfTheLimitAndNotOneMore) {
  const std::string small = WriteJpeg({});
  const auto longest = Decode(WithClaimedSize(small, kMostSide, 8));
  ASSERT_TRUE(longest) << longest.error().message;
  EXPECT_EQ(longest->width, kMostShownSide);
  EXPECT_EQ(Decode(WithClaimedSize(small, kMostSide + 1, 8)).error().code, ErrorCode::TooLarge);
  const auto most = Decode(WithClaimedSize(small, 10'000, static_cast<int>(kMostPixels / 10'000)));
  ASSERT_TRUE(most) << most.error().message;
  EXPECT_LE(std::max(most->width, most->height), kMostShownSide);
  const auto bomb = Decode(WithClaimedSize(small, 10'000, static_cast<int>(kMostPixels / 10'000) + 1));
  ASSERT_FALSE(bomb);
  EXPECT_EQ(bomb.error().code, ErrorCode::TooLarge);
  EXPECT_NE(bomb.error().message.find(std::to_string(kMostPixels)), std::string::npos);
}

TEST(AJpeg, OfMoreScansThanCamerasMakeIsNotWorkedThrough) {
  const auto most = Decode(WriteJpeg({.scans = kMostScans}));
  ASSERT_TRUE(most) << most.error().message;
  EXPECT_EQ(Decode(WriteJpeg({.scans = kMostScans + 1})).error().code, ErrorCode::Invalid);
}

// Its head alone is read: nothing of it is unpacked, whatever it holds.
TEST(APng, ThatClaimsMoreThanTheLimitIsRefusedByItsHead) {
  const auto code = [](std::uint32_t width, std::uint32_t height) {
    return Decode(PngHead(width, height)).error().code;
  };
  EXPECT_EQ(code(kMostSide, 1), ErrorCode::Invalid) << "within the limits; it is empty";
  EXPECT_EQ(code(kMostSide + 1, 1), ErrorCode::TooLarge);
  EXPECT_EQ(code(10'000, kMostPixels / 10'000), ErrorCode::Invalid);
  EXPECT_EQ(code(10'000, kMostPixels / 10'000 + 1), ErrorCode::TooLarge);
  EXPECT_EQ(code(0x7FFFFFFF, 0x7FFFFFFF), ErrorCode::TooLarge);
}

}  // namespace
}  // namespace bianmin::photo
