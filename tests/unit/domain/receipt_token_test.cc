#include "kiosk/domain/receipt_token.h"

#include <gtest/gtest.h>

namespace bianmin::domain {
namespace {

class AReceipt : public ::testing::Test {
 protected:
  base::SeededRandom random_{7};
  base::SecretKey city_ = base::SecretKey::New(random_);
  base::SecretKey other_city_ = base::SecretKey::New(random_);
  RecordNumber number_ = RecordNumber::Of(*KioskCode::Parse("JA"), 690'001);
  std::string token_ = ReceiptToken(number_, city_);
};

TEST_F(AReceipt, HasCapitalLettersAndDigitsOnly) {
  EXPECT_EQ(token_.size(), kReceiptTokenCharacters);
  EXPECT_EQ(token_.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), std::string::npos);
  EXPECT_TRUE(IsReceiptToken(token_));
}

TEST_F(AReceipt, IsKnownAtEveryKioskOfItsCityAndAtNoOther) {
  EXPECT_EQ(NumberOfReceipt(token_, city_), number_);
  EXPECT_EQ(NumberOfReceipt(token_, other_city_), std::nullopt);
}

TEST_F(AReceipt, MayBeTypedInSmallLetters) {
  std::string small = token_;
  for (char& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  EXPECT_EQ(NumberOfReceipt(small, city_), number_);
}

TEST_F(AReceipt, WithOneCharacterChangedIsNone) {
  for (std::size_t i = 0; i < token_.size(); ++i) {
    std::string changed = token_;
    changed[i] = changed[i] == '7' ? '8' : '7';
    EXPECT_EQ(NumberOfReceipt(changed, city_), std::nullopt) << "at " << i;
  }
}

TEST_F(AReceipt, OfAnotherNumberHasAnotherProof) {
  const RecordNumber next = RecordNumber::Of(*KioskCode::Parse("JA"), 690'002);
  EXPECT_NE(ReceiptToken(next, city_).substr(13), token_.substr(13));
}

TEST_F(AReceipt, JunkIsNone) {
  for (const std::string& junk :
       {std::string{}, std::string("BM1"), token_ + "0", token_.substr(1), std::string(29, '\0'), std::string(29, 'A')})
    EXPECT_EQ(NumberOfReceipt(junk, city_), std::nullopt);
}

}  // namespace
}  // namespace bianmin::domain
