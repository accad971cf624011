#include "kiosk/ui/flow.h"

#include <gtest/gtest.h>

namespace bianmin::ui {
namespace {

constexpr Flow::Wish Block(float height, float before = 0, float after = 0) { return {50, height, before, after}; }

TEST(Flow, BlocksFollowEachOtherWithTheLargerOfTheirSpaces) {
  Memory memory;
  Flow flow(memory);
  flow.Start(10, 100, 20);
  EXPECT_EQ(flow.Take(Block(30, 8, 5)), (Rect{10, 20, 100, 30})) << "nothing above the first";
  EXPECT_EQ(flow.Take(Block(30, 9, 0)), (Rect{10, 59, 100, 30}));
}

TEST(Flow, AGridGivesEveryCellOfARowTheHeightOfTheHighest) {
  Memory memory;
  memory.Enter("page");
  Rect low;
  Rect high;
  Rect next_row;
  for (int pass = 0; pass < 2; ++pass) {
    Flow flow(memory);
    flow.Start(0, 110, 0);
    flow.OpenGrid("g", {2}, 10, {}, 0);
    low = flow.Take(Block(20));
    high = flow.Take(Block(40));
    next_row = flow.Take(Block(15));
    flow.CloseGrid(0);
    EXPECT_EQ(flow.Y(), 65);
  }
  EXPECT_EQ(low, (Rect{0, 0, 50, 40}));
  EXPECT_EQ(high, (Rect{60, 0, 50, 40}));
  EXPECT_EQ(next_row, (Rect{0, 50, 50, 15}));
}

TEST(Flow, AGridOfTwoAboveThreeFillsThePage) {
  Memory memory;
  memory.Enter("page");
  Rect last;
  for (int pass = 0; pass < 2; ++pass) {
    Flow flow(memory);
    flow.Start(0, 320, 0);
    flow.OpenGrid("g", {2, 3}, 10, {.until = 210}, 0);
    for (int i = 0; i < 5; ++i) last = flow.Take(Block(20));
    flow.CloseGrid(0);
  }
  EXPECT_EQ(last, (Rect{220, 110, 100, 100}));
}

TEST(Flow, AGridThatCannotFitKeepsItsNaturalHeights) {
  Memory memory;
  memory.Enter("page");
  Rect last;
  for (int pass = 0; pass < 2; ++pass) {
    Flow flow(memory);
    flow.Start(0, 100, 0);
    flow.OpenGrid("g", {1}, 10, {.until = 50}, 0);
    for (int i = 0; i < 5; ++i) last = flow.Take(Block(30));
    flow.CloseGrid(0);
  }
  EXPECT_EQ(last, (Rect{0, 160, 100, 30}));
}

TEST(Flow, TheWidthThatIsToldIsTheWidthThatIsGiven) {
  Memory memory;
  memory.Enter("page");
  Flow flow(memory);
  flow.Start(0, 320, 0);
  flow.OpenGrid("g", {1, 2, 3}, 10, {}, 0);
  for (int i = 0; i < 6; ++i) {
    const float told = flow.Width();
    EXPECT_EQ(flow.Take(Block(20)).width, told) << "cell " << i;
  }
  flow.CloseGrid(0);
}

TEST(Flow, AGridStretchesNoFurtherThanItsTallestRow) {
  Memory memory;
  memory.Enter("page");
  Rect last;
  for (int pass = 0; pass < 2; ++pass) {
    Flow flow(memory);
    flow.Start(0, 100, 0);
    flow.OpenGrid("g", {1}, 10, {.until = 500, .tallest = 60}, 0);
    for (int i = 0; i < 2; ++i) last = flow.Take(Block(30));
    flow.CloseGrid(0);
  }
  EXPECT_EQ(last, (Rect{0, 70, 100, 60}));
}

TEST(Flow, ButtonsInARowWrapWhenTheyDoNotFit) {
  Memory memory;
  Flow flow(memory);
  flow.Start(0, 120, 0);
  flow.OpenRow(10, 0);
  EXPECT_EQ(flow.Take(Block(20)), (Rect{0, 0, 50, 20}));
  EXPECT_EQ(flow.Take(Block(20)), (Rect{60, 0, 50, 20}));
  EXPECT_EQ(flow.Take(Block(20)), (Rect{0, 30, 50, 20}));
  EXPECT_EQ(flow.Take({500, 20, 0, 0}).width, 120) << "never wider than the page";
  flow.CloseRow(0);
  EXPECT_EQ(flow.Y(), 80);
}

TEST(Flow, ColumnsStandSideBySideOrOneAfterTheOther) {
  for (const bool is_stacked : {false, true}) {
    Memory memory;
    Flow flow(memory);
    flow.Start(0, 110, 0);
    flow.OpenColumns(60, 40, 10, is_stacked);
    flow.Take(Block(100));
    flow.NextColumn();
    const Rect second = flow.Take(Block(30));
    flow.CloseColumns();
    EXPECT_EQ(second, is_stacked ? (Rect{0, 110, 110, 30}) : (Rect{70, 0, 40, 30}));
    EXPECT_EQ(flow.Y(), is_stacked ? 140 : 100);
  }
}

TEST(Memory, APageStartsAtItsTopUnlessOneWentBackToIt) {
  Memory memory;
  memory.Enter("list");
  memory.SetScroll(300);
  memory.Enter("detail");
  EXPECT_EQ(memory.Scroll(), 0);
  memory.WentBack();
  memory.Enter("list");
  EXPECT_EQ(memory.Scroll(), 300);
  memory.Enter("detail");
  memory.Enter("list");
  EXPECT_EQ(memory.Scroll(), 0);
}

TEST(Memory, MeasuresBelongToOnePage) {
  Memory memory;
  memory.Enter("list");
  memory.SetMeasure("grid", 40);
  EXPECT_EQ(memory.Measure("grid", 0), 40);
  memory.Enter("detail");
  EXPECT_EQ(memory.Measure("grid", 7), 7);
}

}  // namespace
}  // namespace bianmin::ui
