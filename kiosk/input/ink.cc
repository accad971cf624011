#include "kiosk/input/ink.h"

#include <algorithm>
#include <cmath>

namespace bianmin::input {
namespace {

constexpr float kFarthest = 1e6F;      // beyond it a coordinate is a fault of the driver
constexpr float kGapReach = 1.0F / 8;  // of the pad: how far a finger can slide while the panel has lost it
constexpr float kBounceReach = 0.02F;  // of the pad

bool IsPlace(InkPoint point) {
  return std::isfinite(point.x) && std::isfinite(point.y) && std::abs(point.x) <= kFarthest &&
         std::abs(point.y) <= kFarthest;
}

float Distance(InkPoint a, InkPoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool IsBounce(const TouchedStroke& stroke, float size) {
  if (stroke.back().at - stroke.front().at >= kBounceTime) return false;
  return std::all_of(stroke.begin(), stroke.end(), [&](const TouchedPoint& point) {
    return Distance(point.place, stroke.front().place) <= size * kBounceReach;
  });
}

// A dot that a person means lasts longer than a bounce or stands away from where the last stroke ended.
bool IsBounceAfter(const TouchedStroke& last, const TouchedStroke& stroke, float size) {
  return IsBounce(stroke, size) && Distance(last.back().place, stroke.front().place) <= size * kGapReach;
}

InkStroke Thinned(const InkStroke& stroke) {
  if (stroke.size() <= kMostInkPoints) return stroke;
  InkStroke thinned;
  thinned.reserve(kMostInkPoints);
  for (std::size_t i = 0; i < kMostInkPoints; ++i) {
    thinned.push_back(stroke[i * (stroke.size() - 1) / (kMostInkPoints - 1)]);
  }
  return thinned;
}

}  // namespace

Ink CleanInk(const std::vector<TouchedStroke>& touched, float size) {
  std::vector<TouchedStroke> joined;
  for (const TouchedStroke& reported : touched) {
    TouchedStroke stroke;
    std::copy_if(reported.begin(), reported.end(), std::back_inserter(stroke),
                 [](const TouchedPoint& point) { return IsPlace(point.place); });
    if (stroke.empty()) continue;
    if (!joined.empty()) {
      TouchedStroke& last = joined.back();
      const bool is_near = Distance(last.back().place, stroke.front().place) <= size * kGapReach;
      if (is_near && stroke.front().at - last.back().at < kTouchGap) {
        last.insert(last.end(), stroke.begin(), stroke.end());
        continue;
      }
      if (IsBounceAfter(last, stroke, size)) continue;
    }
    joined.push_back(std::move(stroke));
  }
  Ink ink;
  for (const TouchedStroke& stroke : joined) {
    InkStroke& places = ink.emplace_back();
    for (const TouchedPoint& point : stroke) places.push_back(point.place);
  }
  return BoundedInk(ink);
}

Ink BoundedInk(const Ink& ink) {
  Ink bounded;
  for (const InkStroke& stroke : ink) {
    if (bounded.size() == kMostInkStrokes) break;
    InkStroke places;
    for (const InkPoint point : stroke) {
      if (IsPlace(point) && (places.empty() || !(places.back() == point))) places.push_back(point);
    }
    if (!places.empty()) bounded.push_back(Thinned(places));
  }
  return bounded;
}

InkBox BoxOf(const Ink& ink) {
  InkBox box;
  bool is_first = true;
  for (const InkStroke& stroke : ink) {
    for (const InkPoint point : stroke) {
      if (is_first) box = {point.x, point.y, point.x, point.y};
      is_first = false;
      box.left = std::min(box.left, point.x);
      box.right = std::max(box.right, point.x);
      box.top = std::min(box.top, point.y);
      box.bottom = std::max(box.bottom, point.y);
    }
  }
  return box;
}

}  // namespace bianmin::input
