#include "sync/http/pack.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "kiosk/base/bytes.h"
#include "kiosk/base/random.h"

namespace bianmin::http {
namespace {

std::string Unpack(const std::string& packed, std::size_t most) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);  // gzip only
  std::string plain(most, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0u);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

TEST(Gzip, GivesBackWhatWentIn) {
  base::SeededRandom random(3);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, std::size_t{1} << 20}) {
    base::Bytes noise(size);
    random.Fill(noise);
    const std::string plain = base::AsText(noise);
    EXPECT_EQ(Unpack(Gzip(plain), size + 1), plain) << size;
  }
}

TEST(Gzip, ABatchOfEventsShrinksToLessThanHalf) {
  std::string batch = "[";
  base::SeededRandom random(3);
  for (int i = 0; i < 500; ++i) {
    base::Bytes sealed(120);
    random.Fill(sealed);
    batch += R"({"specversion":"1.0","id":")" + base::ToHex(base::Bytes(sealed.begin(), sealed.begin() + 16));
    batch += R"(","source":"urn:bianmin:demo-city:jingan:k01","type":"cn.bianmin.order.registered.v1",)";
    batch += R"("data":{"service_code":"home.repair.plumbing","package_code":"hour","urgency":"ordinary",)";
    batch += R"("requested_datetime":"2026-11-22T02:00:00.000Z","expected_datetime":"2026-11-23T02:00:00.000Z",)";
    batch += R"("needs_visit":false,"compound":"huayuan","sealed":")" + base::ToBase64(sealed) + R"("}},)";
  }
  EXPECT_LT(Gzip(batch).size() * 2, batch.size());
}

}  // namespace
}  // namespace bianmin::http
