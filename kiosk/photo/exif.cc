#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "kiosk/photo/format.h"

namespace bianmin::photo {
namespace {

constexpr std::string_view kMark{"Exif\0\0", 6};
constexpr std::size_t kEntryBytes = 12;
constexpr unsigned kOrientationTag = 0x0112;
constexpr int kMostOrientation = 8;

// Numbers of a TIFF, in either order of bytes; 0 past its end.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), is_little_(bytes.starts_with("II")) {}

  [[nodiscard]] bool IsOne() const { return (is_little_ || bytes_.starts_with("MM")) && Short(2) == 42; }
  [[nodiscard]] unsigned Short(std::size_t at) const { return Number(at, 2); }
  [[nodiscard]] unsigned Long(std::size_t at) const { return Number(at, 4); }

 private:
  [[nodiscard]] unsigned Number(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return 0;
    unsigned number = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t from = is_little_ ? at + size - 1 - i : at + i;
      number = number << 8 | static_cast<std::uint8_t>(bytes_[from]);
    }
    return number;
  }

  std::string_view bytes_;
  bool is_little_;
};

// Where the pixel at x, y of the upright picture is in what was stored.
std::pair<int, int> Source(int x, int y, int width, int height, int orientation) {
  const int right = width - 1;
  const int bottom = height - 1;
  switch (orientation) {
    case 2:
      return {right - x, y};
    case 3:
      return {right - x, bottom - y};
    case 4:
      return {x, bottom - y};
    case 5:
      return {y, x};
    case 6:
      return {y, bottom - x};
    case 7:
      return {right - y, bottom - x};
    case 8:
      return {right - y, x};
    default:
      return {x, y};
  }
}

}  // namespace

int OrientationIn(std::string_view segment) {
  if (!segment.starts_with(kMark)) return 1;
  const Tiff tiff{segment.substr(kMark.size())};
  if (!tiff.IsOne()) return 1;
  const std::size_t directory = tiff.Long(4);
  const std::size_t entries = tiff.Short(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntryBytes;
    if (tiff.Short(entry) != kOrientationTag) continue;
    const auto orientation = static_cast<int>(tiff.Short(entry + 8));
    return orientation >= 1 && orientation <= kMostOrientation ? orientation : 1;
  }
  return 1;
}

base::Bitmap Upright(base::Bitmap bitmap, int orientation) {
  if (orientation <= 1 || orientation > kMostOrientation) return bitmap;
  constexpr std::size_t kPixel = 4;
  const bool is_turned = orientation >= 5;
  base::Bitmap upright{.width = is_turned ? bitmap.height : bitmap.width,
                       .height = is_turned ? bitmap.width : bitmap.height,
                       .rgba = std::vector<std::uint8_t>(bitmap.rgba.size())};
  auto to = upright.rgba.begin();
  for (int y = 0; y < upright.height; ++y) {
    for (int x = 0; x < upright.width; ++x, to += kPixel) {
      const auto [from_x, from_y] = Source(x, y, bitmap.width, bitmap.height, orientation);
      const auto from = bitmap.rgba.begin() + (static_cast<std::ptrdiff_t>(from_y) * bitmap.width + from_x) * 4;
      std::copy_n(from, kPixel, to);
    }
  }
  return upright;
}

}  // namespace bianmin::photo
