#include "kiosk/ui/geometry.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/base/check.h"

namespace bianmin::ui {
namespace {

struct StepSizes {
  double note, body, question, title, figure;  // em
  double target, gap, unit;
};

// By TextStep. Body, target and gap are the numbers of the standards named in geometry.h; a note is as large as the
// body because a resident must be able to read it too.
constexpr std::array<StepSizes, 3> kSteps = {{
    {8.7, 8.7, 12.0, 14.0, 22.0, 12.7, 2.54, 1.0},
    {10.0, 10.0, 13.5, 15.5, 24.0, 16.0, 4.0, 1.1},
    {12.9, 12.9, 16.0, 18.0, 26.0, 16.0, 4.0, 1.2},
}};

const StepSizes& SizesOf(TextStep step) { return kSteps[static_cast<std::size_t>(step)]; }

}  // namespace

bool Rect::Contains(const Rect& other, float tolerance) const {
  return other.x >= x - tolerance && other.y >= y - tolerance && other.Right() <= Right() + tolerance &&
         other.Bottom() <= Bottom() + tolerance;
}

Rect Rect::Intersect(const Rect& other) const {
  const float left = std::max(x, other.x);
  const float top = std::max(y, other.y);
  const float right = std::min(Right(), other.Right());
  const float bottom = std::min(Bottom(), other.Bottom());
  if (right <= left || bottom <= top) return {left, top, 0, 0};
  return {left, top, right - left, bottom - top};
}

Metrics::Metrics(PixelSize pixels, Millimetres panel_width, TextStep step)
    : pixels_(pixels), px_per_mm_(pixels.width / panel_width.value), step_(step) {
  CHECK(pixels.width > 0 && pixels.height > 0 && panel_width.value > 0);
}

Metrics Metrics::At(TextStep step) const {
  Metrics other = *this;
  other.step_ = step;
  return other;
}

Orientation Metrics::Facing() const {
  return pixels_.width >= pixels_.height ? Orientation::Landscape : Orientation::Portrait;
}

bool Metrics::IsTall() const {
  return Facing() == Orientation::Portrait && Mm(static_cast<float>(pixels_.height)) >= kTallPanel;
}

float Metrics::ReachFrom() const {
  constexpr double kAbove = 0.45;
  return static_cast<float>(std::ceil(pixels_.height * kAbove));
}

float Metrics::Px(Millimetres length) const { return static_cast<float>(std::round(length.value * px_per_mm_)); }

Millimetres Metrics::Em(TextRole role) const {
  const StepSizes& sizes = SizesOf(step_);
  switch (role) {
    case TextRole::Note:
      return Millimetres{sizes.note};
    case TextRole::Body:
      return Millimetres{sizes.body};
    case TextRole::Question:
      return Millimetres{sizes.question};
    case TextRole::Title:
      return Millimetres{sizes.title};
    case TextRole::Figure:
      return Millimetres{sizes.figure};
  }
  return Millimetres{sizes.body};
}

double Metrics::LineSpacing(TextRole role) const {
  switch (role) {
    case TextRole::Note:
    case TextRole::Body:
      return 1.5;
    case TextRole::Question:
      return 1.4;
    case TextRole::Title:
    case TextRole::Figure:
      return 1.35;
  }
  return 1.5;
}

Millimetres Metrics::Target() const { return Millimetres{SizesOf(step_).target}; }
Millimetres Metrics::Gap() const { return Millimetres{SizesOf(step_).gap}; }
Millimetres Metrics::Margin() const { return Millimetres{Facing() == Orientation::Landscape ? 16.0 : 12.0}; }
Millimetres Metrics::Unit(double units) const { return Millimetres{SizesOf(step_).unit * units}; }

std::string_view Name(TextStep step) {
  switch (step) {
    case TextStep::Standard:
      return "standard";
    case TextStep::Elder:
      return "elder";
    case TextStep::ExtraLarge:
      return "extra_large";
  }
  return "standard";
}

}  // namespace bianmin::ui
