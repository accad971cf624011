#include "kiosk/domain/heartbeat.h"

#include <gtest/gtest.h>

#include "kiosk/domain/fleet_limits.h"

namespace bianmin::domain {
namespace {

TEST(AVersion, IsReadWrittenAndCompared) {
  EXPECT_EQ(Version::Parse("0.20.3").value().Text(), "0.20.3");
  EXPECT_LT(*Version::Parse("0.9.9"), *Version::Parse("0.10.0"));
  EXPECT_LT(*Version::Parse("1.2.3"), *Version::Parse("2.0.0"));
  EXPECT_EQ(*Version::Parse("1.2.3"), (Version{{1, 2, 3}}));
}

TEST(AVersion, OfAnotherFormIsNone) {
  for (const char* text :
       {"", "1", "1.2", "1.2.", "1.2.3.4", "1..3", ".1.2", "1.2.3-rc1", "v1.2.3", "1.2.-3", " 1.2.3"}) {
    EXPECT_FALSE(Version::Parse(text)) << text;
  }
  const std::string longest(kMaxVersionDigits, '9');
  EXPECT_TRUE(Version::Parse("1.2." + longest));
  EXPECT_FALSE(Version::Parse("1.2." + longest + "9"));
  EXPECT_FALSE(Version::Parse(longest + "9.2.1"));
}

TEST(APrintersCondition, ComesBackFromItsWord) {
  for (const char* word : {"unknown", "ready", "paper_low", "paper_out", "trouble", "none"}) {
    EXPECT_EQ(WireName(ParsePrinterCondition(word).value()), word);
  }
  EXPECT_FALSE(ParsePrinterCondition("on fire"));
}

}  // namespace
}  // namespace bianmin::domain
