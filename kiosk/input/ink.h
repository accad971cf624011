#pragma once
// Ink: what a finger wrote, as strokes of points. CleanInk makes it from what a touch panel reports, which loses
// contact for a moment in the middle of a stroke, bounces, and reports the same place again and again; BoundedInk holds
// it to the limits below. Used by the writing pad (through kiosk/app) and by the recogniser. Pure functions, any
// thread.

#include <chrono>
#include <cstddef>
#include <vector>

namespace bianmin::input {

struct InkPoint {
  float x = 0;  // any unit, the same for both axes
  float y = 0;  // down
  friend bool operator==(const InkPoint&, const InkPoint&) = default;
};
using InkStroke = std::vector<InkPoint>;
using Ink = std::vector<InkStroke>;

// The most complicated character of everyday use has 36 strokes; a resident may also write it in pieces.
inline constexpr std::size_t kMostInkStrokes = 64;
// Of one stroke, after it was thinned: a panel that reports 120 times a second for a minute gives 7,200.
inline constexpr std::size_t kMostInkPoints = 512;

// One place that the panel reported, with the time since any fixed moment.
struct TouchedPoint {
  InkPoint place;
  std::chrono::milliseconds at{0};
};
using TouchedStroke = std::vector<TouchedPoint>;  // from touching the glass to leaving it, in the order of time

// A finger away from the glass for less than this has not been lifted: the panel lost it. The times of fast writers
// between two strokes begin at about 80 ms.
inline constexpr std::chrono::milliseconds kTouchGap{60};
// A contact shorter than this is a bounce when it is also short in space and another stroke is there.
inline constexpr std::chrono::milliseconds kBounceTime{25};

// `size` is the width of the writing pad, in the unit of the points. Joins strokes over gaps under kTouchGap whose ends
// lie within an eighth of the pad, drops bounces, and returns BoundedInk of what is left.
Ink CleanInk(const std::vector<TouchedStroke>& touched, float size);

// `ink` within the limits: points that are no numbers, repeated points and empty strokes dropped; a stroke of more than
// kMostInkPoints thinned evenly, its ends kept; strokes past kMostInkStrokes dropped.
Ink BoundedInk(const Ink& ink);

// Left, top, right and bottom of all points; zeros when there are none.
struct InkBox {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
};
InkBox BoxOf(const Ink& ink);

}  // namespace bianmin::input
