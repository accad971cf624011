#include <csetjmp>
#include <cstddef>
#include <cstdio>

#include <jpeglib.h>

#include "kiosk/photo/format.h"

namespace bianmin::photo {
namespace {

constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr unsigned kMostMarkerBytes = 0xFFFF;
constexpr unsigned kEighths = 8;

struct Trouble : jpeg_error_mgr {
  std::jmp_buf back;
};

[[noreturn]] void GiveUp(j_common_ptr jpeg) { std::longjmp(static_cast<Trouble*>(jpeg->err)->back, 1); }
void Ignore(j_common_ptr) {}
void IgnoreMessage(j_common_ptr, int) {}

void CountScans(j_common_ptr jpeg) {
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > kMostScans) GiveUp(jpeg);
}

// Owns what the library allocates.
struct Jpeg {
  Jpeg() {
    info.err = jpeg_std_error(&trouble);
    trouble.error_exit = GiveUp;
    trouble.output_message = Ignore;
    trouble.emit_message = IgnoreMessage;
    progress.progress_monitor = CountScans;
  }
  ~Jpeg() { jpeg_destroy_decompress(&info); }
  Jpeg(const Jpeg&) = delete;
  Jpeg& operator=(const Jpeg&) = delete;

  jpeg_decompress_struct info{};
  Trouble trouble{};
  jpeg_progress_mgr progress{};
};

// The decoder makes any number of eighths of a picture with the work of that many.
unsigned EighthsOf(unsigned longest) {
  unsigned eighths = kEighths;
  while (eighths > 1 && (longest * eighths + kEighths - 1) / kEighths > unsigned{kMostShownSide}) --eighths;
  return eighths;
}

void ReadRows(jpeg_decompress_struct& info, base::Bitmap& bitmap) {
  const std::size_t stride = std::size_t{info.output_width} * 4;
  bitmap.width = static_cast<int>(info.output_width);
  bitmap.height = static_cast<int>(info.output_height);
  bitmap.rgba.resize(stride * info.output_height);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = bitmap.rgba.data() + stride * info.output_scanline;
    jpeg_read_scanlines(&info, &row, 1);
  }
}

Outcome Read(Jpeg& jpeg, std::string_view bytes, Image& image) {
  jpeg_decompress_struct& info = jpeg.info;
  if (setjmp(jpeg.trouble.back) != 0) return Outcome::Broken;
  jpeg_create_decompress(&info);
  info.progress = &jpeg.progress;
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_save_markers(&info, kExifMarker, kMostMarkerBytes);
  jpeg_read_header(&info, TRUE);
  if (!IsWithinLimits(info.image_width, info.image_height)) return Outcome::TooLarge;
  info.out_color_space = JCS_EXT_RGBA;
  info.scale_num = EighthsOf(info.image_width > info.image_height ? info.image_width : info.image_height);
  info.scale_denom = kEighths;
  for (jpeg_saved_marker_ptr each = info.marker_list; each != nullptr; each = each->next) {
    const int said = OrientationIn({reinterpret_cast<const char*>(each->data), each->data_length});
    if (said != 1) image.orientation = said;
  }
  jpeg_start_decompress(&info);
  ReadRows(info, image.bitmap);
  jpeg_finish_decompress(&info);
  return Outcome::Read;
}

}  // namespace

Outcome ReadJpeg(std::string_view bytes, Image& image) {
  Jpeg jpeg;
  return Read(jpeg, bytes, image);
}

}  // namespace bianmin::photo
