#include "kiosk/base/time.h"

#include <gtest/gtest.h>

namespace bianmin::base {
namespace {

using namespace std::chrono_literals;

TimePoint Utc(std::string_view text) { return ParseUtc(text).value(); }

TEST(UtcText, IsReadAsItWasWritten) {
  for (const char* text : {"2026-11-22T10:07:28.123Z", "1970-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z",
                           "2099-12-31T00:00:00.001Z", "1969-12-31T23:59:59.999Z"}) {
    EXPECT_EQ(FormatUtc(Utc(text)), text);
  }
}

TEST(UtcText, MayLeaveOutTheFractionOrPartOfIt) {
  EXPECT_EQ(Utc("2026-11-22T10:07:28Z"), Utc("2026-11-22T10:07:28.000Z"));
  EXPECT_EQ(Utc("2026-11-22T10:07:28.5Z"), Utc("2026-11-22T10:07:28.500Z"));
  EXPECT_EQ(Utc("2026-11-22T10:07:28.05Z"), Utc("2026-11-22T10:07:28.050Z"));
}

TEST(UtcText, IsRefusedWhenItIsNoTimeOrNotUtc) {
  for (const char* text :
       {"", "2026-11-22", "2026-11-22T10:07:28", "2026-11-22T10:07:28+08:00", "2026-02-29T10:07:28Z",
        "2026-13-01T10:07:28Z", "2026-11-31T10:07:28Z", "2026-11-22T24:00:00Z", "2026-11-22T10:60:00Z",
        "2026-11-22T10:07:60Z", "2026-11-22 10:07:28Z", "2026-11-22T10:07:28.Z", "2026-11-22T10:07:28.1234Z",
        "2026-11-22T1a:07:28Z", "2026-1-22T10:07:28.00Z", "x2026-11-22T10:07:28Z"}) {
    EXPECT_EQ(ParseUtc(text), std::nullopt) << text;
  }
}

TEST(ChinaStandardTime, IsEightHoursAheadAllYear) {
  EXPECT_EQ(ToLocal(Utc("2026-01-15T15:59:59Z")), (LocalTime{Date{std::chrono::year{2026} / 1 / 15}, 23, 59, 59}));
  EXPECT_EQ(ToLocal(Utc("2026-01-15T16:00:00Z")), (LocalTime{Date{std::chrono::year{2026} / 1 / 16}, 0, 0, 0}));
  EXPECT_EQ(ToLocal(Utc("2026-07-15T16:00:00Z")), (LocalTime{Date{std::chrono::year{2026} / 7 / 16}, 0, 0, 0}));
}

TEST(ChinaStandardTime, LeadsBackToTheSameMoment) {
  const TimePoint moment = Utc("2026-12-31T20:30:45Z");
  EXPECT_EQ(FromLocal(ToLocal(moment)), moment);
  EXPECT_EQ(FormatDate(LocalDate(moment)), "2027-01-01");
}

TEST(DateText, IsReadStrictly) {
  EXPECT_EQ(FormatDate(ParseDate("2024-02-29").value()), "2024-02-29");
  for (const char* text : {"", "2026-2-01", "2026-02-30", "2026/02/01", "20260201", "2026-02-01x", "2026-00-10"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

TEST(SystemClock, RunsForward) {
  const Milliseconds first = SystemClock().Steady();
  EXPECT_GE(SystemClock().Steady(), first);
  EXPECT_GT(SystemClock().Now(), Utc("2025-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace bianmin::base
