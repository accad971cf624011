#include "kiosk/domain/kiosk_name.h"

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using testing::HasSubstr;

TEST(KioskName, HasTwoSpellings) {
  constexpr const char* kSource = "urn:bianmin:demo-city:jingan:k01";
  EXPECT_EQ(KioskName::Parse("demo-city/jingan/k01")->Source(), kSource);
  EXPECT_EQ(KioskName::Parse(kSource)->Login(), "demo-city/jingan/k01");
  EXPECT_EQ(KioskName::Parse(kSource)->Source(), kSource);
}

TEST(KioskName, AnythingElseIsToldWhatItMustLookLike) {
  for (const char* wrong : {"", "k01", "a/b", "a/b/c/d", "A/b/c", "a//c", "a/b c/d", "a/静安/c", "urn:bianmin:a:b",
                            "urn:bianmin:a:b:c:d", "urn:other:a:b:c", "a:b:c"}) {
    const auto name = KioskName::Parse(wrong);
    ASSERT_FALSE(name) << wrong;
    EXPECT_THAT(name.error().message, HasSubstr("demo-city/jingan/k01"));
  }
}

// As the protocol has it (sync/openapi.yaml); the settings of both programs read their names by the same limit.
TEST(KioskName, EachPartHasAtMostThirtyTwoCharacters) {
  const std::string longest(kMaxKioskNamePartCharacters, 'a');
  EXPECT_EQ(longest.size(), 32U);
  EXPECT_TRUE(KioskName::Parse(longest + "/" + longest + "/" + longest).ok());
  EXPECT_FALSE(KioskName::Parse("a/b/" + longest + "a").ok());
}

}  // namespace
}  // namespace bianmin::domain
