// Grids, rows, cards and columns of the body.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

std::vector<int> RowsOf(const Canvas& c, const GridSpec& spec) {
  const bool is_landscape = c.metrics.Facing() == Orientation::Landscape;
  const std::vector<int>& wanted = is_landscape ? spec.landscape : spec.portrait;
  const TextStep step = c.metrics.Step();
  // A plain number of columns shrinks as text grows; a pattern such as {2, 3} was drawn for its page.
  if (step == TextStep::ExtraLarge && wanted.size() == 1) return {std::max(1, wanted.front() - 1)};
  if (!wanted.empty()) return wanted;
  const int usual = is_landscape ? 3 : 2;
  const int fewer = step == TextStep::Standard ? usual : usual - 1;
  return {std::max(1, fewer)};
}

}  // namespace

Frame::Frame(Canvas& canvas) : canvas_(canvas) {}
Frame::~Frame() = default;

Scope Frame::BeginGrid(const GridSpec& spec) {
  Canvas& c = canvas_;
  const float gap = std::max(c.Gap(), c.Unit(4));
  const float button = spec.has_button_below ? TallButton(c) + 2 * c.Unit(8) : 0;
  const float until = spec.fills_page ? body_bottom_ - c.Unit(8) - button : 0;
  c.flow.OpenGrid("grid/" + std::string(spec.id), RowsOf(c, spec), gap, {until, c.Unit(spec.tallest_row)}, c.Unit(3));
  return {this, &Frame::EndGrid};
}

void Frame::EndGrid() { canvas_.flow.CloseGrid(canvas_.Unit(8)); }

Scope Frame::BeginRow() {
  canvas_.flow.OpenRow(std::max(canvas_.Gap(), canvas_.Unit(4)), canvas_.Unit(5));
  return {this, &Frame::EndRow};
}

void Frame::EndRow() { canvas_.flow.CloseRow(canvas_.Unit(6)); }

Scope Frame::BeginCard() {
  Canvas& c = canvas_;
  const std::string key = "card/" + std::to_string(cards_++);
  const Rect rect = c.flow.OpenBlock(key, c.Unit(6), c.Unit(5));
  c.Card(rect, c.theme.card, c.Radius());
  grounds_.push_back(c.ground);
  c.ground = c.theme.card;
  return {this, &Frame::EndCard};
}

void Frame::EndCard() {
  canvas_.ground = grounds_.back();
  grounds_.pop_back();
  canvas_.flow.CloseBlock(canvas_.Unit(6));
}

Scope Frame::BeginColumns(std::string_view, double left, double right) {
  Canvas& c = canvas_;
  const float gap = c.Unit(12);
  const float width = c.flow.Width() - gap;
  const float first = std::floor(width * static_cast<float>(left / (left + right)));
  const float narrow = std::min(first, width - first);
  const bool is_stacked = c.metrics.Facing() == Orientation::Portrait || narrow < c.Em() * 11;
  c.flow.OpenColumns(first, width - first, gap, is_stacked);
  return {this, &Frame::EndColumns};
}

void Frame::NextColumn() { canvas_.flow.NextColumn(); }
void Frame::EndColumns() { canvas_.flow.CloseColumns(); }
void Frame::Space(double units) { canvas_.flow.Space(canvas_.Unit(units)); }

void Frame::Divider() {
  Canvas& c = canvas_;
  const Rect rect = c.flow.Take({c.flow.Width(), c.Hairline(), c.Unit(5), c.Unit(5)});
  c.Fill(rect, c.theme.hairline);
}

const std::vector<Typed>& Frame::Typings() {
  if (!canvas_.touch.TypedNow().empty()) canvas_.acted = true;
  return canvas_.touch.TypedNow();
}

Orientation Frame::Facing() const { return canvas_.metrics.Facing(); }
TextStep Frame::Step() const { return canvas_.metrics.Step(); }
PixelSize Frame::Pixels() const { return canvas_.metrics.Pixels(); }

}  // namespace bianmin::ui
