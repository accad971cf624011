#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "kiosk/photo/format.h"

namespace bianmin::photo {
namespace {

constexpr std::size_t kPixel = 4;
constexpr png_alloc_size_t kMostChunkBytes = 1024 * 1024;  // of a profile or a text, unpacked

struct Source {
  std::string_view left;
};

void Give(png_structp png, png_bytep to, std::size_t size) {
  auto& source = *static_cast<Source*>(png_get_io_ptr(png));
  if (source.left.size() < size) png_error(png, "it ends too early");
  std::memcpy(to, source.left.data(), size);
  source.left.remove_prefix(size);
}

[[noreturn]] void GiveUp(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void Ignore(png_structp, png_const_charp) {}

// Owns what the library allocates, and the rows on their way.
struct Png {
  Png() : png(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, GiveUp, Ignore)) {
    if (png != nullptr) info = png_create_info_struct(png);
  }
  ~Png() { png_destroy_read_struct(&png, &info, nullptr); }
  Png(const Png&) = delete;
  Png& operator=(const Png&) = delete;

  png_structp png = nullptr;
  png_infop info = nullptr;
  Source source;
  std::vector<std::uint8_t> row;
  std::vector<std::uint32_t> sums;  // of the rows that become one
};

// Every pixel that is shown is the mean of a square of `side` by `side`, less at the edges.
void AddRow(Png& from, int width, int side) {
  for (int x = 0; x < width; ++x) {
    for (std::size_t i = 0; i < kPixel; ++i) {
      from.sums[static_cast<std::size_t>(x / side) * kPixel + i] += from.row[static_cast<std::size_t>(x) * kPixel + i];
    }
  }
}

void ReadRows(Png& from, int width, int height, base::Bitmap& bitmap) {
  const int side = (std::max(width, height) + kMostShownSide - 1) / kMostShownSide;
  bitmap.width = (width + side - 1) / side;
  bitmap.height = (height + side - 1) / side;
  bitmap.rgba.resize(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height) * kPixel);
  from.row.resize(static_cast<std::size_t>(width) * kPixel);
  auto to = bitmap.rgba.begin();
  for (int y = 0; y < height; y += side) {
    from.sums.assign(static_cast<std::size_t>(bitmap.width) * kPixel, 0);
    const int rows = std::min(side, height - y);
    for (int i = 0; i < rows; ++i) {
      png_read_row(from.png, from.row.data(), nullptr);
      AddRow(from, width, side);
    }
    for (int x = 0; x < bitmap.width; ++x) {
      const int columns = std::min(side, width - x * side);
      for (std::size_t i = 0; i < kPixel; ++i) {
        const std::uint32_t sum = from.sums[static_cast<std::size_t>(x) * kPixel + i];
        *to++ = static_cast<std::uint8_t>(sum / static_cast<std::uint32_t>(rows * columns));
      }
    }
  }
}

Outcome Read(Png& from, Image& image) {
  if (setjmp(png_jmpbuf(from.png)) != 0) return Outcome::Broken;
  png_set_read_fn(from.png, &from.source, Give);
  png_set_chunk_malloc_max(from.png, kMostChunkBytes);
  png_set_user_limits(from.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // ours are looked at below, and say so
  png_read_info(from.png, from.info);
  const long width = png_get_image_width(from.png, from.info);
  const long height = png_get_image_height(from.png, from.info);
  if (!IsWithinLimits(width, height)) return Outcome::TooLarge;
  if (png_get_interlace_type(from.png, from.info) != PNG_INTERLACE_NONE) return Outcome::Broken;
  png_set_expand(from.png);
  png_set_scale_16(from.png);
  png_set_gray_to_rgb(from.png);
  png_set_add_alpha(from.png, 0xFF, PNG_FILLER_AFTER);
  png_read_update_info(from.png, from.info);
  if (png_get_rowbytes(from.png, from.info) != static_cast<std::size_t>(width) * kPixel) return Outcome::Broken;
  ReadRows(from, static_cast<int>(width), static_cast<int>(height), image.bitmap);
  return Outcome::Read;
}

}  // namespace

Outcome ReadPng(std::string_view bytes, Image& image) {
  Png png;
  if (png.png == nullptr || png.info == nullptr) return Outcome::Broken;
  png.source.left = bytes;
  return Read(png, image);
}

}  // namespace bianmin::photo
