#include "kiosk/domain/kiosk_scope.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace bianmin::domain {
namespace {

constexpr std::string_view kKiosk = "urn:bianmin:demo-city:jingan:k01";

KioskScope ScopeOf(std::string_view text) { return KioskScope::Parse(text).value(); }

TEST(AScope, IsTheFrontOfAName) {
  EXPECT_EQ(ScopeOf("").SourcePrefix(), "urn:bianmin");
  EXPECT_EQ(ScopeOf("demo-city").SourcePrefix(), "urn:bianmin:demo-city");
  EXPECT_EQ(ScopeOf("demo-city/jingan/k01").SourcePrefix(), kKiosk);
  EXPECT_EQ(ScopeOf("").Depth(), 0);
  EXPECT_EQ(ScopeOf("demo-city/jingan").Depth(), 2);
}

TEST(AScope, CoversWhoseNamesBeginWithItAndNobodyWhoseNameOnlyLooksAlike) {
  for (const char* text : {"", "demo-city", "demo-city/jingan", "demo-city/jingan/k01"}) {
    EXPECT_TRUE(ScopeOf(text).Covers(kKiosk)) << text;
  }
  for (const char* text : {"demo", "demo-city/jing", "demo-city/jingan/k0", "demo-city/jingan/k02", "other-city"}) {
    EXPECT_FALSE(ScopeOf(text).Covers(kKiosk)) << text;
  }
}

TEST(AScope, IsOneOfFourThatAKioskBelongsTo) {
  const std::vector<KioskScope> all{ScopeOf(""), ScopeOf("demo-city"), ScopeOf("demo-city/jingan"),
                                    ScopeOf("demo-city/jingan/k01")};
  EXPECT_EQ(KioskScope::Of(kKiosk), all);
  EXPECT_EQ(KioskScope::Of("somebody else"), std::vector{KioskScope{}});
}

TEST(AScope, IsRefusedWhenItIsNoName) {
  const std::string longest(32, 'a');
  EXPECT_TRUE(KioskScope::Parse(fmt::format("{}/b/c", longest)).ok());
  for (const std::string& text :
       {std::string("/"), std::string("a/"), std::string("/a"), std::string("a//b"), std::string("a/b/c/d"),
        std::string("A"), std::string("urn:bianmin:a"), longest + "a"}) {
    const auto refused = KioskScope::Parse(text);
    ASSERT_FALSE(refused.ok()) << text;
    EXPECT_NE(refused.error().message.find("CITY/CENTRE"), std::string::npos);
  }
}

}  // namespace
}  // namespace bianmin::domain
