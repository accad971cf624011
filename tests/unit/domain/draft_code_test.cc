#include "kiosk/domain/draft_code.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>

namespace bianmin::domain {
namespace {

std::optional<InputFault> FaultOf(std::string_view text) {
  const auto code = DraftCode::Parse(text);
  return code ? std::nullopt : std::optional{code.error()};
}

TEST(DraftCode, IsReadBackFromEveryFormPeopleTypeItIn) {
  for (const char* typed : {"482913", "482 913", " 482-913 ", "４８２９１３", "482　913"}) {
    const auto code = DraftCode::Parse(typed);
    ASSERT_TRUE(code) << typed;
    EXPECT_EQ(code->digits(), "482913");
    EXPECT_EQ(code->Grouped(), "482 913");
  }
}

TEST(DraftCode, IsSixDigitsAndNothingElse) {
  EXPECT_EQ(FaultOf(""), InputFault::Missing);
  EXPECT_EQ(FaultOf("48291"), InputFault::TooShort);
  EXPECT_EQ(FaultOf("4829135"), InputFault::TooLong);
  EXPECT_EQ(FaultOf("48291O"), InputFault::BadCharacter);
  EXPECT_EQ(FaultOf("48\xFF"), InputFault::NotText);
}

TEST(DraftCode, CanBeReadAloudAndCopied) {
  base::SeededRandom random{20261125};
  std::set<std::string> codes;
  for (int i = 0; i < 5000; ++i) {
    const DraftCode code = DraftCode::New(random);
    const std::string& digits = code.digits();
    ASSERT_EQ(digits.size(), 6u);
    ASSERT_NE(digits.front(), '0') << digits;
    for (std::size_t at = 2; at < digits.size(); ++at)
      ASSERT_FALSE(digits[at] == digits[at - 1] && digits[at] == digits[at - 2]) << digits;
    ASSERT_EQ(DraftCode::Parse(code.Grouped()).value(), code);
    codes.insert(digits);
  }
  // Evenly drawn from 866,781 codes, 5,000 have about 14 pairs among them.
  EXPECT_GT(codes.size(), 4950u);
}

TEST(DraftCode, AnyFirstDigitButZeroComesAsOften) {
  base::SeededRandom random{7};
  std::map<char, int> firsts;
  for (int i = 0; i < 9000; ++i) ++firsts[DraftCode::New(random).digits().front()];
  ASSERT_EQ(firsts.size(), 9u);
  for (const auto& [digit, count] : firsts) EXPECT_NEAR(count, 1000, 150) << digit;
}

}  // namespace
}  // namespace bianmin::domain
