#include "kiosk/domain/arrival.h"

#include <gtest/gtest.h>

namespace bianmin::domain {
namespace {

class AProofOfArrival : public testing::Test {
 protected:
  base::SeededRandom random_{7};
  base::SecretKey secret_ = base::SecretKey::New(random_);
  base::VerifyKey key_ = base::VerifyKeyOf(secret_);
  ArrivalProof proof_ = Prove({RecordNumber::Of(*KioskCode::Parse("JA"), 690'001), base::Sha256("an event"),
                               *base::ParseUtc("2026-11-22T10:07:28.123Z")},
                              secret_);
  std::string code_ = ArrivalCode(proof_);
};

TEST_F(AProofOfArrival, IsProvenByItsKeyAlone) {
  EXPECT_TRUE(IsProven(proof_, key_));
  EXPECT_FALSE(IsProven(proof_, base::VerifyKeyOf(base::SecretKey::New(random_))));
}

TEST_F(AProofOfArrival, ComesBackFromItsCode) {
  EXPECT_EQ(code_.size(), kArrivalCodeCharacters);
  EXPECT_EQ(code_.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), std::string::npos);
  const auto read = ReadArrivalCode(code_);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->arrival.number, proof_.arrival.number);
  EXPECT_EQ(read->arrival.event, proof_.arrival.event);
  EXPECT_EQ(read->arrival.received, proof_.arrival.received);
  EXPECT_EQ(read->key, proof_.key);
  EXPECT_TRUE(IsProven(*read, key_));
}

TEST_F(AProofOfArrival, MayBeTypedInSmallLettersAndOverSeveralLines) {
  std::string typed;
  for (std::size_t i = 0; i < code_.size(); ++i) {
    typed += static_cast<char>(std::tolower(static_cast<unsigned char>(code_[i])));
    if (i % 20 == 19) typed += "\r\n ";
  }
  const auto read = ReadArrivalCode(typed);
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(IsProven(*read, key_));
}

TEST_F(AProofOfArrival, WithOneCharacterChangedProvesNothing) {
  for (std::size_t i = 0; i < code_.size(); ++i) {
    std::string changed = code_;
    changed[i] = changed[i] == '7' ? '8' : '7';
    const auto read = ReadArrivalCode(changed);
    EXPECT_FALSE(read.ok() && IsProven(*read, key_)) << "at " << i;
  }
}

TEST_F(AProofOfArrival, IsNotReadFromAnythingElse) {
  for (const std::string& wrong : {std::string(), std::string("BM2"), code_.substr(1), code_ + "0",
                                   code_.substr(0, code_.size() - 1), "BM1" + code_.substr(3)}) {
    EXPECT_FALSE(ReadArrivalCode(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace bianmin::domain
