// Photos come out as they were seen when they were taken, no larger than a screen, and nothing else comes out.
#include "kiosk/photo/decode.h"

#include <gtest/gtest.h>

#include <array>

#include "kiosk/base/random.h"
#include "kiosk/photo/format.h"
#include "tests/unit/photo/written_photos.h"

namespace bianmin::photo {
namespace {

using base::Bitmap;
using base::ErrorCode;
using testing::WriteJpeg;
using testing::WritePng;

enum class Seen { Red, Blue, Other };

Seen At(const Bitmap& bitmap, int x, int y) {
  const std::size_t at =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width) + static_cast<std::size_t>(x)) * 4;
  const int red = bitmap.rgba.at(at);
  const int blue = bitmap.rgba.at(at + 2);
  if (bitmap.rgba.at(at + 3) != 255) return Seen::Other;
  if (red > 200 && blue < 60) return Seen::Red;
  return blue > 200 && red < 60 ? Seen::Blue : Seen::Other;
}

Bitmap Decoded(const std::string& bytes) {
  auto bitmap = Decode(bytes);
  if (!bitmap) throw std::runtime_error(bitmap.error().message);
  return *std::move(bitmap);
}

TEST(APhoto, HasItsColoursInItsPlaces) {
  for (const std::string& bytes : {WriteJpeg({}), WritePng({})}) {
    const Bitmap bitmap = Decoded(bytes);
    EXPECT_EQ(bitmap.width, 64);
    EXPECT_EQ(bitmap.height, 32);
    EXPECT_EQ(At(bitmap, 4, 4), Seen::Red);
    EXPECT_EQ(At(bitmap, 60, 28), Seen::Blue);
  }
}

TEST(APhoto, IsScaledDownOnlyPastTheSizeThatIsShown) {
  struct Case {
    int side;
    int as_jpeg;
    int as_png;
  };
  for (const Case each :
       {Case{kMostShownSide, 2048, 2048}, Case{kMostShownSide + 1, 1793, 1025}, Case{6000, 1500, 2000}}) {
    const Bitmap jpeg = Decoded(WriteJpeg({.width = each.side, .height = 16}));
    EXPECT_EQ(jpeg.width, each.as_jpeg);
    EXPECT_EQ(At(jpeg, 2, 0), Seen::Red);
    EXPECT_EQ(At(jpeg, jpeg.width - 2, 0), Seen::Blue);
    const Bitmap png = Decoded(WritePng({.width = 16, .height = each.side}));
    EXPECT_EQ(png.height, each.as_png);
    EXPECT_EQ(At(png, 0, png.height - 1), Seen::Red);
    EXPECT_EQ(At(png, png.width - 1, png.height - 1), Seen::Blue);
  }
}

TEST(APhoto, StandsUprightHoweverTheCameraWasHeld) {
  struct Case {
    int orientation;
    bool is_turned;
    int red_x, red_y;  // 0: at the left or upper end, 1: at the other
  };
  for (const Case each :
       {Case{0, false, 0, 0}, Case{1, false, 0, 0}, Case{2, false, 1, 0}, Case{3, false, 1, 1}, Case{4, false, 0, 1},
        Case{5, true, 0, 0}, Case{6, true, 1, 0}, Case{7, true, 1, 1}, Case{8, true, 0, 1}, Case{9, false, 0, 0}}) {
    const Bitmap bitmap = Decoded(WriteJpeg({.orientation = each.orientation}));
    EXPECT_EQ(bitmap.width, each.is_turned ? 32 : 64) << each.orientation;
    EXPECT_EQ(bitmap.height, each.is_turned ? 64 : 32) << each.orientation;
    const auto end = [](int at, int size) { return at == 0 ? 3 : size - 4; };
    const int x = end(each.red_x, bitmap.width);
    const int y = end(each.red_y, bitmap.height);
    EXPECT_EQ(At(bitmap, x, y), Seen::Red) << each.orientation;
    EXPECT_EQ(At(bitmap, bitmap.width - 1 - x, bitmap.height - 1 - y), Seen::Blue) << each.orientation;
  }
}

TEST(APhoto, IsTurnedPixelByPixelAsTheStandardSays) {
  // 1 2 3
  // 4 5 6
  Bitmap stored{.width = 3, .height = 2, .rgba = {}};
  for (std::uint8_t i = 1; i <= 6; ++i) stored.rgba.insert(stored.rgba.end(), {i, 0, 0, 255});
  const std::array<std::array<int, 6>, 8> upright{{{1, 2, 3, 4, 5, 6},
                                                   {3, 2, 1, 6, 5, 4},
                                                   {6, 5, 4, 3, 2, 1},
                                                   {4, 5, 6, 1, 2, 3},
                                                   {1, 4, 2, 5, 3, 6},
                                                   {4, 1, 5, 2, 6, 3},
                                                   {6, 3, 5, 2, 4, 1},
                                                   {3, 6, 2, 5, 1, 4}}};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Bitmap turned = Upright(stored, orientation);
    EXPECT_EQ(turned.width, orientation < 5 ? 3 : 2);
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_EQ(turned.rgba.at(i * 4), upright.at(static_cast<std::size_t>(orientation - 1)).at(i)) << orientation;
    }
  }
}

TEST(APhoto, ThatEndsTooEarlyIsShownAsFarAsItGoesAndAPngIsNot) {
  std::string jpeg = WriteJpeg({.width = 512, .height = 512});
  jpeg = jpeg.substr(0, jpeg.size() / 2) + "\xFF\xD9";
  EXPECT_EQ(At(Decoded(jpeg), 4, 4), Seen::Red);
  std::string png = WritePng({.width = 512, .height = 512});
  png[png.size() / 2] = static_cast<char>(png[png.size() / 2] ^ 0x55);
  EXPECT_EQ(Decode(png).error().code, ErrorCode::Invalid);
}

TEST(APhoto, OfAKindThatNoCameraMakesIsRefused) {
  EXPECT_EQ(Decode("").error().code, ErrorCode::Invalid);
  EXPECT_EQ(Decode("GIF89a").error().code, ErrorCode::Invalid);
  EXPECT_EQ(Decode(WritePng({.is_interlaced = true})).error().code, ErrorCode::Invalid);
  EXPECT_EQ(Decode(WriteJpeg({.is_cmyk = true})).error().code, ErrorCode::Invalid);
}

TEST(APhoto, OfNonsenseIsRefusedAndNothingPastItsEndIsRead) {
  base::SeededRandom random{2026};
  const std::string whole[] = {WriteJpeg({.orientation = 6}), WritePng({})};
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = whole[round % 2];
    for (int i = 0; i < 8; ++i) {
      bytes[random.Below(bytes.size())] = static_cast<char>(random.Below(256));
    }
    const auto bitmap = Decode(bytes);
    if (bitmap) {
      EXPECT_EQ(bitmap->rgba.size(),
                static_cast<std::size_t>(bitmap->width) * static_cast<std::size_t>(bitmap->height) * 4);
    }
    const std::size_t from = bytes.find("Exif");
    if (from == std::string::npos) continue;
    const int orientation = OrientationIn(std::string_view(bytes).substr(from, 32));
    EXPECT_TRUE(orientation >= 1 && orientation <= 8) << orientation;
  }
}

}  // namespace
}  // namespace bianmin::photo
