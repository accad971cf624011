#include "kiosk/base/signing.h"

#include <gtest/gtest.h>

namespace bianmin::base {
namespace {

class ASignature : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(StartCrypto().ok()); }

  SeededRandom random_{11};
  SecretKey operator_ = SecretKey::New(random_);
  PublicKey known_ = SigningKeyOf(operator_);
};

TEST_F(ASignature, IsKnownByThePublicHalfAlone) {
  EXPECT_TRUE(IsSignedBy(known_, "idle_seconds = 90\n", Sign(operator_, "idle_seconds = 90\n")));
  EXPECT_TRUE(IsSignedBy(known_, "", Sign(operator_, "")));
}

TEST_F(ASignature, IsOfTheseBytesAndThisSignerOnly) {
  Signature signature = Sign(operator_, "idle_seconds = 90\n");
  EXPECT_FALSE(IsSignedBy(known_, "idle_seconds = 91\n", signature));
  EXPECT_FALSE(IsSignedBy(SigningKeyOf(SecretKey::New(random_)), "idle_seconds = 90\n", signature));
  signature.back() ^= 1;
  EXPECT_FALSE(IsSignedBy(known_, "idle_seconds = 90\n", signature));
}

// RFC 8032, 7.1, the second test: a key whose secret half is not ours to make.
TEST_F(ASignature, IsThatOfTheStandard) {
  const auto bytes = FromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  std::array<std::uint8_t, 32> seed{};
  std::copy(bytes->begin(), bytes->end(), seed.begin());
  const SecretKey key{seed};
  EXPECT_EQ(ToHex(SigningKeyOf(key)), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(ToHex(Sign(key, "\x72")),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

}  // namespace
}  // namespace bianmin::base
