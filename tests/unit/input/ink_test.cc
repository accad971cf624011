#include "kiosk/input/ink.h"

#include <gtest/gtest.h>

#include <limits>

namespace bianmin::input {
namespace {

using std::chrono::milliseconds;

constexpr float kPad = 800;

TouchedStroke Line(InkPoint from, InkPoint to, int begin_ms, int end_ms) {
  TouchedStroke stroke;
  for (int i = 0; i <= 10; ++i) {
    const float part = static_cast<float>(i) / 10;
    stroke.push_back({{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part},
                      milliseconds(begin_ms + (end_ms - begin_ms) * i / 10)});
  }
  return stroke;
}

TEST(CleanInk, AFingerThatThePanelLostForAMomentWasNotLifted) {
  const Ink ink = CleanInk({Line({100, 100}, {300, 100}, 0, 200), Line({310, 100}, {500, 100}, 259, 400)}, kPad);
  ASSERT_EQ(ink.size(), 1U);
  EXPECT_EQ(ink[0].front(), (InkPoint{100, 100}));
  EXPECT_EQ(ink[0].back(), (InkPoint{500, 100}));
}

TEST(CleanInk, AFingerAwayForTheWholeGapWasLifted) {
  EXPECT_EQ(CleanInk({Line({100, 100}, {300, 100}, 0, 200), Line({310, 100}, {500, 100}, 260, 400)}, kPad).size(), 2U);
}

TEST(CleanInk, AFastWriterWhoGoesElsewhereBeginsANewStroke) {
  EXPECT_EQ(CleanInk({Line({100, 100}, {300, 100}, 0, 200), Line({100, 400}, {300, 400}, 240, 400)}, kPad).size(), 2U);
}

TEST(CleanInk, ABounceAtTheEndOfAStrokeIsNoStroke) {
  const TouchedStroke bounce{{{305, 102}, milliseconds(300)}, {{306, 102}, milliseconds(310)}};
  EXPECT_EQ(CleanInk({Line({100, 100}, {300, 100}, 0, 200), bounce}, kPad).size(), 1U);
}

TEST(CleanInk, ADotThatIsMeantStays) {
  const TouchedStroke quick_far_away{{{600, 600}, milliseconds(300)}, {{600, 600}, milliseconds(310)}};
  const TouchedStroke slow_and_near{{{305, 102}, milliseconds(300)}, {{306, 102}, milliseconds(400)}};
  EXPECT_EQ(CleanInk({Line({100, 100}, {300, 100}, 0, 200), quick_far_away}, kPad).size(), 2U);
  EXPECT_EQ(CleanInk({Line({100, 100}, {300, 100}, 0, 200), slow_and_near}, kPad).size(), 2U);
}

TEST(CleanInk, AnEmptyPadGivesNoInk) {
  EXPECT_TRUE(CleanInk({}, kPad).empty());
  EXPECT_TRUE(CleanInk({TouchedStroke{}}, kPad).empty());
}

TEST(BoundedInk, PlacesThatAreNoneAreDropped) {
  const float none = std::numeric_limits<float>::quiet_NaN();
  const float endless = std::numeric_limits<float>::infinity();
  const Ink ink = BoundedInk({{{none, 1}, {1, 2}, {3, endless}, {1, 2}, {4, 5}, {2e6F, 1}}, {{none, none}}, {}});
  ASSERT_EQ(ink.size(), 1U);
  EXPECT_EQ(ink[0], (InkStroke{{1, 2}, {4, 5}}));
}

TEST(BoundedInk, KeepsAsManyPointsAsAreAllowedAndThinsOneMore) {
  InkStroke stroke;
  for (std::size_t i = 0; i < kMostInkPoints; ++i) stroke.push_back({static_cast<float>(i), 0});
  EXPECT_EQ(BoundedInk({stroke})[0], stroke);
  stroke.push_back({static_cast<float>(kMostInkPoints), 0});
  const Ink thinned = BoundedInk({stroke});
  EXPECT_EQ(thinned[0].size(), kMostInkPoints);
  EXPECT_EQ(thinned[0].front(), stroke.front());
  EXPECT_EQ(thinned[0].back(), stroke.back());
}

TEST(BoundedInk, KeepsAsManyStrokesAsAreAllowedAndNoMore) {
  Ink ink(kMostInkStrokes, InkStroke{{0, 0}, {1, 1}});
  EXPECT_EQ(BoundedInk(ink).size(), kMostInkStrokes);
  ink.push_back({{5, 5}});
  EXPECT_EQ(BoundedInk(ink), Ink(kMostInkStrokes, InkStroke{{0, 0}, {1, 1}}));
}

}  // namespace
}  // namespace bianmin::input
