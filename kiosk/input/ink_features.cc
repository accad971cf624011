#include "kiosk/input/ink_features.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bianmin::input {
namespace {

constexpr int kField = 64;          // ink is brought into a field of 64 × 64
constexpr float kMargin = 4;        // around the ink, so that the outermost cells see it whole
constexpr float kDot = 4;           // the length that a touch without any length is given, in both directions
constexpr float kLongest = 4096;    // of all ink in the field; what is longer is scribble, and looked at less finely
constexpr float kThin = 0.15F;      // narrower than this, ink stays thin: 一 and 丨 must not become blocks
constexpr int kShades = 4;          // places told apart within one unit of the field
constexpr float kWidening = 1.25F;  // of the Gaussian, over what sampling theory asks for

// How much ink at one place counts for each of the eight cells of an axis.
using CellWeights = std::array<std::array<float, kInkCells>, kField * kShades>;

CellWeights MakeCellWeights() {
  CellWeights weights{};
  const float step = static_cast<float>(kField) / kInkCells;
  const float sigma = std::numbers::sqrt2_v<float> * step / std::numbers::pi_v<float> * kWidening;
  for (int place = 0; place < kField * kShades; ++place) {
    for (int cell = 0; cell < kInkCells; ++cell) {
      const float away = (static_cast<float>(place) + 0.5F) / kShades - (static_cast<float>(cell) + 0.5F) * step;
      weights[place][cell] = std::exp(-away * away / (2 * sigma * sigma));
    }
  }
  return weights;
}

const CellWeights& Weights() {
  static const CellWeights kWeights = MakeCellWeights();
  return kWeights;
}

// Into the field, in the middle, its longer side filling it. The shorter one is stretched: people write the same
// character flat or tall (aspect-adaptive normalisation).
Ink InField(const Ink& ink) {
  const InkBox box = BoxOf(ink);
  constexpr float kSide = kField - 2 * kMargin;
  const float width = std::max(box.width(), 1e-3F);
  const float height = std::max(box.height(), 1e-3F);
  const float ratio = std::min(width, height) / std::max(width, height);
  const float shorter =
      kSide * (ratio < kThin ? 2 * ratio : std::sqrt(std::sin(std::numbers::pi_v<float> / 2 * ratio)));
  const float scale_x = (width >= height ? kSide : shorter) / width;
  const float scale_y = (height >= width ? kSide : shorter) / height;
  Ink field = ink;
  for (InkStroke& stroke : field) {
    for (InkPoint& point : stroke) {
      point.x = kField / 2.0F + (point.x - (box.left + box.right) / 2) * scale_x;
      point.y = kField / 2.0F + (point.y - (box.top + box.bottom) / 2) * scale_y;
    }
    if (stroke.size() == 1) stroke.push_back({stroke.front().x + kDot, stroke.front().y + kDot});
  }
  return field;
}

float LengthOf(const Ink& ink) {
  float length = 0;
  for (const InkStroke& stroke : ink) {
    for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
      length += std::hypot(stroke[i + 1].x - stroke[i].x, stroke[i + 1].y - stroke[i].y);
    }
  }
  return length;
}

float& Along(InkPoint& point, bool vertical) { return vertical ? point.y : point.x; }

// Spreads dense parts and squeezes empty ones, so that the ink that runs across the axis is everywhere equally thick:
// 辶 wide or narrow then gives the same features.
void EqualiseDensity(Ink& ink, bool vertical) {
  std::array<float, kField> across{};
  float lowest = kField;
  float highest = 0;
  float total = 0;
  for (const InkStroke& stroke : ink) {
    for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
      const float place = vertical ? stroke[i].y : stroke[i].x;
      const float amount = std::abs(vertical ? stroke[i + 1].x - stroke[i].x : stroke[i + 1].y - stroke[i].y);
      lowest = std::min(lowest, place);
      highest = std::max(highest, place);
      across[static_cast<std::size_t>(std::clamp(static_cast<int>(place), 0, kField - 1))] += amount;
      total += amount;
    }
  }
  if (highest - lowest < kField * 0.25F || total <= 0) return;

  constexpr int kReach = 6;
  static const std::array<float, kReach + 1> kSmoothing = [] {
    std::array<float, kReach + 1> weights{};
    for (int i = 0; i <= kReach; ++i) weights[i] = std::exp(-static_cast<float>(i * i) / 18);
    return weights;
  }();
  const int first = std::clamp(static_cast<int>(lowest), 0, kField - 1);
  const int last = std::clamp(static_cast<int>(highest), 0, kField - 1);
  std::array<float, kField> smooth{};
  float mean = 0;
  for (int i = first; i <= last; ++i) {
    float weight = 0;
    for (int j = std::max(0, i - kReach); j <= std::min(kField - 1, i + kReach); ++j) {
      smooth[i] += kSmoothing[std::abs(i - j)] * across[j];
      weight += kSmoothing[std::abs(i - j)];
    }
    smooth[i] /= weight;
    mean += smooth[i] / static_cast<float>(last - first + 1);
  }
  std::array<float, kField + 1> until{};
  for (int i = first; i <= last; ++i) until[i + 1] = until[i] + smooth[i] + mean;
  const float scale = static_cast<float>(last + 1 - first) / until[last + 1];
  for (InkStroke& stroke : ink) {
    for (InkPoint& point : stroke) {
      float& place = Along(point, vertical);
      const float inside = std::clamp(place, static_cast<float>(first), static_cast<float>(last) + 0.999F);
      const int cell = static_cast<int>(inside);
      const float part = inside - static_cast<float>(cell);
      place = static_cast<float>(first) + (until[cell] + (until[cell + 1] - until[cell]) * part) * scale;
    }
  }
}

