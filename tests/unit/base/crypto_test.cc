#include "kiosk/base/crypto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kContext = "order.phone 0190aaaa-0000-7000-8000-000000000001";

class Crypto : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(StartCrypto()); }

  SeededRandom random_{2026};
  SecretKey key_ = SecretKey::New(random_);
  support::TemporaryFolder folder_;
};

TEST_F(Crypto, AFieldIsReadBackWithItsKeyAndItsPlace) {
  for (const std::string& plain :
       {std::string{}, std::string{"13800138000"}, std::string{"𠮷䶮㛃 👵"}, std::string(5000, 'x')}) {
    const Bytes cipher = EncryptField(key_, plain, kContext, random_);
    const auto read = DecryptField(key_, cipher, kContext);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, plain);
  }
}

TEST_F(Crypto, AFieldMovedToAnotherRowOrColumnDoesNotDecrypt) {
  const Bytes cipher = EncryptField(key_, "13800138000", kContext, random_);
  for (const char* elsewhere :
       {"order.phone 0190aaaa-0000-7000-8000-000000000002", "order.name 0190aaaa-0000-7000-8000-000000000001", ""}) {
    const auto read = DecryptField(key_, cipher, elsewhere);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Corrupt);
  }
}

TEST_F(Crypto, AFieldWithAnyBitChangedOrAnyByteMissingDoesNotDecrypt) {
  const Bytes cipher = EncryptField(key_, "王", kContext, random_);
  for (std::size_t at = 0; at < cipher.size(); ++at) {
    Bytes changed = cipher;
    changed[at] ^= 0x10;
    EXPECT_FALSE(DecryptField(key_, changed, kContext)) << "byte " << at;
    EXPECT_FALSE(DecryptField(key_, std::span{cipher}.first(at), kContext)) << "cut at " << at;
  }
}

TEST_F(Crypto, TheSameTextIsNeverEncryptedToTheSameBytes) {
  EXPECT_NE(EncryptField(key_, "13800138000", kContext, random_), EncryptField(key_, "13800138000", kContext, random_));
}

TEST_F(Crypto, AnotherKeyDoesNotReadTheField) {
  const SecretKey other = SecretKey::New(random_);
  EXPECT_FALSE(DecryptField(other, EncryptField(key_, "王", kContext, random_), kContext));
}

TEST_F(Crypto, KeysForDifferentPurposesAreIndependentAndStable) {
  EXPECT_EQ(key_.For("rating token").Token("JA1"), key_.For("rating token").Token("JA1"));
  EXPECT_NE(key_.For("rating token").Token("JA1"), key_.For("key check").Token("JA1"));
  EXPECT_NE(key_.For("rating token").Token("JA1"), key_.For("rating token").Token("JA2"));
}

TEST_F(Crypto, ASealedTextIsOpenedByTheHolderOfTheSecretHalfOnly) {
  const SealKeys centre = NewSealKeys();
  const SealKeys stranger = NewSealKeys();
  Bytes sealed = Seal(centre.public_key, "王建国 13800138000");
  ASSERT_EQ(OpenSealed(centre.secret_key, sealed).value(), "王建国 13800138000");
  EXPECT_FALSE(OpenSealed(stranger.secret_key, sealed));
  EXPECT_EQ(PublicKeyOf(centre.secret_key), centre.public_key);
  sealed.back() ^= 1;
  EXPECT_FALSE(OpenSealed(centre.secret_key, sealed));
  EXPECT_FALSE(OpenSealed(centre.secret_key, std::span{sealed}.first(47)));
}

TEST_F(Crypto, Sha256FollowsTheStandardsExample) {
  EXPECT_EQ(ToHex(Sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(Crypto, AKeyIsReadFromAFileThatOnlyItsOwnerMayRead) {
  const auto path = folder_ / "field.key";
  ASSERT_TRUE(ReplaceFile(path, key_.Text(), 0600));
  const auto loaded = SecretKey::Load(path.string());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->Text(), key_.Text());
}

TEST_F(Crypto, AKeyThatOthersMayReadIsRefusedWithTheCommandThatCuresIt) {
  const auto path = folder_ / "field.key";
  for (unsigned mode : {0644u, 0640u, 0604u, 0660u}) {
    ASSERT_TRUE(ReplaceFile(path, key_.Text(), mode));
    const auto loaded = SecretKey::Load(path.string());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Refused);
    EXPECT_THAT(loaded.error().message, HasSubstr("chmod 600 " + path.string()));
    EXPECT_THAT(loaded.error().message, ::testing::Not(HasSubstr(key_.Text().substr(0, 8))));
  }
}

TEST_F(Crypto, AFileThatHoldsNoKeyIsNamedWithWhatToDo) {
  const auto path = folder_ / "field.key";
  for (const std::string& content : {std::string{}, std::string{"hello"}, key_.Text().substr(1), key_.Text() + "00"}) {
    ASSERT_TRUE(ReplaceFile(path, content, 0600));
    const auto loaded = SecretKey::Load(path.string());
    ASSERT_FALSE(loaded) << content;
    EXPECT_THAT(loaded.error().message, HasSubstr("bianmin-admin keygen"));
  }
  const auto missing = SecretKey::Load((folder_ / "nowhere.key").string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  EXPECT_THAT(missing.error().message, HasSubstr("nowhere.key"));
  EXPECT_THAT(missing.error().message, HasSubstr("make a key with: bianmin-admin keygen"));
}

TEST_F(Crypto, AKeyMayComeAsASystemdCredential) {
  ASSERT_TRUE(ReplaceFile(folder_ / "bianmin.key", key_.Text(), 0400));
  ASSERT_EQ(setenv("CREDENTIALS_DIRECTORY", folder_.path().c_str(), 1), 0);
  const auto loaded = SecretKey::Load("credential:bianmin.key");
  ASSERT_EQ(unsetenv("CREDENTIALS_DIRECTORY"), 0);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->Text(), key_.Text());

  const auto without = SecretKey::Load("credential:bianmin.key");
  ASSERT_FALSE(without);
  EXPECT_THAT(without.error().message, HasSubstr("LoadCredential="));
}

TEST_F(Crypto, AKeyWithACodeTakesBothToMake) {
  const CodeWork quick{.passes = 1, .bytes = 8192};
  const std::string both = KeyWithCode(key_, "482913", quick)->Text();
  EXPECT_EQ(KeyWithCode(key_, "482913", quick)->Text(), both);
  EXPECT_NE(KeyWithCode(key_, "482914", quick)->Text(), both);
  EXPECT_NE(KeyWithCode(SecretKey::New(random_), "482913", quick)->Text(), both);
  EXPECT_NE(KeyWithCode(key_, "482913", {.passes = 2, .bytes = 8192})->Text(), both);
}

TEST_F(Crypto, AKeyWithACodeIsRefusedRatherThanMadeWithTooLittleMemory) {
  const auto key = KeyWithCode(key_, "482913", {.passes = 1, .bytes = 1024});
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().code, ErrorCode::Unavailable);
}

TEST_F(Crypto, APublicKeyNeedsNoSecrecy) {
  const SealKeys centre = NewSealKeys();
  const auto path = folder_ / "centre.pub";
  ASSERT_TRUE(ReplaceFile(path, ToHex(centre.public_key) + "\n", 0644));
  EXPECT_EQ(LoadPublicKey(path).value(), centre.public_key);
}

}  // namespace
}  // namespace bianmin::base
