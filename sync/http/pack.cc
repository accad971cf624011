#include "sync/http/pack.h"

#include <zlib.h>

#include "kiosk/base/check.h"

namespace bianmin::http {

std::string Gzip(std::string_view plain) {
  constexpr int kGzipWindow = 15 + 16;  // 32 KiB, with a gzip header (zlib's manual, deflateInit2)
  constexpr int kMemoryLevel = 8;       // zlib's default
  z_stream stream{};
  // These calls fail only when memory runs out or their arguments are wrong.
  CHECK(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) ==
        Z_OK);
  std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace bianmin::http
