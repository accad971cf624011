#include "sync/centre/order_numbers.h"

#include <gtest/gtest.h>

#include "kiosk/domain/city_number.h"
#include "kiosk/domain/limits.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::centre {
namespace {

using domain::kMostCitySerial;
using support::kMondayMorning;

TEST(TheNumbersOfTheCity, EndWithTheirLast) {
  const auto last = NextCityNumber(kMostCitySerial - 1, kMondayMorning);
  ASSERT_TRUE(last.ok()) << last.error().message;
  EXPECT_EQ(last->Serial(), kMostCitySerial);
  EXPECT_TRUE(domain::IsCityNumber(*last));
  const auto none = NextCityNumber(kMostCitySerial, kMondayMorning);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, base::ErrorCode::TooLarge);
}

TEST(TheNumbersOfTheCity, EndWithTheLastDayThatFourDigitsCanName) {
  const auto day = base::FromLocal({.date = *base::ParseDate("2025-01-01")});
  constexpr std::int64_t kDays = (kMostCitySerial + 1) / domain::kSerialsPerDay;
  const auto first_of_last_day = NextCityNumber(std::nullopt, day + std::chrono::days{kDays - 1});
  ASSERT_TRUE(first_of_last_day.ok()) << first_of_last_day.error().message;
  EXPECT_EQ(first_of_last_day->Serial(), (kDays - 1) * domain::kSerialsPerDay + 1);
  EXPECT_EQ(NextCityNumber(std::nullopt, day + std::chrono::days{kDays}).error().code, base::ErrorCode::TooLarge);
}

}  // namespace
}  // namespace bianmin::centre
