#include "kiosk/wire/front_page.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>

#include "kiosk/domain/limits.h"

namespace bianmin::wire {
namespace {

constexpr const char* kPage =
    R"({"protocol":"v1","time":"2026-11-22T10:07:28Z","epoch":"e1","count":1024,"high":"0000000000001031","new":1})";

std::string With(std::string_view what, std::string_view instead) {
  std::string page = kPage;
  page.replace(page.find(what), what.size(), instead);
  return page;
}

TEST(AFrontPage, TellsWhatTheCentreHolds) {
  const auto holding = ReadFrontPage(kPage);
  ASSERT_TRUE(holding);
  EXPECT_EQ(holding->epoch, "e1");
  EXPECT_EQ(holding->count, 1024);
  EXPECT_EQ(holding->high, 1031);
}

std::string WithKeys(std::string_view keys) { return With("\"new\":1", fmt::format("\"arrival_keys\":[{}]", keys)); }

TEST(AFrontPage, NamesTheKeysByWhichTheCentreSigns) {
  EXPECT_TRUE(ReadFrontPage(kPage)->arrival_keys.empty());
  base::VerifyKey key{};
  key.fill(7);
  const std::string one = fmt::format(R"({{"name":"n","key":"{}"}})", base::ToBase64(key));
  const auto read = ReadFrontPage(WithKeys(one));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->arrival_keys.size(), 1u);
  EXPECT_EQ(read->arrival_keys[0], key);
  std::string most = one;
  for (std::size_t i = 1; i < domain::kMaxArrivalKeys; ++i) most += "," + one;
  EXPECT_TRUE(ReadFrontPage(WithKeys(most)));
  for (const std::string& wrong : {most + "," + one, std::string("7"), std::string("{}"),
                                   std::string(R"({"key":"AAAA"})"), std::string(R"({"key":"?"})")}) {
    EXPECT_FALSE(ReadFrontPage(WithKeys(wrong))) << wrong;
  }
}

TEST(AFrontPage, OfAnotherKindIsRefused) {
  for (const std::string& page :
       {std::string(), std::string("[]"), std::string("<html>sign in"), With("\"v1\"", "\"v2\""),
        With("\"e1\"", "\"\""), With("\"e1\"", "7"), With("1024", "-1"), With("1024", "\"many\""),
        With("0000000000001031", "10 31"), With("\"high\"", "\"low\"")}) {
    EXPECT_FALSE(ReadFrontPage(page)) << page;
  }
}

TEST(AFrontPage, CountsUpToTheLargestNumberAndNotPastIt) {
  constexpr const char* kCounts = R"({"protocol":"v1","epoch":"e1","count":)";
  constexpr const char* kHigh = R"(,"high":"0000000000001031"})";
  const auto largest = ReadFrontPage(std::string(kCounts) + "9223372036854775807" + kHigh);
  ASSERT_TRUE(largest.ok());
  EXPECT_EQ(largest->count, std::numeric_limits<std::int64_t>::max());
  EXPECT_FALSE(ReadFrontPage(std::string(kCounts) + "9223372036854775808" + kHigh).ok());
}

}  // namespace
}  // namespace bianmin::wire
