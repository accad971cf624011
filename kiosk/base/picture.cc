#include "kiosk/base/picture.h"

namespace bianmin::base {
namespace {

using namespace std::string_view_literals;

// ISO/IEC 15948: the signature, then the header of 13 bytes; at the end an empty chunk IEND with its checksum.
constexpr auto kPngBegin = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"sv;
constexpr auto kPngEnd = "\0\0\0\0IEND\xAE\x42\x60\x82"sv;

// ITU-T T.81: start of image and the first marker; at the end, end of image.
constexpr auto kJpegBegin = "\xFF\xD8\xFF"sv;
constexpr auto kJpegEnd = "\xFF\xD9"sv;

}  // namespace

std::optional<PictureKind> PictureKindOf(std::string_view bytes) {
  if (bytes.size() > kPngBegin.size() + kPngEnd.size() && bytes.starts_with(kPngBegin) && bytes.ends_with(kPngEnd)) {
    return PictureKind::Png;
  }
  if (bytes.size() <= kJpegBegin.size() + kJpegEnd.size() || !bytes.starts_with(kJpegBegin)) return std::nullopt;
  // Cameras may leave zeros behind the end.
  while (bytes.ends_with('\0')) bytes.remove_suffix(1);
  return bytes.ends_with(kJpegEnd) ? std::optional{PictureKind::Jpeg} : std::nullopt;
}

}  // namespace bianmin::base