void AddInk(InkFeatures& features, int direction, float amount, const std::array<float, kInkCells>& columns,
            const std::array<float, kInkCells>& rows) {
  float* plane = features.data() + direction * kInkCells * kInkCells;
  for (int row = 0; row < kInkCells; ++row) {
    const float weight = amount * rows[row];
    for (int column = 0; column < kInkCells; ++column) plane[row * kInkCells + column] += weight * columns[column];
  }
}

// The step from stroke[i] to stroke[i + 1], split between the two of the eight directions it lies between. The
// direction is taken over a longer chord, which forgives a trembling hand.
void AddStep(InkFeatures& features, const InkStroke& stroke, std::size_t i) {
  const InkPoint from = stroke[i];
  const InkPoint to = stroke[i + 1];
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length < 1e-6F) return;
  const InkPoint before = stroke[i >= 1 ? i - 1 : i];
  const InkPoint after = stroke[std::min(stroke.size() - 1, i + 2)];
  float dx = after.x - before.x;
  float dy = after.y - before.y;
  if (std::hypot(dx, dy) < 1e-6F) {
    dx = to.x - from.x;
    dy = to.y - from.y;
  }
  const float turn = std::atan2(dy, dx) / (2 * std::numbers::pi_v<float>);
  const float direction = (turn < 0 ? turn + 1 : turn) * kInkDirections;
  const int lower = static_cast<int>(direction) % kInkDirections;
  const float part = direction - std::floor(direction);
  const auto shade = [](float place) {
    return static_cast<std::size_t>(std::clamp(static_cast<int>(place * kShades), 0, kField * kShades - 1));
  };
  const auto& columns = Weights()[shade((from.x + to.x) / 2)];
  const auto& rows = Weights()[shade((from.y + to.y) / 2)];
  AddInk(features, lower, length * (1 - part), columns, rows);
  AddInk(features, (lower + 1) % kInkDirections, length * part, columns, rows);
}

}  // namespace

InkStroke Resampled(const InkStroke& stroke, float step) {
  if (stroke.size() < 2) return stroke;
  InkStroke even{stroke.front()};
  InkPoint last = stroke.front();
  float missing = step;  // until the next point
  for (std::size_t i = 1; i < stroke.size(); ++i) {
    float length = std::hypot(stroke[i].x - last.x, stroke[i].y - last.y);
    while (length >= missing && length > 0) {
      const float part = missing / length;
      last = {last.x + (stroke[i].x - last.x) * part, last.y + (stroke[i].y - last.y) * part};
      even.push_back(last);
      length -= missing;
      missing = step;
    }
    missing -= length;
    last = stroke[i];
  }
  if (!(even.back() == stroke.back())) even.push_back(stroke.back());
  return even;
}

InkFeatures FeaturesOf(const Ink& ink) {
  Ink field = InField(ink);
  const float step = std::max(1.0F, LengthOf(field) / kLongest);
  for (InkStroke& stroke : field) stroke = Resampled(stroke, step);
  EqualiseDensity(field, false);
  EqualiseDensity(field, true);
  InkFeatures features{};
  for (const InkStroke& stroke : field) {
    const InkStroke even = Resampled(stroke, step);
    for (std::size_t i = 0; i + 1 < even.size(); ++i) AddStep(features, even, i);
  }
  for (float& feature : features) feature = std::sqrt(feature);
  return features;
}

}  // namespace bianmin::input
