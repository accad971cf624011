#pragma once
// What the two formats share; of this module alone. The libraries give up by a long jump, over no object that has a
// destructor: what is read is written into the caller's Image.

#include <string_view>

#include "kiosk/base/bitmap.h"
#include "kiosk/photo/decode.h"

namespace bianmin::photo {

enum class Outcome { Read, Broken, TooLarge };

struct Image {
  base::Bitmap bitmap;
  int orientation = 1;  // of EXIF, 1 to 8: 1 is upright
};

constexpr bool IsWithinLimits(long width, long height) {
  return width > 0 && height > 0 && width <= kMostSide && height <= kMostSide && width * height <= kMostPixels;
}

Outcome ReadJpeg(std::string_view bytes, Image& image);
Outcome ReadPng(std::string_view bytes, Image& image);

// The orientation in the EXIF data of a JPEG, an APP1 segment without its length; 1 when it does not say, or nonsense.
int OrientationIn(std::string_view segment);
// `bitmap` as it was seen when it was taken.
base::Bitmap Upright(base::Bitmap bitmap, int orientation);

}  // namespace bianmin::photo
