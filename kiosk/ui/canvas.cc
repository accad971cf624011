#include "kiosk/ui/canvas.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "kiosk/base/check.h"

namespace bianmin::ui {
namespace {

ImU32 Packed(Colour c) { return IM_COL32(c.red, c.green, c.blue, c.alpha); }
ImVec2 Vec(Point p) { return {p.x, p.y}; }
ImVec2 TopLeft(const Rect& r) { return {r.x, r.y}; }
ImVec2 BottomRight(const Rect& r) { return {r.Right(), r.Bottom()}; }

bool HasMissingGlyph(const Fonts& fonts, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = NextCharacter(text, at);
    if (character >= 0x20 && !fonts.HasGlyph(character)) return true;
  }
  return false;
}

}  // namespace

Canvas::Canvas(const World& world)
    : ground(world.theme.page),
      metrics(world.metrics),
      theme(world.theme),
      words(world.words),
      fonts(world.fonts),
      touch(world.touch),
      memory(world.memory),
      inventory(world.inventory),
      now(world.now),
      glides(world.glides),
      listens_first(world.listens_first),
      is_low(world.is_low),
      flow(world.memory),
      pictures_(world.pictures),
      page_(world.page),
      over_(world.over),
      list_(world.page) {
  const PixelSize pixels = metrics.Pixels();
  clips_.push_back({{0, 0, static_cast<float>(pixels.width), static_cast<float>(pixels.height)}, false});
}

float Canvas::LineHeight(TextRole role) const {
  return std::round(Em(role) * static_cast<float>(metrics.LineSpacing(role)));
}

Millimetres Canvas::EmOf(const TextStyle& style) const {
  const Millimetres own = metrics.Em(style.role);
  return style.shown_at ? std::max(own, metrics.At(*style.shown_at).Em(style.role)) : own;
}

float Canvas::LineHeight(const TextStyle& style) const {
  return std::round(Em(style) * static_cast<float>(metrics.LineSpacing(style.role)));
}

float Canvas::Hairline() const { return std::max(1.0F, metrics.Px(Millimetres{0.3})); }

// ---- shapes

void Canvas::Fill(const Rect& rect, Colour colour, float radius) {
  list_->AddRectFilled(TopLeft(rect), BottomRight(rect), Packed(colour), radius);
}

void Canvas::Outline(const Rect& rect, Colour colour, float thickness, float radius) {
  const Rect inner = rect.Inset(thickness / 2);
  list_->AddRect(TopLeft(inner), BottomRight(inner), Packed(colour), std::max(0.0F, radius - thickness / 2), 0,
                 thickness);
}

void Canvas::Card(const Rect& rect, Colour card, float radius) {
  // The shadow is drawn as outlines under the edge: filling the whole area several times costs a processor too much.
  const float step = std::max(1.0F, metrics.Px(Millimetres{0.35}));
  if (theme.shadow.alpha > 0) {
    for (int i = 3; i >= 1; --i) {
      const float grow = step * static_cast<float>(i);
      const Rect below{rect.x - grow / 2, rect.y + grow, rect.width + grow, rect.height};
      Outline(below, theme.shadow, step * 2, radius + grow / 2);
    }
  }
  Fill(rect, card, radius);
  Outline(rect, theme.hairline, Hairline(), radius);
}

void Canvas::Fade(const Rect& rect, Colour colour, bool from_bottom) {
  const ImU32 full = Packed(colour);
  const ImU32 none = Packed({colour.red, colour.green, colour.blue, 0});
  const ImU32 top = from_bottom ? none : full;
  const ImU32 bottom = from_bottom ? full : none;
  list_->AddRectFilledMultiColor(TopLeft(rect), BottomRight(rect), top, top, bottom, bottom);
}

void Canvas::Line(Point from, Point to, Colour colour, float thickness) {
  list_->AddLine(Vec(from), Vec(to), Packed(colour), thickness);
}

