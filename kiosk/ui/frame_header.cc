// The header, the step line and the footer of every page.
#include "kiosk/ui/page_frame.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

struct HeaderButton {
  std::string_view id;
  std::string_view text;
  Icon icon;
  PagePress press;
  bool is_on = false;
  float width = 0;
};

float HeaderRow(const Canvas& c) { return std::max(c.Target(), c.LineHeight()); }

std::vector<HeaderButton> HeaderButtons(const Canvas& c, const HeaderSpec& spec, bool with_icons) {
  std::vector<HeaderButton> buttons;
  const auto add = [&](std::string_view id, std::string_view text, Icon icon, PagePress press, bool is_on = false) {
    if (text.empty()) return;
    if (!with_icons) icon = Icon::None;
    const float width = ButtonWidth(c, text, icon, c.Unit(4));
    buttons.push_back({id, text, icon, press, is_on, width});
  };
  add("header.notice", spec.notice, spec.notice_icon, PagePress::Notice);
  add("header.language", spec.language, Icon::Language, PagePress::Language);
  add("header.text_size", spec.text_size, spec.text_size_is_on ? Icon::Check : Icon::TextSize, PagePress::TextSize,
      spec.text_size_is_on);
  add("header.sound", spec.sound, spec.sound_is_on ? Icon::Check : Icon::Visible, PagePress::Sound, spec.sound_is_on);
  add("header.leave", spec.leave, spec.leave_icon, PagePress::Leave);
  return buttons;
}

// How many of the buttons from `first` on stand side by side.
std::size_t EndOfRow(const Canvas& c, const std::vector<HeaderButton>& buttons, std::size_t first, float room) {
  float width = buttons[first].width;
  std::size_t end = first + 1;
  while (end < buttons.size() && width + c.Gap() + buttons[end].width <= room) {
    width += c.Gap() + buttons[end++].width;
  }
  return end;
}

int RowsOf(const Canvas& c, const std::vector<HeaderButton>& buttons, float room) {
  int rows = 0;
  for (std::size_t first = 0; first < buttons.size(); first = EndOfRow(c, buttons, first, room)) ++rows;
  return rows;
}

float WidthOf(const Canvas& c, const std::vector<HeaderButton>& buttons) {
  float width = 0;
  for (const HeaderButton& b : buttons) width += b.width + c.Gap();
  return width;
}

// The height or the few characters a line has are needed for something else.
bool IsCompact(const Canvas& c, const HeaderSpec& spec) {
  return spec.is_compact || static_cast<float>(c.metrics.Pixels().width) < c.Em() * 17;
}

// The buttons, without their icons where that saves a row; on a compact page, without the text size, too.
std::vector<HeaderButton> FewestRows(const Canvas& c, HeaderSpec spec, float room) {
  std::vector<HeaderButton> fewest = HeaderButtons(c, spec, true);
  const auto use_if_fewer = [&](std::vector<HeaderButton> buttons) {
    if (RowsOf(c, buttons, room) < RowsOf(c, fewest, room)) fewest = std::move(buttons);
  };
  use_if_fewer(HeaderButtons(c, spec, false));
  if (!IsCompact(c, spec)) return fewest;
  spec.text_size = {};
  use_if_fewer(HeaderButtons(c, spec, true));
  use_if_fewer(HeaderButtons(c, spec, false));
  return fewest;
}

// Rows of buttons from the top of the area down: at its right edge, or as wide as it is.
void PlaceButtons(Canvas& c, const std::vector<HeaderButton>& buttons, const Rect& area, bool fills_rows,
                  std::optional<PagePress>& pressed) {
  float y = area.y;
  for (std::size_t first = 0; first < buttons.size();) {
    const std::size_t end = EndOfRow(c, buttons, first, area.width);
    float width = -c.Gap();
    for (std::size_t i = first; i < end; ++i) width += buttons[i].width + c.Gap();
    const float more = fills_rows ? std::floor((area.width - width) / static_cast<float>(end - first)) : 0;
    float x = fills_rows ? area.x : area.Right() - width;
    for (; first < end; ++first) {
      const HeaderButton& b = buttons[first];
      const Pair colours = b.is_on ? c.theme.accent_soft : Pair{c.theme.card, c.theme.ink};
      const ButtonLook look{.colours = colours, .pressed = c.theme.card_pressed, .border = c.theme.control_border};
      const Rect rect{x, y, b.width + more, HeaderRow(c)};
      if (DrawButton(c, b.id, b.text, b.icon, rect, look, true, b.is_on)) pressed = b.press;
      x = rect.Right() + c.Gap();
    }
    y += HeaderRow(c) + c.Gap();
  }
}

struct HeaderPlan {
  std::vector<HeaderButton> buttons;
  bool shows_name = true;
  bool shows_time = true;
  bool is_one_row = true;
};

