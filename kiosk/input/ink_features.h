#pragma once
// What the recogniser sees of ink: 512 numbers that say how much ink runs in each of eight directions near each of 8 ×
// 8 places (C.-L. Liu and X.-D. Zhou, "Online Japanese character recognition using trajectory-based normalization and
// direction feature extraction", 2006). Neither the order of the strokes nor the lifts between them matter. Used by the
// trainer and the recogniser alike: a change here needs a new model, hence the version. Pure functions, any thread.

#include <array>

#include "kiosk/input/ink.h"

namespace bianmin::input {

inline constexpr int kInkDirections = 8;
inline constexpr int kInkCells = 8;  // along each axis
inline constexpr int kInkFeatures = kInkDirections * kInkCells * kInkCells;
inline constexpr unsigned kInkFeaturesVersion = 1;

using InkFeatures = std::array<float, kInkFeatures>;

// `ink` within the limits of ink.h. A touch without any length counts as a short 丶.
InkFeatures FeaturesOf(const Ink& ink);

// `stroke` as points `step` apart, its ends kept.
InkStroke Resampled(const InkStroke& stroke, float step);

}  // namespace bianmin::input
