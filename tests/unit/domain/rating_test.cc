#include "kiosk/domain/rating.h"

#include <gtest/gtest.h>

#include <set>

namespace bianmin::domain {
namespace {

RatedVisit Visit(std::string ticket, std::string visit_id = "") {
  return {"window_2", base::ParseDate("2026-11-22").value(), std::move(ticket), std::move(visit_id)};
}

RecordNumber Number(std::int64_t serial) { return RecordNumber::Of(KioskCode::Parse("JA").value(), serial); }

TEST(Grade, IsOneToFiveStarsAndBadBelowThree) {
  EXPECT_FALSE(Grade::Of(0));
  EXPECT_FALSE(Grade::Of(6));
  for (int stars = 1; stars <= 5; ++stars) {
    ASSERT_TRUE(Grade::Of(stars));
    EXPECT_EQ(Grade::Of(stars)->stars(), stars);
    EXPECT_EQ(Grade::Of(stars)->IsBad(), stars <= 2) << stars;
  }
}

TEST(Grades, NeedOnlyTheOverallOne) {
  const Grades grades{*Grade::Of(4), std::nullopt, *Grade::Of(5), std::nullopt};
  EXPECT_EQ(grades.Of(Dimension::Overall), Grade::Of(4));
  EXPECT_EQ(grades.Of(Dimension::Timeliness), std::nullopt);
  EXPECT_EQ(grades.Of(Dimension::Professionalism), Grade::Of(5));
  EXPECT_EQ(grades.Of(Dimension::Attitude), std::nullopt);
  std::set<std::string_view> names;
  for (Dimension dimension : kDimensions) names.insert(WireName(dimension));
  EXPECT_EQ(names, (std::set<std::string_view>{"overall", "timeliness", "professionalism", "attitude"}));
}

TEST(SpentToken, IsTheSameForTheSameVisitHoweverTheTicketIsTyped) {
  const std::string source = TokenSource(Visit("A012"));
  EXPECT_EQ(TokenSource(Visit("a012")), source);
  EXPECT_EQ(TokenSource(Visit("A 012")), source);
  EXPECT_EQ(TokenSource(Visit("A-012", "another id")), source);
}

TEST(SpentToken, DiffersBetweenOrdersVisitsDaysAndWindows) {
  RatedVisit other_day = Visit("A012");
  other_day.date = base::ParseDate("2026-11-23").value();
  RatedVisit other_window = Visit("A012");
  other_window.window_code = "window_1";
  const std::set<std::string> sources{TokenSource(RatedOrder{Number(1)}),
                                      TokenSource(RatedOrder{Number(2)}),
                                      TokenSource(Visit("A012")),
                                      TokenSource(Visit("A013")),
                                      TokenSource(other_day),
                                      TokenSource(other_window),
                                      TokenSource(Visit("", "one")),
                                      TokenSource(Visit("", "two")),
                                      TokenSource(Visit("", "A012"))};
  EXPECT_EQ(sources.size(), 9u);
}

}  // namespace
}  // namespace bianmin::domain