float NameWidth(const Canvas& c, const HeaderSpec& spec) {
  return HeaderRow(c) + c.Unit(3) + c.NaturalWidth(spec.centre, c.Ink(TextRole::Body, true));
}

float TimeWidth(const Canvas& c, const HeaderSpec& spec) {
  return spec.time.empty() ? 0 : c.NaturalWidth(spec.time, c.Ink()) + c.Unit(6);
}

// What gives way when large text leaves no room: the icons, the time, then a second row; where a second row is too
// dear, the name, whose mark stays, and at last the text size, which 看和听 has, too.
HeaderPlan PlanHeader(const Canvas& c, const HeaderSpec& spec, float room) {
  constexpr Millimetres kShallowPanel{220};
  const bool is_shallow =
      IsCompact(c, spec) || c.metrics.Mm(static_cast<float>(c.metrics.Pixels().height)) < kShallowPanel;
  const auto fits = [&](const HeaderPlan& plan) {
    const float name = plan.shows_name ? NameWidth(c, spec) : HeaderRow(c);
    const float time = plan.shows_time ? TimeWidth(c, spec) : 0;
    return name + time + c.Unit(6) + WidthOf(c, plan.buttons) <= room;
  };
  HeaderPlan plan;
  if (!c.is_low) plan.buttons = HeaderButtons(c, spec, true);
  if (fits(plan)) return plan;
  if (!c.is_low) plan.buttons = HeaderButtons(c, spec, false);
  if (fits(plan)) return plan;
  plan.shows_time = false;
  if (fits(plan)) return plan;
  plan.shows_name = false;
  if (is_shallow && fits(plan)) return plan;
  if (IsCompact(c, spec) && !c.is_low) {
    plan.buttons = FewestRows(c, spec, room - HeaderRow(c) - c.Unit(6));
    if (fits(plan)) return plan;
  }
  plan = {.is_one_row = false};
  plan.shows_time = NameWidth(c, spec) + TimeWidth(c, spec) <= room;
  if (!c.is_low) plan.buttons = FewestRows(c, spec, room);
  return plan;
}

// The centre's mark and name; one line, or as many as the width asks for. Pressable but where it would be out of reach.
bool DrawName(Canvas& c, const HeaderSpec& spec, const Rect& area, bool shows_name) {
  const float mark = HeaderRow(c);
  const TextStyle style = c.Ink(TextRole::Body, true);
  const float text_left = mark + c.Unit(3);
  const TextBlock block = c.Layout(spec.centre, style, area.width - text_left);
  const Rect rect{area.x, area.y, text_left + block.width, std::max(mark, block.height)};
  const ControlSpec logo{.id = "header.logo", .text = spec.centre, .colours = {c.theme.card, c.theme.ink}};
  const bool is_control = shows_name && !c.is_low;
  const bool pressed = is_control && c.Control(logo, rect) == Touch::Answer::Pressed;
  const Rect square{rect.x, rect.y + std::round((rect.height - mark) / 2), mark, mark};
  c.Fill(square, c.theme.accent.ground, c.Radius());
  {
    const OnGround on(c, c.theme.accent.ground);
    c.DrawIcon(Icon::Volunteer, square.Centre(), mark * 0.62F, c.theme.accent.ink);
  }
  if (!shows_name) return false;
  c.DrawTextMiddle(spec.centre, style, {rect.x + text_left, rect.y, block.width, rect.height},
                   is_control ? "header.logo" : "");
  return pressed;
}

}  // namespace

float DrawHeader(Canvas& c, const HeaderSpec& spec, std::optional<PagePress>& pressed) {
  const float margin = c.Px(c.metrics.Margin());
  const float pad = c.Unit(4);
  const float width = static_cast<float>(c.metrics.Pixels().width);
  const Rect area{margin, pad, width - 2 * margin, HeaderRow(c)};
  const HeaderPlan plan = PlanHeader(c, spec, area.width);
  const float time_width = plan.shows_time ? TimeWidth(c, spec) : 0;
  const float name_room = plan.is_one_row ? NameWidth(c, spec) : area.width - time_width;
  const float text_width = name_room - HeaderRow(c) - c.Unit(3);
  const float name_height = c.Layout(spec.centre, c.Ink(TextRole::Body, true), text_width).height;
  const float first_row = plan.shows_name ? std::max(HeaderRow(c), name_height) : HeaderRow(c);
  const int more_rows = plan.is_one_row ? 0 : RowsOf(c, plan.buttons, area.width);
  const float height = 2 * pad + first_row + static_cast<float>(more_rows) * (HeaderRow(c) + c.Gap());

  const OnGround on(c, c.theme.card);
  const Unannounced quiet(c);
  c.Fill({0, 0, width, height}, c.theme.card);
  c.Fill({0, height, width, c.Hairline()}, c.theme.hairline);
  if (DrawName(c, spec, {area.x, area.y, name_room, first_row}, plan.shows_name)) pressed = PagePress::Logo;
  if (time_width > 0) {
    const float right = plan.is_one_row ? area.Right() - WidthOf(c, plan.buttons) - c.Unit(4) : area.Right();
    TextStyle style = c.Ink();
    style.align = Align::Right;
    c.DrawTextMiddle(spec.time, style, {area.x, area.y, right - area.x, first_row});
  }
  const float top = plan.is_one_row ? area.y : area.y + first_row + c.Gap();
  PlaceButtons(c, plan.buttons, {area.x, top, area.width, HeaderRow(c)}, false, pressed);
  return height + c.Hairline();
}