void Canvas::Curve(std::span<const Point> points, Colour colour, float thickness) {
  if (points.empty()) return;
  std::vector<ImVec2> way;
  way.reserve(points.size());
  for (const Point& p : points) way.push_back(Vec(p));
  list_->AddPolyline(way.data(), static_cast<int>(way.size()), Packed(colour), 0, thickness);
  Disc(points.front(), thickness / 2, colour);
  Disc(points.back(), thickness / 2, colour);
}

void Canvas::Disc(Point centre, float radius, Colour colour) {
  list_->AddCircleFilled(Vec(centre), radius, Packed(colour));
}

void Canvas::Ring(Point centre, float radius, Colour colour, float thickness) {
  list_->AddCircle(Vec(centre), radius - thickness / 2, Packed(colour), 0, thickness);
}

void Canvas::DrawPhoto(const std::shared_ptr<const base::Bitmap>& photo, const Rect& rect) {
  list_->AddImage(pictures_.Use(photo).GetTexRef(), TopLeft(rect), BottomRight(rect));
}

void Canvas::DrawIcon(Icon icon, Point centre, float em, Colour colour) {
  if (icon == Icon::None || fonts.Icons() == nullptr) return;
  const float size = fonts.IconSize(em);
  ImFont* font = fonts.Icons();
  const ImFontGlyph* glyph = font->GetFontBaked(size)->FindGlyphNoFallback(static_cast<ImWchar>(Codepoint(icon)));
  Item item{.kind = ItemKind::Decoration, .foreground = colour, .background = ground, .is_icon = true};
  item.is_missing_glyph = glyph == nullptr;
  Record(std::move(item), {centre.x - em / 2, centre.y - em / 2, em, em});
  if (glyph == nullptr) return;
  // Centred by its ink, so that icons of different shape sit on one axis.
  const ImVec2 at{std::round(centre.x - (glyph->X0 + glyph->X1) / 2),
                  std::round(centre.y - (glyph->Y0 + glyph->Y1) / 2)};
  font->RenderChar(list_, size, at, Packed(colour), static_cast<ImWchar>(Codepoint(icon)));
}

// ---- texts

TextStyle Canvas::Ink(TextRole role, bool bold) const { return {.role = role, .bold = bold, .ink = theme.ink}; }
TextStyle Canvas::Quiet() const { return {.role = TextRole::Note, .ink = theme.ink_secondary}; }

TextBlock Canvas::Layout(std::string_view text, const TextStyle& style, float width) const {
  const float most = Em() * static_cast<float>(Metrics::kMaxCharactersALine);
  const AdvanceOf advance = fonts.Advances(style.bold, Em(style));
  TextBlock block;
  block.lines = BreakLines(text, std::min(width, most), advance);
  for (const TextLine& line : block.lines) block.width = std::max(block.width, line.width);
  block.width = std::ceil(block.width);
  block.height = LineHeight(style) * static_cast<float>(block.lines.size());
  return block;
}

float Canvas::NaturalWidth(std::string_view text, const TextStyle& style) const {
  return Layout(text, style, 1e6F).width;
}

void Canvas::DrawText(const TextBlock& block, std::string_view text, const TextStyle& style, const Rect& area,
                      std::string_view owner) {
  const float em = Em(style);
  const float line_height = LineHeight(style);
  // The ideographic box sits 0.12 em below the baseline and 0.88 em above it: its middle goes to the line's middle.
  ImFont* font = fonts.Text(style.bold);
  const float size = fonts.TextSize(em);
  const float drop = line_height / 2 + 0.38F * em - font->GetFontBaked(size)->Ascent;
  float left = area.Right();
  float right = area.x;
  float y = area.y;
  for (const TextLine& line : block.lines) {
    float x = area.x;
    if (style.align == Align::Centre) x += std::round((area.width - line.width) / 2);
    if (style.align == Align::Right) x += std::round(area.width - line.width);
    if (!line.text.empty()) {
      const char* begin = line.text.data();
      list_->AddText(font, size, {std::round(x), std::round(y + drop)}, Packed(style.ink), begin,
                     begin + line.text.size());
      left = std::min(left, x);
      right = std::max(right, x + line.width);
    }
    y += line_height;
  }
  if (right <= left) return;
  Item item{.kind = ItemKind::Text, .foreground = style.ink, .background = ground, .em = EmOf(style)};
  item.line_height = line_height;
  item.id = owner;
  item.text = style.privacy == Privacy::Sensitive ? kMaskedText : text;
  item.is_missing_glyph = HasMissingGlyph(fonts, text);
  item.is_truncated = block.width > area.width + 1;
  const float leading = (line_height - em) / 2;
  Record(std::move(item), {left, area.y + leading, right - left, block.height - 2 * leading});
}

