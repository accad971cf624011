// Grids, rows, cards and columns of the body.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/keys.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

std::string KeyOf(const GridSpec& spec) { return "grid/" + std::string(spec.id); }

// As many short choices side by side as are wanted and can be without dividing a word.
int ColumnsOfShort(const Canvas& c, const GridSpec& spec, int wanted, float gap) {
  const float widest = c.memory.Measure(KeyOf(spec) + "/widest", 0);
  if (widest <= 0) return wanted;
  return std::clamp(static_cast<int>((c.flow.Width() + gap) / (widest + gap)), 1, wanted);
}

std::vector<int> RowsOf(const Canvas& c, const GridSpec& spec, float gap) {
  const bool is_landscape = c.metrics.Facing() == Orientation::Landscape;
  const std::vector<int>& wanted = is_landscape ? spec.landscape : spec.portrait;
  const int usual = is_landscape ? 3 : 2;
  const std::vector<int> rows = wanted.empty() ? std::vector<int>{usual} : wanted;
  if (spec.is_short) return {ColumnsOfShort(c, spec, rows.front(), gap)};
  if (c.metrics.Step() != TextStep::Standard) return {1};
  // Rows of their own number of tiles are high; where there is no room for that, the first row sets the number.
  constexpr Millimetres kShallowPanel{220};
  const bool is_shallow = is_landscape && c.metrics.Mm(static_cast<float>(c.metrics.Pixels().height)) < kShallowPanel;
  return is_shallow && rows.size() > 1 ? std::vector<int>{rows.front()} : rows;
}

std::string CrowdedKey(const Canvas& c) { return "crowded/" + std::string(Name(c.metrics.Step())); }

// 0: the page has room; 1: it leaves out what is not needed for typing; 2: that is not enough, its columns are one
// below the other and the keys flat.
float CrowdLevel(const Canvas& c) { return c.memory.Measure(CrowdedKey(c), 0); }

}  // namespace

Frame::Frame(Canvas& canvas) : canvas_(canvas) {}
Frame::~Frame() = default;

Scope Frame::BeginGrid(const GridSpec& spec) {
  Canvas& c = canvas_;
  const float gap = std::max(c.Gap(), c.Unit(4));
  const float button = spec.has_button_below ? TallButton(c) + 2 * c.Unit(8) : 0;
  const float until = spec.fills_page && !is_paged_ ? body_.Bottom() - c.Unit(8) - button : 0;
  c.flow.OpenGrid(KeyOf(spec), RowsOf(c, spec, gap), gap, {until, c.Unit(spec.tallest_row)}, c.Unit(3));
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
  // Leaves are turned down one column, never up again to the top of a second; but what is typed stays beside its keys.
  const bool is_turned = (is_paged_ && !is_crowded_) || CrowdLevel(c) > 1;
  const bool is_stacked = c.metrics.Facing() == Orientation::Portrait || narrow < c.Em() * 11 || is_turned;
  c.memory.SetMeasure("columns_beside", is_stacked ? 0 : 1);
  if (is_crowded_ && !is_stacked) c.memory.SetMeasure("beside_keys", 1);
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

bool Frame::MayBeLow() const { return canvas_.metrics.IsTall(); }
bool Frame::IsLow() const { return canvas_.is_low; }

bool Frame::IsCrowded() {
  // Smaller text may have room again.
  const std::string key = CrowdedKey(canvas_);
  // When it is too high even with its columns side by side, they are one below the other after all.
  const bool was_beside = canvas_.memory.Measure("beside_keys", 0) > 0;
  canvas_.memory.SetMeasure("beside_keys", 0);
  if (is_paged_) canvas_.memory.SetMeasure(key, was_beside ? 2 : std::max(1.0F, CrowdLevel(canvas_)));
  const float level = CrowdLevel(canvas_);
  is_crowded_ = level == 1;
  return level > 0;
}

bool Frame::HasFlatKeys() const {
  const bool is_beside = canvas_.memory.Measure("columns_beside", 0) > 0;
  const float gap = std::max(canvas_.Gap(), canvas_.Unit(3));
  const bool is_wide = canvas_.flow.Width() + gap >= kFlatLetters * (canvas_.Target() + gap);
  return CrowdLevel(canvas_) > 0 && !is_beside && is_wide && Facing() == Orientation::Landscape;
}

bool Frame::TouchedElsewhere() {
  if (!canvas_.touch.MissedAll()) return false;
  canvas_.acted = true;
  return true;
}

}  // namespace bianmin::ui