float DrawLowBar(Canvas& c, const HeaderSpec& spec, float bottom, std::optional<PagePress>& pressed) {
  const float margin = c.Px(c.metrics.Margin());
  const float pad = c.Unit(4);
  const float width = static_cast<float>(c.metrics.Pixels().width);
  const std::vector<HeaderButton> buttons = FewestRows(c, spec, width - 2 * margin);
  const auto rows = static_cast<float>(RowsOf(c, buttons, width - 2 * margin));
  const float top = bottom - 2 * pad - rows * (HeaderRow(c) + c.Gap()) + c.Gap();
  const OnGround on(c, c.theme.card);
  const Unannounced quiet(c);
  c.Fill({0, top, width, bottom - top}, c.theme.card);
  c.Fill({0, top, width, c.Hairline()}, c.theme.hairline);
  PlaceButtons(c, buttons, {margin, top + pad, width - 2 * margin, 0}, true, pressed);
  return top;
}

float DrawSteps(Canvas& c, const StepSpec& spec, float top) {
  const float margin = c.Px(c.metrics.Margin());
  const Rect area{margin, top + c.Unit(4), static_cast<float>(c.metrics.Pixels().width) - 2 * margin, 0};
  const float text = c.DrawText(spec.text, c.Quiet(), area);
  const float bar = std::max(2.0F, c.Unit(1.6));
  const float gap = c.Unit(2);
  const float y = area.y + text + c.Unit(1.5);
  const int count = std::max(1, spec.count);
  const float width = (area.width - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  for (int i = 0; i < count; ++i) {
    const Rect piece{std::round(area.x + static_cast<float>(i) * (width + gap)), y, std::round(width), bar};
    if (i < spec.current) {
      c.Fill(piece, c.theme.accent_ink, bar / 2);
    } else {
      c.Outline(piece, c.theme.control_border, std::max(1.0F, bar / 5), bar / 2);
    }
  }
  return y + bar;
}

float DrawFooter(Canvas& c, const FooterSpec& spec, std::optional<PagePress>& pressed) {
  const PixelSize pixels = c.metrics.Pixels();
  const auto bottom = static_cast<float>(pixels.height);
  if (!spec.back && !spec.next) return bottom;
  const float margin = c.Px(c.metrics.Margin());
  const float pad = c.Unit(4);
  const float room = static_cast<float>(pixels.width) - 2 * margin;
  const float least = std::min(c.Px(c.metrics.Unit(80)), (room - 2 * c.Gap()) / 2);
  const auto width_of = [&](const FooterButton& b) {
    return std::clamp(ButtonWidth(c, b.text, Icon::Back, c.Unit(8)), least, (room - 2 * c.Gap()) / 2);
  };
  float height = TallButton(c);
  if (spec.back) height = std::max(height, ButtonHeight(c, spec.back->text, Icon::Back, width_of(*spec.back)));
  if (spec.next) height = std::max(height, ButtonHeight(c, spec.next->text, Icon::Forward, width_of(*spec.next)));
  const float top = bottom - height - 2 * pad;
  const OnGround on(c, c.theme.card);
  c.Fill({0, top, static_cast<float>(pixels.width), bottom - top}, c.theme.card);
  c.Fill({0, top, static_cast<float>(pixels.width), c.Hairline()}, c.theme.hairline);
  if (spec.back) {
    const Rect rect{margin, top + pad, width_of(*spec.back), height};
    if (DrawButton(c, "footer.back", spec.back->text, Icon::Back, rect, SecondaryLook(c), spec.back->is_enabled)) {
      pressed = PagePress::Back;
    }
  }
  if (spec.next) {
    const float width = width_of(*spec.next);
    const Rect rect{margin + room - width, top + pad, width, height};
    ButtonLook look = PrimaryLook(c);
    look.icon_after = true;
    if (DrawButton(c, "footer.next", spec.next->text, Icon::Forward, rect, look, spec.next->is_enabled)) {
      pressed = PagePress::Next;
    }
  }
  return top;
}

}  // namespace bianmin::ui