float Canvas::DrawText(std::string_view text, const TextStyle& style, const Rect& area, std::string_view owner) {
  const TextBlock block = Layout(text, style, area.width);
  DrawText(block, text, style, area, owner);
  return block.height;
}

void Canvas::DrawTextMiddle(std::string_view text, const TextStyle& style, const Rect& area, std::string_view owner) {
  const TextBlock block = Layout(text, style, area.width);
  DrawText(block, text, style, {area.x, area.y + std::round((area.height - block.height) / 2), area.width, area.height},
           owner);
}

// ---- controls

Touch::Answer Canvas::Control(const ControlSpec& spec, const Rect& rect) {
  Item item{.kind = ItemKind::Control, .foreground = spec.colours.ink, .background = spec.colours.ground};
  item.id = spec.id;
  item.text = spec.text;
  item.is_enabled = spec.is_enabled;
  item.is_selected = spec.is_selected;
  Record(std::move(item), rect);
  flow.MarkControl();
  if (memory.had_dialog && !is_over_) return Touch::Answer::Nothing;
  const Rect visible = inventory.items.back().visible;
  // Whoever listens first hears what is switched off, too, and cannot press it.
  Touch::Answer answer = touch.Offer(spec.id, visible, spec.is_enabled || listens_first, spec.again_after);
  if (listens_first) answer = HearFirst(spec, rect, answer);
  if (answer == Touch::Answer::Pressed) acted = true;
  return answer;
}

Touch::Answer Canvas::HearFirst(const ControlSpec& spec, const Rect& rect, Touch::Answer answer) {
  if (answer == Touch::Answer::Pressed && (memory.heard != spec.id || !spec.is_enabled)) {
    memory.heard = heard = spec.id;
    answer = Touch::Answer::Nothing;
  }
  if (memory.heard == spec.id) Outline(rect.Inset(-Unit(1.2)), theme.accent_ink, Unit(1), Radius() + Unit(1.2));
  return answer;
}

PenStroke Canvas::OfferPad(const Rect& pad) {
  const bool is_enabled = !(memory.had_dialog && !is_over_);
  PenStroke stroke = touch.OfferPad(pad, is_enabled);
  if (!stroke.empty()) acted = true;
  return stroke;
}

void Canvas::Record(Item item, const Rect& rect) {
  item.rect = rect;
  item.visible = rect.Intersect(clips_.back().rect);
  item.is_announced = announces;
  item.scrolls = clips_.back().scrolls;
  inventory.items.push_back(std::move(item));
}

// ---- clipping and layers

void Canvas::PushClip(const Rect& rect, bool scrolls) {
  const Rect clip = clips_.back().rect.Intersect(rect);
  clips_.push_back({clip, scrolls || clips_.back().scrolls});
  list_->PushClipRect(TopLeft(clip), BottomRight(clip));
}

void Canvas::PopClip() {
  CHECK(clips_.size() > 1);
  clips_.pop_back();
  list_->PopClipRect();
}

void Canvas::BeginOver() {
  CHECK(!is_over_);
  for (Item& item : inventory.items) item.is_under_dialog = true;
  is_over_ = true;
  has_dialog = true;
  list_ = over_;
  clips_.push_back({clips_.front().rect, false});
}

void Canvas::EndOver() {
  CHECK(is_over_);
  is_over_ = false;
  list_ = page_;
  clips_.pop_back();
}

}  // namespace bianmin::ui
