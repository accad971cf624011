#include "kiosk/base/base32.h"

#include <gtest/gtest.h>

namespace bianmin::base {
namespace {

TEST(Base32, IsCrockfords) {
  EXPECT_EQ(ToBase32(AsBytes("")), "");
  EXPECT_EQ(ToBase32(Bytes{0}), "00");
  EXPECT_EQ(ToBase32(Bytes{0xff}), "ZW");
  EXPECT_EQ(ToBase32(Bytes{0x12, 0x34, 0x56, 0x78, 0x9a}), "28T5CY4T");
}

TEST(Base32, ComesBackAtEveryLength) {
  Bytes bytes;
  for (int length = 0; length < 130; ++length) {
    EXPECT_EQ(FromBase32(ToBase32(bytes)), bytes) << length;
    bytes.push_back(static_cast<std::uint8_t>(length * 37 + 200));
  }
}

TEST(Base32, IsNotReadFromAnythingElse) {
  for (const char* wrong : {"0", "000", "000000", "ZZ", "28T5CY4t", "28T5CY4U", "28T5CY4I", "28T5-CY4", " 28T5CY4T"}) {
    EXPECT_EQ(FromBase32(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace bianmin::base
