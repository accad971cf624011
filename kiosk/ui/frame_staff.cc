// What only the staff's pages show: how a thing of the machine is, and the outline of a bank card.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

// ISO/IEC 7810, ID-1: height and corner, as parts of the width of 85.60 mm.
constexpr float kCardHeight = 53.98F / 85.60F;
constexpr float kCardCorner = 3.18F / 85.60F;

struct StatusMark {
  Icon icon;
  Pair disc;
};

StatusMark StatusMarkOf(const Canvas& c, Tone tone) {
  const auto at = static_cast<std::size_t>(tone);
  constexpr std::array<Icon, kToneCount> kIcons = {Icon::Help, Icon::Information, Icon::Check, Icon::Warning,
                                                   Icon::Close};
  return {kIcons[at], {c.theme.tone_marks[at], c.theme.card}};
}

}  // namespace

void Frame::Status(const StatusSpec& spec) {
  Canvas& c = canvas_;
  const StatusMark mark = StatusMarkOf(c, spec.tone);
  const float pad = c.Unit(2.5);
  const float radius = std::round(c.Em() * 0.75F);
  const float left = 2 * radius + c.Unit(4);
  const float room = c.flow.Width() - left;
  const TextStyle name{.bold = true, .ink = c.theme.ink};
  const bool is_loud = spec.tone == Tone::Warning || spec.tone == Tone::Danger;
  const TextStyle state{.bold = is_loud, .ink = is_loud ? c.theme.ink : c.theme.ink_secondary};
  TextStyle plain = c.Ink();
  plain.privacy = spec.privacy;
  const TextStyle quiet = c.Quiet();
  // Names stand in a column, so that the states do too; a long name pushes its own state aside.
  const float name_width = c.NaturalWidth(spec.name, name);
  const float state_left = std::max(name_width + c.Unit(5), std::min(c.Em() * 8, room * 0.5F));
  const bool is_beside = state_left + c.NaturalWidth(spec.state, state) <= room;
  const TextBlock name_block = c.Layout(spec.name, name, room);
  const TextBlock state_block = c.Layout(spec.state, state, room);
  const TextBlock text_block = c.Layout(spec.text, plain, room);
  const TextBlock advice_block = c.Layout(spec.advice, quiet, room);
  float height = name_block.height + (is_beside ? 0 : state_block.height);
  if (!spec.text.empty()) height += text_block.height;
  if (!spec.advice.empty()) height += advice_block.height;
  const Rect rect =
      c.flow.Take({.width = c.flow.Width(), .height = height + 2 * pad, .line = c.LineHeight(), .first_line = pad});
  if (rect.y == last_row_bottom_) c.Fill({rect.x, rect.y, rect.width, c.Hairline()}, c.theme.hairline);
  last_row_bottom_ = rect.Bottom();
  const Point centre{rect.x + radius, rect.y + pad + std::round(c.LineHeight() / 2)};
  c.Disc(centre, radius, mark.disc.ground);
  {
    const OnGround on(c, mark.disc.ground);
    c.DrawIcon(mark.icon, centre, radius * 1.4F, mark.disc.ink);
  }
  const float x = rect.x + left;
  float y = rect.y + pad;
  c.DrawText(name_block, spec.name, name, {x, y, room, name_block.height});
  if (!is_beside) y += name_block.height;
  const float state_x = is_beside ? x + state_left : x;
  c.DrawText(state_block, spec.state, state, {state_x, y, rect.Right() - state_x, state_block.height});
  y += is_beside ? name_block.height : state_block.height;
  if (!spec.text.empty()) {
    c.DrawText(text_block, spec.text, plain, {x, y, room, text_block.height});
    y += text_block.height;
  }
  if (!spec.advice.empty()) c.DrawText(advice_block, spec.advice, quiet, {x, y, room, advice_block.height});
}

void Frame::CardOutline(float width, std::string_view text) {
  Canvas& c = canvas_;
  const float height = std::round(width * kCardHeight);
  const Rect place = c.flow.Take({std::round(width), height, c.Unit(4), c.Unit(6)});
  const float aside = std::max(0.0F, std::round((place.width - width) / 2));
  const Rect card{place.x + aside, place.y, std::round(width), height};
  const OnGround on(c, c.theme.accent.ground);
  c.Fill(card, c.theme.accent.ground, std::round(width * kCardCorner));
  const TextStyle style{.bold = true, .ink = c.theme.accent.ink, .align = Align::Centre};
  const TextBlock block = c.Layout(text, style, card.width - c.Unit(8));
  const bool has_room = block.height <= card.height - c.Unit(4) && block.width <= card.width - c.Unit(8);
  if (has_room) c.DrawTextMiddle(text, style, card.Inset(c.Unit(2)));
}

}  // namespace bianmin::ui
