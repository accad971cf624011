// The test of the touch panel: cells over the whole glass, edges and corners too, that fill where a finger is seen.
#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/base/check.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

constexpr Millimetres kCell{20};
constexpr int kMostAcross = 200;
// Between two places at which a drag was seen the cells were reached too; but not over a longer way than this, in
// cells: a finger is reported every 10 ms or so, and a panel that jumps about must not pass for a sound one.
constexpr float kLongestStride = 3;

// Cells and pixels.
class Glass {
 public:
  Glass(PixelSize pixels, TouchCells cells)
      : cells_(cells),
        width_(static_cast<float>(pixels.width) / static_cast<float>(cells.columns)),
        height_(static_cast<float>(pixels.height) / static_cast<float>(cells.rows)) {}

  [[nodiscard]] std::size_t At(Point p) const {
    const int column = std::clamp(static_cast<int>(p.x / width_), 0, cells_.columns - 1);
    const int row = std::clamp(static_cast<int>(p.y / height_), 0, cells_.rows - 1);
    return static_cast<std::size_t>(row * cells_.columns + column);
  }
  [[nodiscard]] Rect Cell(std::size_t index) const {
    const auto row = static_cast<float>(index / static_cast<std::size_t>(cells_.columns));
    const auto column = static_cast<float>(index % static_cast<std::size_t>(cells_.columns));
    const float x = std::floor(column * width_);
    const float y = std::floor(row * height_);
    return {x, y, std::floor((column + 1) * width_) - x, std::floor((row + 1) * height_) - y};
  }
  // Steps from `from` to `to` that miss no cell; 1 when the way is too long to have been a drag.
  [[nodiscard]] int Steps(Point from, Point to) const {
    const float way = std::max(std::abs(to.x - from.x) / width_, std::abs(to.y - from.y) / height_);
    return way > kLongestStride ? 1 : std::max(1, static_cast<int>(std::ceil(way * 4)));
  }

 private:
  TouchCells cells_;
  float width_;
  float height_;
};

std::vector<std::size_t> NewlyReached(const Glass& glass, const std::vector<Point>& path,
                                      const std::vector<bool>& reached) {
  std::vector<std::size_t> fresh;
  const auto reach = [&](Point at) {
    const std::size_t cell = glass.At(at);
    if (!reached[cell] && std::find(fresh.begin(), fresh.end(), cell) == fresh.end()) fresh.push_back(cell);
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Point from = path[i == 0 ? 0 : i - 1];
    const Point to = path[i];
    const int steps = glass.Steps(from, to);
    for (int step = 1; step <= steps; ++step) {
      const float part = static_cast<float>(step) / static_cast<float>(steps);
      reach({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
    }
  }
  return fresh;
}

// The card in the middle; drawn from its texts' sizes, so that its place is known before it is.
struct MiddleCard {
  Rect rect;
  TextBlock title;
  TextBlock text;
  float button_width = 0;
};

MiddleCard LayOutCard(const Canvas& c, const TouchGridSpec& spec) {
  const PixelSize pixels = c.metrics.Pixels();
  const float pad = c.Unit(8);
  const float most = static_cast<float>(pixels.width) - 2 * c.Px(c.metrics.Margin()) - 2 * pad;
  MiddleCard card;
  const float room = std::min(most, c.Em() * 22);
  card.title = c.Layout(spec.title, c.Ink(TextRole::Question, true), room);
  card.text = c.Layout(spec.text, c.Ink(), room);
  card.button_width = std::min(room, ButtonWidth(c, spec.button, Icon::Check, c.Unit(12)));
  const float width = std::max({card.title.width, card.text.width, card.button_width}) + 2 * pad;
  const float height = card.title.height + card.text.height + c.Unit(10) + TallButton(c) + 2 * pad;
  card.rect = {std::round((static_cast<float>(pixels.width) - width) / 2),
               std::round((static_cast<float>(pixels.height) - height) / 2), width, height};
  return card;
}

bool DrawCard(Canvas& c, const TouchGridSpec& spec, const MiddleCard& card) {
  const OnGround on(c, c.theme.card);
  c.Card(card.rect, c.theme.card, c.Radius());
  const float pad = c.Unit(8);
  const Rect inner = card.rect.Inset(pad);
  TextStyle title = c.Ink(TextRole::Question, true);
  title.align = Align::Centre;
  TextStyle text = c.Ink();
  text.align = Align::Centre;
  c.DrawText(card.title, spec.title, title, {inner.x, inner.y, inner.width, card.title.height});
  const float text_top = inner.y + card.title.height + c.Unit(3);
  c.DrawText(card.text, spec.text, text, {inner.x, text_top, inner.width, card.text.height});
  const Rect button{std::round(inner.Centre().x - card.button_width / 2), inner.Bottom() - TallButton(c),
                    card.button_width, TallButton(c)};
  return DrawButton(c, std::string(spec.id) + ".finish", spec.button, Icon::Check, button, PrimaryLook(c), true);
}

void DrawFinger(Canvas& c, Point at) {
  const PixelSize pixels = c.metrics.Pixels();
  const float thin = std::max(2.0F, c.metrics.Px(Millimetres{0.6}));
  const Colour ink = c.theme.danger.ground;
  c.Line({0, at.y}, {static_cast<float>(pixels.width), at.y}, ink, thin);
  c.Line({at.x, 0}, {at.x, static_cast<float>(pixels.height)}, ink, thin);
  c.Ring(at, c.metrics.Px(Millimetres{8}), ink, 2 * thin);
}

}  // namespace

TouchCells Frame::CellsOfGlass() const {
  const Metrics& m = canvas_.metrics;
  const auto across = [&](int pixels) {
    return std::clamp(static_cast<int>(std::round(m.Mm(static_cast<float>(pixels)).value / kCell.value)), 2,
                      kMostAcross);
  };
  return {across(m.Pixels().width), across(m.Pixels().height)};
}

TouchGridAnswer Frame::TouchGrid(const TouchGridSpec& spec) {
  Canvas& c = canvas_;
  const std::size_t count = static_cast<std::size_t>(spec.cells.columns) * static_cast<std::size_t>(spec.cells.rows);
  CHECK(spec.cells.columns > 0 && spec.cells.rows > 0 && spec.reached.size() == count);
  const PixelSize pixels = c.metrics.Pixels();
  c.memory.Enter(spec.id);
  c.inventory.page = spec.id;
  c.touch.OfferBody({}, false);
  (void)c.touch.TakeScroll(c.now, false);  // nothing scrolls here, and the next page must not by it

  const Glass glass(pixels, spec.cells);
  TouchGridAnswer answer;
  answer.reached = NewlyReached(glass, c.touch.FingerPath(), spec.reached);
  c.Fill({0, 0, static_cast<float>(pixels.width), static_cast<float>(pixels.height)}, c.theme.page);
  for (std::size_t i = 0; i < count; ++i) {
    const Rect cell = glass.Cell(i);
    if (spec.reached[i]) c.Fill(cell, c.theme.accent.ground);
    c.Outline(cell, spec.reached[i] ? c.theme.accent_soft.ground : c.theme.control_border, c.Hairline());
  }
  const MiddleCard card = LayOutCard(c, spec);
  const std::optional<Point> finger = c.touch.FingerNow();
  // The card gives way to a finger that tests the cells under it; whoever presses on the card keeps it.
  if (!finger || card.rect.Contains(c.touch.FingerStart())) answer.finished = DrawCard(c, spec, card);
  if (finger) DrawFinger(c, *finger);
  if (!answer.reached.empty()) c.acted = true;
  return answer;
}

}  // namespace bianmin::ui
