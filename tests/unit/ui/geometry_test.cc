#include "kiosk/ui/geometry.h"

#include <gtest/gtest.h>

namespace bianmin::ui {
namespace {

constexpr PixelSize kFullHd{1920, 1080};

// The table of the standards: body em, target and gap by text step.
TEST(Metrics, KeepsTheSizesOfTheStandards) {
  struct Row {
    TextStep step;
    double body, target, gap;
  };
  for (const Row& row : {Row{TextStep::Standard, 8.7, 12.7, 2.54}, Row{TextStep::Elder, 10.0, 16, 4},
                         Row{TextStep::ExtraLarge, 12.9, 16, 4}}) {
    const Metrics metrics(kFullHd, Millimetres{476}, row.step);
    for (const TextRole role :
         {TextRole::Note, TextRole::Body, TextRole::Question, TextRole::Title, TextRole::Figure}) {
      EXPECT_GE(metrics.Em(role).value, row.body);
      EXPECT_GE(metrics.LineSpacing(role), 1.3);
    }
    EXPECT_GE(metrics.Target().value, row.target);
    EXPECT_GE(metrics.Gap().value, row.gap);
    EXPECT_GE(metrics.LineSpacing(TextRole::Body), 1.5);
  }
}

TEST(Metrics, AMillimetreIsAsLongOnEveryPanel) {
  // 21.5 inch: 0.248 mm a pixel; 32 inch: 0.369; 15.6 inch: 0.179.
  EXPECT_EQ(Metrics(kFullHd, Millimetres{476}, TextStep::Standard).Px(Millimetres{100}), 403);
  EXPECT_EQ(Metrics(kFullHd, Millimetres{708}, TextStep::Standard).Px(Millimetres{100}), 271);
  EXPECT_EQ(Metrics(kFullHd, Millimetres{344}, TextStep::Standard).Px(Millimetres{100}), 558);
  const Metrics metrics(kFullHd, Millimetres{476}, TextStep::Standard);
  EXPECT_NEAR(metrics.Mm(metrics.Px(Millimetres{100})).value, 100, 0.2);
}

TEST(Metrics, TheFigureIsTheLargestTextAndTheBodyGrowsWithTheStep) {
  const Metrics standard(kFullHd, Millimetres{476}, TextStep::Standard);
  const Metrics elder(kFullHd, Millimetres{476}, TextStep::Elder);
  const Metrics largest(kFullHd, Millimetres{476}, TextStep::ExtraLarge);
  EXPECT_GT(standard.Em(TextRole::Figure), standard.Em(TextRole::Title));
  EXPECT_GT(standard.Em(TextRole::Title), standard.Em(TextRole::Question));
  EXPECT_LT(standard.Em(TextRole::Body), elder.Em(TextRole::Body));
  EXPECT_LT(elder.Em(TextRole::Body), largest.Em(TextRole::Body));
}

TEST(Metrics, APanelFacesTheWayOfItsLongerSide) {
  EXPECT_EQ(Metrics({1920, 1080}, Millimetres{476}, TextStep::Standard).Facing(), Orientation::Landscape);
  EXPECT_EQ(Metrics({1080, 1920}, Millimetres{268}, TextStep::Standard).Facing(), Orientation::Portrait);
}

TEST(Rect, MeetsAndContains) {
  const Rect a{0, 0, 10, 10};
  EXPECT_EQ(a.Intersect({5, 5, 10, 10}), (Rect{5, 5, 5, 5}));
  EXPECT_TRUE(a.Intersect({10, 0, 5, 5}).IsEmpty());
  EXPECT_TRUE(a.Contains(Rect{0, 0, 10, 10}));
  EXPECT_FALSE(a.Contains(Rect{0, 0, 11, 10}));
  EXPECT_TRUE(a.Contains(Point{0, 0}));
  EXPECT_FALSE(a.Contains(Point{10, 0}));
}

}  // namespace
}  // namespace bianmin::ui
