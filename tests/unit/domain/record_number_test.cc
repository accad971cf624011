#include "kiosk/domain/record_number.h"

#include <gtest/gtest.h>

#include <set>

#include "kiosk/base/random.h"
#include "kiosk/domain/city_number.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

constexpr std::size_t kFirstDigit = 2;

KioskCode Kiosk(std::string_view text = "JA") { return KioskCode::Parse(text).value(); }
base::Date Day(std::string_view text) { return base::ParseDate(text).value(); }

// Numbers from everywhere in the range: its ends, and 2,000 between them.
std::vector<RecordNumber> ManyNumbers() {
  std::vector<RecordNumber> numbers{RecordNumber::Of(Kiosk(), 0), RecordNumber::Of(Kiosk("ZZ"), 9'999'999)};
  base::SeededRandom random{20261122};
  for (int i = 0; i < 2000; ++i) {
    numbers.push_back(
        RecordNumber::Of(Kiosk(i % 2 ? "JA" : "PX"), static_cast<std::int64_t>(random.Below(10'000'000))));
  }
  return numbers;
}

TEST(KioskCode, IsTwoCapitalLettersThatAreNotReadAsDigits) {
  EXPECT_TRUE(KioskCode::Parse("JA"));
  for (const char* wrong : {"", "J", "JAB", "ja", "J1", "IA", "JO", "静安"})
    EXPECT_FALSE(KioskCode::Parse(wrong)) << wrong;
}

TEST(RecordNumber, IsReadBackFromEveryFormPeopleWriteItIn) {
  const RecordNumber number = RecordNumber::Of(Kiosk(), 690'001);
  EXPECT_EQ(number.text(), "JA06900013");
  EXPECT_EQ(number.Grouped(), "JA 0690 0013");
  EXPECT_EQ(number.Serial(), 690'001);
  for (const char* typed :
       {"JA06900013", "JA 0690 0013", "ja06900013", " ja-0690-0013 ", "ＪＡ０６９０００１３", "ＪＡ　0690　0013"}) {
    const auto parsed = RecordNumber::Parse(typed);
    ASSERT_TRUE(parsed) << typed;
    EXPECT_EQ(*parsed, number);
  }
}

TEST(RecordNumber, EverySingleWrongDigitIsCaught) {
  for (const RecordNumber& number : ManyNumbers()) {
    for (std::size_t at = kFirstDigit; at < number.text().size(); ++at) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string wrong = number.text();
        if (wrong[at] == digit) continue;
        wrong[at] = digit;
        const auto parsed = RecordNumber::Parse(wrong);
        ASSERT_FALSE(parsed) << number.text() << " read as " << wrong;
        ASSERT_EQ(parsed.error(), InputFault::BadNumber);
      }
    }
  }
}

TEST(RecordNumber, EverySwapOfNeighbouringDigitsIsCaught) {
  int swaps = 0;
  for (const RecordNumber& number : ManyNumbers()) {
    for (std::size_t at = kFirstDigit; at + 1 < number.text().size(); ++at) {
      std::string wrong = number.text();
      if (wrong[at] == wrong[at + 1]) continue;
      std::swap(wrong[at], wrong[at + 1]);
      ASSERT_FALSE(RecordNumber::Parse(wrong)) << number.text() << " read as " << wrong;
      ++swaps;
    }
  }
  EXPECT_GT(swaps, 10'000);
}

TEST(RecordNumber, TheCheckDigitIsTheOnlyOneThatFits) {
  const std::string without = RecordNumber::Of(Kiosk(), 1'234'567).text().substr(0, 9);
  int fitting = 0;
  for (char digit = '0'; digit <= '9'; ++digit) fitting += RecordNumber::Parse(without + digit).ok();
  EXPECT_EQ(fitting, 1);
}

TEST(RecordNumber, WhatIsWrongWithATypedNumberIsSaid) {
  const std::pair<std::string_view, InputFault> cases[] = {{"", InputFault::Missing},
                                                           {"   ", InputFault::Missing},
                                                           {"JA0690001", InputFault::TooShort},
                                                           {"JA069000131", InputFault::TooLong},
                                                           {"JA0690001王", InputFault::BadCharacter},
                                                           {"JA0690001.3", InputFault::BadCharacter},
                                                           {"JI06900013", InputFault::BadNumber},
                                                           {"1A06900013", InputFault::BadNumber},
                                                           {"JA0690001A", InputFault::BadNumber},
                                                           {"JA0690001\xFF", InputFault::NotText}};
  for (const auto& [typed, fault] : cases) {
    const auto parsed = RecordNumber::Parse(typed);
    ASSERT_FALSE(parsed) << typed;
    EXPECT_EQ(parsed.error(), fault) << typed;
  }
}

TEST(Serials, BeginAnewEachDayAndNameIt) {
  EXPECT_EQ(NextSerial(std::nullopt, Day("2025-01-01")), 1);
  EXPECT_EQ(NextSerial(std::nullopt, Day("2026-11-22")), 690'001);
  EXPECT_EQ(NextSerial(690'001, Day("2026-11-22")), 690'002);
  EXPECT_EQ(NextSerial(690'002, Day("2026-11-23")), 691'001);
}

TEST(Serials, NeverRepeatWhenTheClockIsSetBackOrADayIsFull) {
  EXPECT_EQ(NextSerial(690'017, Day("2026-11-20")), 690'018);
  EXPECT_EQ(NextSerial(690'017, Day("1999-01-01")), 690'018);
  EXPECT_EQ(NextSerial(std::nullopt, Day("1999-01-01")), 1);
  EXPECT_EQ(NextSerial(690'999, Day("2026-11-22")), 691'000);
  EXPECT_EQ(NextSerial(691'000, Day("2026-11-23")), 691'001);

  std::set<std::int64_t> given;
  std::optional<std::int64_t> last;
  for (const char* day : {"2026-11-22", "2026-11-23", "2026-11-21", "2026-11-23"}) {
    for (int i = 0; i < kSerialsPerDay + 5; ++i) {
      last = NextSerial(last, Day(day));
      ASSERT_TRUE(given.insert(*last).second) << *last;
    }
  }
}

TEST(RecordNumber, OfTheCityIsNoKiosks) {
  const RecordNumber number = CityNumber(692'001);
  EXPECT_TRUE(number.text().starts_with("OP0692001"));
  EXPECT_TRUE(IsCityNumber(number));
  EXPECT_FALSE(IsCityNumber(RecordNumber::Of(Kiosk(), 692'001)));
  EXPECT_EQ(RecordNumber::Parse(number.Grouped()).value(), number);
  EXPECT_EQ(number.Serial(), 692'001);
  EXPECT_FALSE(KioskCode::Parse("OP"));
  for (char digit = '0'; digit <= '9'; ++digit) {
    std::string text = number.text();
    if (text.back() == digit) continue;
    text.back() = digit;
    EXPECT_FALSE(RecordNumber::Parse(text).ok()) << text;
  }
}

}  // namespace
}  // namespace bianmin::domain
