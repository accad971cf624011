#include "sync/centre/open311_query.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kiosk/domain/open311_limits.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre::open311 {
namespace {

using namespace std::chrono_literals;
using base::ErrorCode;
using support::kMondayMorning;
using support::NumberOf;
using testing::ElementsAre;
using testing::HasSubstr;

base::Result<OrderFilter> Read(const std::string& query) { return ReadFilter(ReadForm(query).value(), kMondayMorning); }
base::TimePoint At(const char* text) { return base::ParseUtc(text).value(); }

TEST(Open311Filter, IsTheLastNinetyDaysUnlessSomethingElseIsAsked) {
  const auto filter = Read("api_key=x&jurisdiction_id=city&extensions=true&locale=zh");
  ASSERT_TRUE(filter.ok()) << filter.error().message;
  EXPECT_EQ(filter->to, kMondayMorning);
  EXPECT_EQ(filter->from, kMondayMorning - domain::kMaxOpen311Span);
  EXPECT_EQ(filter->limit, domain::kUsualOpen311Page);
  EXPECT_EQ(filter->offset, 0U);
  EXPECT_FALSE(filter->status);
  EXPECT_TRUE(filter->services.empty() && filter->numbers.empty());
}

TEST(Open311Filter, OneDateSpansNinetyDaysAndTwoMayBeSoFarApart) {
  const auto start = Read("start_date=2026-09-01T00:00:00Z");
  EXPECT_EQ(start->from, At("2026-09-01T00:00:00Z"));
  EXPECT_EQ(start->to, At("2026-11-30T00:00:00Z"));
  EXPECT_EQ(Read("end_date=2026-09-01T00:00:00Z")->from, At("2026-06-03T00:00:00Z"));
  EXPECT_TRUE(Read("start_date=2026-06-03T00:00:00Z&end_date=2026-09-01T00:00:00Z").ok());
  const auto longer = Read("start_date=2026-06-03T00:00:00Z&end_date=2026-09-01T00:00:00.001Z");
  EXPECT_THAT(longer.error().message, HasSubstr("90 days"));
  EXPECT_FALSE(Read("start_date=2026-09-02T00:00:00Z&end_date=2026-09-01T00:00:00Z").ok());
}

TEST(Open311Filter, ReadsTimesWithAnOffset) {
  EXPECT_EQ(ParseMoment("2026-11-22T08:00:00+08:00"), At("2026-11-22T00:00:00Z"));
  EXPECT_EQ(ParseMoment("2026-11-22T08:00:00 08:00"), At("2026-11-22T00:00:00Z")) << "a plus that was not escaped";
  EXPECT_EQ(ParseMoment("2026-11-21T19:30:00.5-04:30"), At("2026-11-22T00:00:00.5Z"));
  for (const char* wrong : {"", "yesterday", "2026-11-22", "2026-11-22T08:00:00", "2026-11-22T08:00:00+8:00",
                            "2026-11-22T08:00:00+24:00", "2026-11-22T08:00:00+08:60", "2026-11-22T08:00:00Z+08:00"}) {
    EXPECT_FALSE(ParseMoment(wrong)) << wrong;
  }
}

TEST(Open311Filter, TakesListsUpToTheirLimits) {
  EXPECT_THAT(Read("service_code=b,a,b")->services, ElementsAre("a", "b"));
  EXPECT_THAT(Read("service_request_id=ja0690-0013," + NumberOf(2))->numbers, ElementsAre("JA06900013", NumberOf(2)));
  EXPECT_EQ(Read("service_request_id=JA06900014").error().code, ErrorCode::NotFound) << "no check digit";
  std::string numbers;
  for (std::size_t i = 0; i < domain::kMaxOpen311Numbers; ++i) numbers += "," + NumberOf(1);
  EXPECT_TRUE(Read("service_request_id=" + numbers).ok());
  EXPECT_FALSE(Read("service_request_id=" + numbers + "," + NumberOf(1)).ok());
  std::string services;
  for (std::size_t i = 0; i < domain::kMaxOpen311Services; ++i) services += fmt::format("s{},", i);
  EXPECT_TRUE(Read("service_code=" + services).ok());
  EXPECT_FALSE(Read("service_code=" + services + "more").ok());
}

TEST(Open311Filter, KnowsTwoStates) {
  EXPECT_EQ(Read("status=open")->status, OrderStatus::Open);
  EXPECT_EQ(Read("status=closed")->status, OrderStatus::Closed);
  EXPECT_FALSE(Read("status=closed,open")->status) << "both";
  EXPECT_EQ(Read("status=accepted").error().code, ErrorCode::Invalid);
}

TEST(Open311Filter, PagesLieWithinTheLimits) {
  EXPECT_EQ(Read("page=3&page_size=20")->offset, 40U);
  EXPECT_EQ(Read(fmt::format("page_size={}", domain::kMaxOpen311Page))->limit, domain::kMaxOpen311Page);
  EXPECT_FALSE(Read(fmt::format("page_size={}", domain::kMaxOpen311Page + 1)).ok());
  const auto deepest = domain::kMaxOpen311Rows / 200;
  EXPECT_TRUE(Read(fmt::format("page={}&page_size=200", deepest)).ok());
  EXPECT_FALSE(Read(fmt::format("page={}&page_size=200", deepest + 1)).ok());
  for (const char* wrong : {"page=0", "page=-1", "page=x", "page_size=0", "page=1.5"}) EXPECT_FALSE(Read(wrong).ok());
}

TEST(Open311Filter, AMisspeltOneDoesNotTellEverything) { EXPECT_FALSE(Read("state=open").ok()); }

}  // namespace
}  // namespace bianmin::centre::open311
