#include "kiosk/base/bytes.h"

#include <gtest/gtest.h>

namespace bianmin::base {
namespace {

TEST(Hex, SpellsEveryByteInTwoLowerCaseDigitsAndReadsThemBack) {
  Bytes all(256);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
  const std::string text = ToHex(all);
  EXPECT_EQ(text.substr(0, 8), "00010203");
  EXPECT_EQ(text.substr(508), "feff");
  EXPECT_EQ(FromHex(text), all);
  EXPECT_EQ(FromHex(""), Bytes{});
}

TEST(Hex, RefusesCapitalsHalfBytesAndAnythingElse) {
  for (const char* wrong : {"AB", "a", "abc", "0x12", "12 34", "zz", "１２"})
    EXPECT_EQ(FromHex(wrong), std::nullopt) << wrong;
}

TEST(Base64, FollowsTheTestVectorsOfRfc4648) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(ToBase64(AsBytes(plain)), encoded);
    const auto decoded = FromBase64(encoded);
    ASSERT_TRUE(decoded) << encoded;
    EXPECT_EQ(AsText(*decoded), plain);
  }
}

TEST(Base64, RefusesTextsThatAreCutOrHoldOtherCharacters) {
  for (const char* wrong : {"Zg", "Zg=", "Zm9v!", "Zm9 v", "====", "Zm-_"}) {
    EXPECT_EQ(FromBase64(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace bianmin::base
