#include "kiosk/ui/paging.h"

#include <gtest/gtest.h>

namespace bianmin::ui {
namespace {

// Tiles of this height, one under the other with a gap of 10.
std::vector<Piece> Tiles(int count, float height) {
  std::vector<Piece> pieces;
  for (int i = 0; i < count; ++i) {
    const float top = static_cast<float>(i) * (height + 10);
    pieces.push_back({.top = top, .bottom = top + height, .is_control = true});
  }
  return pieces;
}

std::vector<float> Starts(const std::vector<Leaf>& leaves) {
  std::vector<float> starts;
  for (const Leaf& leaf : leaves) starts.push_back(leaf.from);
  return starts;
}

TEST(Leaves, APageThatFitsIsOne) {
  EXPECT_EQ(DivideIntoLeaves(Tiles(3, 100), {.height = 320}).size(), 1u);
  EXPECT_EQ(DivideIntoLeaves(Tiles(3, 100), {.height = 319}).size(), 2u)
      << "one pixel less and the last one is not whole";
}

TEST(Leaves, APageWithoutAnythingIsOneToo) { EXPECT_EQ(DivideIntoLeaves({}, {.height = 100}).size(), 1u); }

TEST(Leaves, NothingIsCutAndNothingIsLeftOut) {
  const auto leaves = DivideIntoLeaves(Tiles(7, 100), {.height = 250});
  EXPECT_EQ(Starts(leaves), (std::vector<float>{0, 220, 440, 660}));
  EXPECT_EQ(leaves[0].clip_to, 215) << "in the middle of the gap";
  EXPECT_EQ(leaves[1].clip_from, 215);
}

TEST(Leaves, AHeadingGoesWithWhatItNames) {
  std::vector<Piece> pieces = Tiles(2, 100);
  pieces.push_back({.top = 220, .bottom = 250, .keeps_next = true});
  pieces.push_back({.top = 260, .bottom = 360, .is_control = true});
  EXPECT_EQ(Starts(DivideIntoLeaves(pieces, {.height = 300})), (std::vector<float>{0, 220}));
}

TEST(Leaves, ALongTextGoesOnBetweenTwoLines) {
  const std::vector<Piece> pieces{{.top = 0, .bottom = 50}, {.top = 60, .bottom = 660, .line = 30, .first_line = 0}};
  const auto leaves = DivideIntoLeaves(pieces, {.height = 250});
  EXPECT_EQ(Starts(leaves), (std::vector<float>{0, 60, 300, 540})) << "whole first, then line by line";
  EXPECT_EQ(leaves[1].clip_to, 300);
  EXPECT_EQ(leaves[2].clip_from, 300);
}

TEST(Leaves, ColumnsBreakWhereNeitherIsCut) {
  std::vector<Piece> pieces = Tiles(3, 100);    // 0, 110, 220
  pieces.push_back({.top = 0, .bottom = 150});  // beside them
  pieces.push_back({.top = 160, .bottom = 300});
  EXPECT_EQ(Starts(DivideIntoLeaves(pieces, {.height = 250})), (std::vector<float>{0, 110}))
      << "the second tile and the second text would be cut, and the first text is longer than its neighbour";
}

TEST(Leaves, ControlsBeginNoHigherThanAsked) {
  std::vector<Piece> pieces{{.top = 0, .bottom = 60, .keeps_next = true}};
  for (Piece tile : Tiles(4, 100)) {
    tile.top += 70;
    tile.bottom += 70;
    pieces.push_back(tile);
  }
  const auto leaves = DivideIntoLeaves(pieces, {.height = 400, .first_control = 150});
  ASSERT_EQ(Starts(leaves), (std::vector<float>{0, 290}));
  EXPECT_EQ(leaves[0].drop, 80);
  EXPECT_EQ(leaves[1].drop, 150);
}

TEST(Leaves, ALeafOfTextAloneNeedsNoDrop) {
  const std::vector<Piece> pieces{{.top = 0, .bottom = 380}, {.top = 390, .bottom = 490, .is_control = true}};
  const auto leaves = DivideIntoLeaves(pieces, {.height = 400, .first_control = 150});
  ASSERT_EQ(Starts(leaves), (std::vector<float>{0, 390}));
  EXPECT_EQ(leaves[0].drop, 0);
  EXPECT_EQ(leaves[1].drop, 150);
}

TEST(Leaves, WhatFitsNoLeafStillEnds) {
  const std::vector<Piece> pieces{{.top = 0, .bottom = 1000}};
  EXPECT_EQ(DivideIntoLeaves(pieces, {.height = 300}).size(), 4u);
}

TEST(Leaves, APlaceIsOnTheLeafThatBeganLast) {
  const auto leaves = DivideIntoLeaves(Tiles(7, 100), {.height = 250});
  EXPECT_EQ(LeafAt(leaves, -50), 0u);
  EXPECT_EQ(LeafAt(leaves, 219), 0u);
  EXPECT_EQ(LeafAt(leaves, 220), 1u);
  EXPECT_EQ(LeafAt(leaves, 5000), 3u);
}

}  // namespace
}  // namespace bianmin::ui
