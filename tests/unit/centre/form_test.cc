#include "sync/centre/form.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kiosk/domain/open311_limits.h"

namespace bianmin::centre {
namespace {

using base::ErrorCode;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(ReadForm, UnescapesNamesAndValues) {
  const auto form = ReadForm("service_code=home.repair&description=%E6%B0%B4+%E7%AE%A1%0A%26&empty=&flag&&a%5Bb%5D=1");
  ASSERT_TRUE(form.ok()) << form.error().message;
  EXPECT_THAT(*form, ElementsAre(Pair("a[b]", "1"), Pair("description", "水 管\n&"), Pair("empty", ""),
                                 Pair("flag", ""), Pair("service_code", "home.repair")));
  EXPECT_THAT(*ReadForm(""), IsEmpty());
  EXPECT_EQ(FieldOf(*form, "flag"), "");
  EXPECT_EQ(FieldOf(*form, "missing"), "");
}

TEST(ReadForm, RefusesWhatCouldBeReadInTwoWays) {
  for (const char* wrong : {"a=%4", "a=%", "a=%zz", "%=1", "a=1&a=2", "=1", "a=%FF", "a=%ED%A0%80"}) {
    const auto form = ReadForm(wrong);
    ASSERT_FALSE(form.ok()) << wrong;
    EXPECT_EQ(form.error().code, ErrorCode::Invalid) << wrong;
  }
}

TEST(ReadForm, HasALimitForFieldsAndBytes) {
  std::string fields;
  for (std::size_t i = 0; i < domain::kMaxFormFields; ++i) fields += fmt::format("f{}=1&", i);
  EXPECT_EQ(ReadForm(fields)->size(), domain::kMaxFormFields);
  EXPECT_EQ(ReadForm(fields + "one=more").error().code, ErrorCode::TooLarge);
  const std::string full = "a=" + std::string(domain::kMaxFormBytes - 2, 'x');
  EXPECT_TRUE(ReadForm(full).ok());
  EXPECT_EQ(ReadForm(full + "x").error().code, ErrorCode::TooLarge);
}

TEST(ListOf, LeavesOutWhatIsEmpty) {
  EXPECT_THAT(ListOf("a, b,,c ,"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(ListOf(" ,"), IsEmpty());
}

}  // namespace
}  // namespace bianmin::centre
