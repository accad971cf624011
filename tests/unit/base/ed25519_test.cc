#include "kiosk/base/ed25519.h"

#include <gtest/gtest.h>

namespace bianmin::base {
namespace {

SecretKey SecretOf(std::string_view hex) {
  std::array<std::uint8_t, SecretKey::kBytes> bytes{};
  const Bytes read = *FromHex(hex);
  std::copy(read.begin(), read.end(), bytes.begin());
  return SecretKey(bytes);
}

// RFC 8032, section 7.1, test 2.
TEST(Ed25519, IsTheOneOfTheStandard) {
  const SecretKey secret = SecretOf("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  EXPECT_EQ(ToHex(VerifyKeyOf(secret)), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(ToHex(Sign(secret, "\x72")),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Ed25519, HoldsForThisTextAndThisKeyAlone) {
  SeededRandom random{7};
  const SecretKey secret = SecretKey::New(random);
  const VerifyKey key = VerifyKeyOf(secret);
  const Signature signature = Sign(secret, "a text");
  EXPECT_TRUE(IsSignedBy(key, "a text", signature));
  EXPECT_FALSE(IsSignedBy(key, "a text.", signature));
  EXPECT_FALSE(IsSignedBy(VerifyKeyOf(SecretKey::New(random)), "a text", signature));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    Signature changed = signature;
    changed[i] ^= 1;
    EXPECT_FALSE(IsSignedBy(key, "a text", changed)) << i;
  }
}

}  // namespace
}  // namespace bianmin::base
