#include "tests/unit/photo/written_photos.h"

#include <png.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include <jpeglib.h>

namespace bianmin::testing {
namespace {

// An EXIF segment that says nothing but the orientation.
std::string ExifOf(int orientation) {
  std::string tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26);
  tiff[19] = static_cast<char>(orientation);
  return std::string("Exif\0\0", 6) + tiff;
}

// `scans` scans that together say all of a grey picture.
std::vector<jpeg_scan_info> ScansOf(int scans) {
  std::vector<jpeg_scan_info> script;
  const bool refines = scans > 64;
  const auto add = [&](int from, int to, int high, int low) {
    jpeg_scan_info scan{};
    scan.comps_in_scan = 1;
    scan.Ss = from;
    scan.Se = to;
    scan.Ah = high;
    scan.Al = low;
    script.push_back(scan);
  };
  add(0, 0, 0, refines ? 1 : 0);
  if (refines) add(0, 0, 1, 0);
  const int bands = scans - static_cast<int>(script.size());
  for (int band = 1; band <= bands; ++band) add(band, band == bands ? 63 : band, 0, 0);
  return script;
}

std::vector<std::uint8_t> RowOf(const JpegOrder& order, int channels) {
  std::vector<std::uint8_t> row;
  for (int x = 0; x < order.width; ++x) {
    const bool is_left = x < order.width / 2;
    for (int i = 0; i < channels; ++i) row.push_back((i == 0 && is_left) || (i == 2 && !is_left) ? 255 : 0);
  }
  return row;
}

void AppendNumber(std::string& to, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) to += static_cast<char>(number >> shift);
}

void AppendChunk(std::string& to, const std::string& type, const std::string& content) {
  AppendNumber(to, static_cast<std::uint32_t>(content.size()));
  const std::string body = type + content;
  to += body;
  const auto* bytes = reinterpret_cast<const Bytef*>(body.data());
  AppendNumber(to, static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(body.size()))));
}

}  // namespace

std::string WriteJpeg(const JpegOrder& order) {
  const int channels = order.scans > 0 ? 1 : order.is_cmyk ? 4 : 3;
  jpeg_compress_struct info{};
  jpeg_error_mgr trouble{};
  info.err = jpeg_std_error(&trouble);
  jpeg_create_compress(&info);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &bytes, &size);
  info.image_width = static_cast<JDIMENSION>(order.width);
  info.image_height = static_cast<JDIMENSION>(order.height);
  info.input_components = channels;
  info.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, 95, TRUE);
  std::vector<jpeg_scan_info> script;
  if (order.scans > 0) {
    script = ScansOf(order.scans);
    info.scan_info = script.data();
    info.num_scans = static_cast<int>(script.size());
  }
  jpeg_start_compress(&info, TRUE);
  if (order.orientation > 0) {
    const std::string exif = ExifOf(order.orientation);
    jpeg_write_marker(&info, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(exif.data()),
                      static_cast<unsigned>(exif.size()));
  }
  std::vector<std::uint8_t> row = RowOf(order, channels);
  while (info.next_scanline < info.image_height) {
    JSAMPROW at = row.data();
    jpeg_write_scanlines(&info, &at, 1);
  }
  jpeg_finish_compress(&info);
  std::string jpeg(reinterpret_cast<char*>(bytes), size);
  jpeg_destroy_compress(&info);
  std::free(bytes);  // the library's own way to hand it over
  return jpeg;
}

std::string WithClaimedSize(std::string jpeg, int width, int height) {
  const std::size_t frame = jpeg.find("\xFF\xC0");
  if (frame == std::string::npos) throw std::runtime_error("no frame in the JPEG");
  jpeg[frame + 5] = static_cast<char>(height >> 8);
  jpeg[frame + 6] = static_cast<char>(height);
  jpeg[frame + 7] = static_cast<char>(width >> 8);
  jpeg[frame + 8] = static_cast<char>(width);
  return jpeg;
}

std::string WritePng(const PngOrder& order) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  std::string written;
  png_set_write_fn(
      png, &written,
      [](png_structp from, png_bytep bytes, std::size_t size) {
        static_cast<std::string*>(png_get_io_ptr(from))->append(reinterpret_cast<char*>(bytes), size);
      },
      nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(order.width), static_cast<png_uint_32>(order.height), 8,
               PNG_COLOR_TYPE_RGB, order.is_interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  std::vector<std::uint8_t> row = RowOf({.width = order.width}, 3);
  std::vector<png_bytep> rows(static_cast<std::size_t>(order.height), row.data());
  png_write_image(png, rows.data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return written;
}

std::string PngHead(std::uint32_t width, std::uint32_t height) {
  std::string head;
  AppendNumber(head, width);
  AppendNumber(head, height);
  head += std::string("\x08\x02\0\0\0", 5);  // 8 bits, red green blue
  std::string png = "\x89PNG\r\n\x1a\n";
  AppendChunk(png, "IHDR", head);
  AppendChunk(png, "IDAT", "");
  AppendChunk(png, "IEND", "");
  return png;
}

}  // namespace bianmin::testing
