#include "kiosk/base/id.h"

#include <gtest/gtest.h>

#include <set>

namespace bianmin::base {
namespace {

using OrderLikeId = Id<struct OrderLikeTag>;

TEST(Uuid, OfVersion7BeginsWithItsTimeAndSortsByIt) {
  SeededRandom random{1};
  const TimePoint moment = ParseUtc("2026-11-22T10:07:28.123Z").value();
  const auto id = OrderLikeId::New(moment, random);
  EXPECT_EQ(id.Text().substr(0, 13), "01a202b9-9b7b");
  EXPECT_EQ(id.Text()[14], '7');
  EXPECT_NE(std::string_view{"89ab"}.find(id.Text()[19]), std::string_view::npos);
  EXPECT_LT(id, OrderLikeId::New(moment + Milliseconds{1}, random));
  EXPECT_LT(id.Text(), OrderLikeId::New(moment + std::chrono::hours{1}, random).Text());
}

TEST(Uuid, OfVersion4SaysNothingAboutWhen) {
  SeededRandom random{1};
  std::set<char> first_digits;
  for (int i = 0; i < 200; ++i) {
    const std::string text = OrderLikeId::NewTimeless(random).Text();
    EXPECT_EQ(text[14], '4');
    first_digits.insert(text[0]);
  }
  EXPECT_EQ(first_digits.size(), 16u);
}

TEST(Uuid, IsReadInItsLowerCaseFormOnly) {
  SeededRandom random{7};
  const auto id = OrderLikeId::NewTimeless(random);
  EXPECT_EQ(OrderLikeId::Parse(id.Text()), id);
  for (const char* wrong : {"", "019aab07-32eb-7000-8000-00000000000", "019AAB07-32eb-7000-8000-000000000000",
                            "019aab07x32eb-7000-8000-000000000000", "{19aab07-32eb-7000-8000-00000000000}",
                            "019aab0732eb-7000-8000-0000-00000000"}) {
    EXPECT_EQ(OrderLikeId::Parse(wrong), std::nullopt) << wrong;
  }
}

TEST(SeededRandom, GivesTheSameNumbersForTheSameSeed) {
  SeededRandom first{42};
  SeededRandom second{42};
  SeededRandom other{43};
  const auto number = first.Next();
  EXPECT_EQ(second.Next(), number);
  EXPECT_NE(other.Next(), number);
}

TEST(Random, BelowReachesEveryNumberEvenlyAndNoneBeyond) {
  SeededRandom random{3};
  std::array<int, 7> hits{};
  for (int i = 0; i < 7000; ++i) ++hits.at(random.Below(7));
  for (int count : hits) EXPECT_NEAR(count, 1000, 150);
  EXPECT_EQ(random.Below(1), 0u);
}

}  // namespace
}  // namespace bianmin::base
