// A photo is shown as large as the page allows, and its texture is gone when it is shown no more.
#include <gtest/gtest.h>

#include <algorithm>

#include "imgui.h"
#include "tests/support/ui_picture.h"
#include "tests/support/ui_world.h"

namespace bianmin::ui {
namespace {

using testing::Panel;

// A red left and a blue right half.
std::shared_ptr<const base::Bitmap> RedAndBlue(int width, int height) {
  base::Bitmap bitmap{.width = width, .height = height, .rgba = {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool is_left = x < width / 2;
      bitmap.rgba.insert(bitmap.rgba.end(), {std::uint8_t(is_left ? 255 : 0), 0, std::uint8_t(is_left ? 0 : 255), 255});
    }
  }
  return std::make_shared<const base::Bitmap>(std::move(bitmap));
}

class APhotoOn : public ::testing::TestWithParam<Panel> {
 protected:
  void Shows(std::shared_ptr<const base::Bitmap> photo) {
    world.Show([photo = std::move(photo)](Frame& frame) {
      const auto page = frame.BeginPage({.id = photo ? "photo" : "other", .header = {}, .footer = {}, .step = {}});
      if (photo) frame.Photo(photo);
    });
  }
  int TexturesWithColours() {
    static_cast<void>(world.Context().Picture());
    const auto& textures = ImGui::GetPlatformIO().Textures;
    return static_cast<int>(std::count_if(textures.begin(), textures.end(), [](const ImTextureData* each) {
      return each->Format == ImTextureFormat_RGBA32 && each->Pixels != nullptr;
    }));
  }

  testing::UiWorld world{GetParam()};
};

TEST_P(APhotoOn, FillsThePageInItsOwnShapeAndColours) {
  Shows(RedAndBlue(300, 200));
  const testing::Picture picture{*world.Context().Picture()};
  int left = picture.Width(), right = 0, top = picture.Height(), bottom = 0;
  for (int y = 0; y < picture.Height(); ++y) {
    for (int x = 0; x < picture.Width(); ++x) {
      const Colour colour = picture.At(x, y);
      const bool is_red = colour.red == 255 && colour.green == 0 && colour.blue == 0;
      const bool is_blue = colour.red == 0 && colour.green == 0 && colour.blue == 255;
      if (!is_red && !is_blue) continue;
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
      ASSERT_EQ(is_red, x < picture.Width() / 2) << x;
    }
  }
  const double width = right - left + 1;
  const double height = bottom - top + 1;
  EXPECT_NEAR(width / height, 1.5, 0.02);
  EXPECT_TRUE(width > picture.Width() * 0.8 || height > picture.Height() * 0.8) << width << " x " << height;
  EXPECT_TRUE(world.Problems().empty());
}

TEST_P(APhotoOn, LeavesNoTextureBehind) {
  Shows(nullptr);
  EXPECT_EQ(TexturesWithColours(), 0);
  Shows(RedAndBlue(300, 200));
  EXPECT_EQ(TexturesWithColours(), 1);
  Shows(RedAndBlue(200, 300));
  EXPECT_EQ(TexturesWithColours(), 1) << "the one before is gone";
  const auto kept = RedAndBlue(30, 20);
  Shows(kept);
  Shows(nullptr);
  EXPECT_EQ(TexturesWithColours(), 0);
  EXPECT_EQ(kept.use_count(), 1);
}

INSTANTIATE_TEST_SUITE_P(Panels, APhotoOn, ::testing::Values(testing::kLandscape, testing::kSmallPortrait),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace bianmin::ui
