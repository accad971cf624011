#include "sync/centre/unpack.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>

namespace bianmin::centre {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;
constexpr std::size_t kBlockBytes = 64 * 1024;

class Inflater {
 public:
  Inflater() { is_ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK; }
  ~Inflater() {
    if (is_ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  bool is_ready() const { return is_ready_; }
  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
  bool is_ready_ = false;
};

}  // namespace

base::Result<std::string> UnpackGzip(std::string_view packed, std::size_t most_bytes) {
  Inflater inflater;
  if (!inflater.is_ready()) return base::Error{base::ErrorCode::Unavailable, "zlib has no memory to unpack with"};
  z_stream& stream = inflater.stream();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib reads only
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string plain;
  int state = Z_OK;
  while (state != Z_STREAM_END) {
    const std::size_t before = plain.size();
    const std::size_t room = std::min(kBlockBytes, most_bytes + 1 - before);
    plain.resize(before + room);
    stream.next_out = reinterpret_cast<Bytef*>(plain.data() + before);
    stream.avail_out = static_cast<uInt>(room);
    state = inflate(&stream, Z_NO_FLUSH);
    plain.resize(before + room - stream.avail_out);
    if (plain.size() > most_bytes) {
      return base::Error{base::ErrorCode::TooLarge, fmt::format("the body unpacks to more than {} bytes", most_bytes)};
    }
    const bool is_cut_short = state == Z_BUF_ERROR || (state == Z_OK && stream.avail_in == 0 && stream.avail_out != 0);
    if (is_cut_short) return base::Error{base::ErrorCode::Invalid, "the gzip body is cut short"};
    if (state != Z_OK && state != Z_STREAM_END) {
      return base::Error{base::ErrorCode::Invalid, "the body is not gzip, or it is damaged"};
    }
  }
  if (stream.avail_in != 0) return base::Error{base::ErrorCode::Invalid, "something follows the gzip body"};
  return plain;
}

}  // namespace bianmin::centre
