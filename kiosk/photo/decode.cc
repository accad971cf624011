#include "kiosk/photo/decode.h"

#include <fmt/format.h>

#include <utility>

#include "kiosk/base/picture.h"
#include "kiosk/photo/format.h"

namespace bianmin::photo {

using base::Error;
using base::ErrorCode;

base::Result<base::Bitmap> Decode(std::string_view bytes) {
  const auto kind = base::PictureKindOf(bytes);
  if (!kind) return Error{ErrorCode::Invalid, "the photo is neither a JPEG nor a PNG"};
  Image image;
  switch (*kind == base::PictureKind::Jpeg ? ReadJpeg(bytes, image) : ReadPng(bytes, image)) {
    case Outcome::Read:
      return Upright(std::move(image.bitmap), image.orientation);
    case Outcome::TooLarge:
      return Error{
          ErrorCode::TooLarge,
          fmt::format("the photo would have more than {} pixels, or a side of more than {}", kMostPixels, kMostSide)};
    case Outcome::Broken:
      break;
  }
  return Error{ErrorCode::Invalid, "the photo is damaged, or of a kind that cannot be shown"};
}

}  // namespace bianmin::photo
