#include "kiosk/ui/parts.h"

#include <algorithm>
#include <cmath>

namespace bianmin::ui {
namespace {

float IconEm(const Canvas& c) { return std::round(c.Em() * 1.15F); }
float IconGap(const Canvas& c) { return c.Unit(2.5); }

}  // namespace

ButtonLook PrimaryLook(const Canvas& c) {
  return {.colours = c.theme.accent, .pressed = c.theme.accent_pressed, .border = c.theme.accent.ground, .bold = true};
}

ButtonLook SecondaryLook(const Canvas& c) {
  return {.colours = {c.theme.card, c.theme.accent_ink},
          .pressed = c.theme.card_pressed,
          .border = c.theme.accent_ink,
          .border_width = std::max(1.0F, c.metrics.Px(Millimetres{0.5}))};
}

ButtonLook DangerLook(const Canvas& c) {
  return {.colours = c.theme.danger, .pressed = c.theme.danger_pressed, .border = c.theme.danger.ground, .bold = true};
}

float ButtonWidth(const Canvas& c, std::string_view text, Icon icon, float padding) {
  const float words = c.NaturalWidth(text, c.Ink(TextRole::Body, true));
  const float with_icon = icon == Icon::None ? words : words + IconEm(c) + IconGap(c);
  return std::max(c.Target(), std::ceil(with_icon + 2 * padding));
}

float ButtonHeight(const Canvas& c, std::string_view text, Icon icon, float width) {
  const float icon_room = icon == Icon::None ? 0 : IconEm(c) + IconGap(c);
  const TextBlock block = c.Layout(text, c.Ink(TextRole::Body, true), width - 2 * c.Unit(4) - icon_room);
  return std::max(TallButton(c), block.height + c.Unit(6));
}

float TallButton(const Canvas& c) { return std::max(c.Target() + c.Unit(5), c.LineHeight() + c.Unit(6)); }

Rect Sunk(const Canvas& c, const Rect& rect, bool held) {
  if (!held) return rect;
  return {rect.x, rect.y + std::max(1.0F, c.metrics.Px(Millimetres{0.7})), rect.width, rect.height};
}

bool DrawButton(Canvas& c, std::string_view id, std::string_view text, Icon icon, Rect rect, const ButtonLook& look,
                bool enabled, bool selected) {
  const Pair colours = enabled ? look.colours : c.theme.disabled;
  const Touch::Answer answer = c.Control({.id = id,
                                          .text = text,
                                          .colours = colours,
                                          .is_enabled = enabled,
                                          .is_selected = selected,
                                          .again_after = look.again_after},
                                         rect);
  const bool held = answer == Touch::Answer::Held;
  rect = Sunk(c, rect, held);
  const Colour ground = held ? look.pressed : colours.ground;
  const OnGround on(c, ground);
  c.Fill(rect, ground, c.Radius());
  const Colour border = enabled ? look.border : c.theme.hairline;
  c.Outline(rect, border, held ? c.Unit(1) : std::max(c.Hairline(), look.border_width), c.Radius());

  TextStyle style{.bold = look.bold, .ink = colours.ink, .align = Align::Centre};
  const float em = IconEm(c);
  if (look.icon_above) {
    const float height = em + c.LineHeight();
    const float top = rect.y + std::round((rect.height - height) / 2);
    c.DrawIcon(icon, {rect.Centre().x, top + em / 2}, em * 1.2F, colours.ink);
    c.DrawTextMiddle(text, style, {rect.x, top + em, rect.width, c.LineHeight()}, id);
    return answer == Touch::Answer::Pressed;
  }
  const float natural = c.NaturalWidth(text, style);
  const float padding = natural > rect.width - 2 * c.Unit(2) ? c.Unit(1) : c.Unit(2);
  // A word that fits only without its icon stands without it: the word is what is read. One that does not fit at all
  // is only spoken.
  const float room = rect.width - 2 * padding;
  if (icon != Icon::None && WidestWord(c, text, style) > room) {
    c.DrawIcon(icon, rect.Centre(), em * 1.2F, colours.ink);
    return answer == Touch::Answer::Pressed;
  }
  if (natural > room - em - IconGap(c) && natural <= room) icon = Icon::None;
  const float icon_room = icon == Icon::None ? 0 : em + IconGap(c);
  const TextBlock block = c.Layout(text, style, rect.width - icon_room - 2 * padding);
  const float left = rect.x + std::round((rect.width - block.width - icon_room) / 2);
  const float text_left = look.icon_after ? left : left + icon_room;
  const float icon_x = look.icon_after ? left + block.width + icon_room - em / 2 : left + em / 2;
  c.DrawIcon(icon, {icon_x, rect.Centre().y}, em, colours.ink);
  const float top = rect.y + std::round((rect.height - block.height) / 2);
  c.DrawText(block, text, style, {text_left, top, block.width, block.height}, id);
  return answer == Touch::Answer::Pressed;
}

float WidestWord(const Canvas& c, std::string_view text, const TextStyle& style) {
  float widest = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const bool is_latin = !word.empty() && static_cast<unsigned char>(word.front()) < 0x80;
    if (is_latin) widest = std::max(widest, c.NaturalWidth(word, style));
  }
  return widest;
}

}  // namespace bianmin::ui
