// A resident's signature with a finger: the pad it is written on, and how it is shown again.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"

namespace bianmin::ui {
namespace {

constexpr Millimetres kInk{1.6};
constexpr float kHeight = 0.4F;      // of the pad's width
constexpr float kMostOfPage = 0.5F;  // of the page's height, so that the question and what is pressed stay in sight
constexpr float kLine = 0.78F;       // where one writes on, of the pad's height

void DrawInk(Canvas& c, std::span<const Point> points, const Rect& pad) {
  std::vector<Point> way;
  way.reserve(points.size());
  for (const Point& p : points) way.push_back({pad.x + p.x * pad.width, pad.y + p.y * pad.width});
  if (!way.empty()) c.Curve(way, c.theme.ink, c.Px(kInk));
}

void DrawPaper(Canvas& c, const Rect& pad, Colour edge, float thickness) {
  c.Fill(pad, c.theme.card, c.Radius());
  c.Outline(pad, edge, thickness, c.Radius());
  const float y = std::round(pad.y + pad.height * kLine);
  c.Line({pad.x + c.Unit(6), y}, {pad.Right() - c.Unit(6), y}, c.theme.hairline, c.Hairline());
}

}  // namespace

std::optional<std::vector<Point>> Frame::SignaturePad(std::string_view id, const SignatureSpec& spec) {
  Canvas& c = canvas_;
  const float height = std::round(std::min(c.flow.Width() * kHeight, body_.height * kMostOfPage));
  const Rect place = c.flow.Take({c.flow.Width(), height, c.Unit(4), c.Unit(4)});
  c.flow.MarkControl();
  const float width = std::min(place.width, height / kHeight);
  const Rect pad{place.x + std::round((place.width - width) / 2), place.y, width, height};
  c.Control({.id = id, .text = spec.hint, .colours = {c.theme.card, c.theme.ink}}, pad);
  const OnGround on(c, c.theme.card);
  DrawPaper(c, pad, c.theme.accent_ink, c.Unit(0.9));
  const PenStroke finished = c.OfferPad(pad);
  if (spec.strokes.empty() && !c.IsWriting() && finished.empty()) {
    TextStyle style = c.Quiet();
    style.align = Align::Centre;
    c.DrawTextMiddle(spec.hint, style, pad.Inset(c.Unit(6)), id);
  }
  c.PushClip(pad, false);
  for (const std::vector<Point>& stroke : spec.strokes) DrawInk(c, stroke, pad);
  std::vector<Point> now;
  const auto on_pad = [&](const PenPoint& p) {
    return Point{std::clamp((p.at.x - pad.x) / pad.width, 0.0F, 1.0F),
                 std::clamp((p.at.y - pad.y) / pad.width, 0.0F, pad.height / pad.width)};
  };
  if (!finished.empty()) {
    std::transform(finished.begin(), finished.end(), std::back_inserter(now), on_pad);
  } else if (c.IsWriting()) {
    std::transform(c.touch.Pen().begin(), c.touch.Pen().end(), std::back_inserter(now), on_pad);
  }
  DrawInk(c, now, pad);
  c.PopClip();
  if (finished.empty()) return std::nullopt;
  return now;
}

void Frame::SignatureShown(std::span<const std::vector<Point>> strokes, double width) {
  Canvas& c = canvas_;
  const auto wide = static_cast<float>(std::round(c.flow.Width() * width));
  const Rect place = c.flow.Take({wide, std::round(wide * kHeight), c.Unit(2), c.Unit(4)});
  const Rect paper{place.x, place.y, wide, place.height};
  const OnGround on(c, c.theme.card);
  DrawPaper(c, paper, c.theme.hairline, c.Hairline());
  c.PushClip(paper, false);
  for (const std::vector<Point>& stroke : strokes) DrawInk(c, stroke, paper);
  c.PopClip();
}

}  // namespace bianmin::ui
