// The frame round every page: header, step line, scrolling body with its paging buttons, footer.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/base/check.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
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

std::vector<HeaderButton> HeaderButtons(const Canvas& c, const HeaderSpec& spec) {
  std::vector<HeaderButton> buttons;
  const auto add = [&](std::string_view id, std::string_view text, Icon icon, PagePress press, bool is_on = false) {
    if (text.empty()) return;
    const float width = ButtonWidth(c, text, icon, c.Unit(4));
    buttons.push_back({id, text, icon, press, is_on, width});
  };
  add("header.notice", spec.notice, Icon::Repair, PagePress::Notice);
  add("header.language", spec.language, Icon::Language, PagePress::Language);
  add("header.text_size", spec.text_size, spec.text_size_is_on ? Icon::Check : Icon::TextSize, PagePress::TextSize,
      spec.text_size_is_on);
  add("header.sound", spec.sound, Icon::Volume, PagePress::Sound);
  add("header.leave", spec.leave, spec.leave_icon, PagePress::Leave);
  return buttons;
}

// Places the buttons from the right edge, in as many rows as they need; returns the bottom.
float PlaceButtons(Canvas& c, const std::vector<HeaderButton>& buttons, const Rect& area,
                   std::optional<PagePress>& pressed) {
  std::size_t first = 0;
  float y = area.y;
  while (first < buttons.size()) {
    float width = buttons[first].width;
    std::size_t end = first + 1;
    while (end < buttons.size() && width + c.Gap() + buttons[end].width <= area.width) {
      width += c.Gap() + buttons[end++].width;
    }
    float x = area.Right() - width;
    for (; first < end; ++first) {
      const HeaderButton& b = buttons[first];
      const Pair colours = b.is_on ? c.theme.accent_soft : Pair{c.theme.card, c.theme.ink};
      const ButtonLook look{.colours = colours, .pressed = c.theme.card_pressed, .border = c.theme.control_border};
      if (DrawButton(c, b.id, b.text, b.icon, {x, y, b.width, HeaderRow(c)}, look, true, b.is_on)) pressed = b.press;
      x += b.width + c.Gap();
    }
    y += HeaderRow(c) + c.Gap();
  }
  return y - c.Gap();
}

// The centre's mark and name; one line, or as many as the width asks for.
bool DrawName(Canvas& c, const HeaderSpec& spec, const Rect& area) {
  const float mark = HeaderRow(c);
  const TextStyle style = c.Ink(TextRole::Body, true);
  const float text_left = mark + c.Unit(3);
  const TextBlock block = c.Layout(spec.centre, style, area.width - text_left);
  const Rect rect{area.x, area.y, text_left + block.width, std::max(mark, block.height)};
  const bool pressed = c.Control({.id = "header.logo", .text = spec.centre, .colours = {c.theme.card, c.theme.ink}},
                                 rect) == Touch::Answer::Pressed;
  const Rect square{rect.x, rect.y + std::round((rect.height - mark) / 2), mark, mark};
  c.Fill(square, c.theme.accent.ground, c.Radius());
  {
    const OnGround on(c, c.theme.accent.ground);
    c.DrawIcon(Icon::Volunteer, square.Centre(), mark * 0.62F, c.theme.accent.ink);
  }
  c.DrawTextMiddle(spec.centre, style, {rect.x + text_left, rect.y, block.width, rect.height}, "header.logo");
  return pressed;
}

float WidthOf(const Canvas& c, const std::vector<HeaderButton>& buttons) {
  float width = 0;
  for (const HeaderButton& b : buttons) width += b.width + c.Gap();
  return width;
}

float DrawHeader(Canvas& c, HeaderSpec spec, std::optional<PagePress>& pressed) {
  const float margin = c.Px(c.metrics.Margin());
  const float pad = c.Unit(4);
  const float width = static_cast<float>(c.metrics.Pixels().width);
  const Rect area{margin, pad, width - 2 * margin, HeaderRow(c)};
  const TextStyle plain = c.Ink();
  const auto time_width = [&] { return spec.time.empty() ? 0 : c.NaturalWidth(spec.time, plain) + c.Unit(6); };
  const auto name_width = [&] {
    return HeaderRow(c) + c.Unit(3) + c.NaturalWidth(spec.centre, c.Ink(TextRole::Body, true));
  };
  const auto fits = [&] {
    return name_width() + c.Unit(6) + time_width() + WidthOf(c, HeaderButtons(c, spec)) <= area.width;
  };
  if (spec.is_compact && !fits()) spec.centre = spec.time = {};
  if (spec.is_compact && !fits()) spec.text_size = {};
  const std::vector<HeaderButton> buttons = HeaderButtons(c, spec);
  const float buttons_width = WidthOf(c, buttons);
  const bool is_one_row = fits();

  const float name_room = is_one_row ? name_width() : area.width - time_width();
  const float text_width = name_room - HeaderRow(c) - c.Unit(3);
  const float name_height = c.Layout(spec.centre, c.Ink(TextRole::Body, true), text_width).height;
  const float first_row = std::max(HeaderRow(c), name_height);
  const float rows = is_one_row ? 1.0F : 1.0F + std::max(1.0F, c.memory.Measure("header/rows", 1));
  const float height = 2 * pad + first_row + (rows - 1) * (HeaderRow(c) + c.Gap());

  const OnGround on(c, c.theme.card);
  const Unannounced quiet(c);
  c.Fill({0, 0, width, height}, c.theme.card);
  c.Fill({0, height, width, c.Hairline()}, c.theme.hairline);
  if (DrawName(c, spec, {area.x, area.y, name_room, first_row})) pressed = PagePress::Logo;
  if (!spec.time.empty()) {
    const float right = is_one_row ? area.Right() - buttons_width - c.Unit(4) : area.Right();
    TextStyle style = plain;
    style.align = Align::Right;
    c.DrawTextMiddle(spec.time, style, {area.x, area.y, right - area.x, first_row});
  }
  const float top = is_one_row ? area.y : area.y + first_row + c.Gap();
  const float bottom = PlaceButtons(c, buttons, {area.x, top, area.width, HeaderRow(c)}, pressed);
  c.memory.SetMeasure("header/rows", std::round((bottom - top + c.Gap()) / (HeaderRow(c) + c.Gap())));
  return height + c.Hairline();
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

// Returns the top of the footer.
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

struct Paging {
  bool is_on = false;
  bool is_column = false;  // at the right of the body; otherwise a strip under it
  Rect up;
  Rect down;
  Rect body;
};

Paging LayOutBody(const Canvas& c, float top, float bottom) {
  const float margin = c.Px(c.metrics.Margin());
  Paging p;
  p.body = {0, top, static_cast<float>(c.metrics.Pixels().width), bottom - top};
  p.is_on = c.memory.Measure("body/content", 0) > p.body.height + 1;
  if (!p.is_on) return p;
  p.is_column = c.metrics.Facing() == Orientation::Landscape;
  const float width =
      std::max({c.Target(), c.NaturalWidth(c.words.page_up, c.Ink()), c.NaturalWidth(c.words.page_down, c.Ink())}) +
      c.Unit(6);
  if (p.is_column) {
    const float gap = c.Gap() + c.Unit(2);
    const float low = c.Unit(5);
    const float height = std::min(c.LineHeight() + c.Unit(18), std::floor((p.body.height - gap - low) / 2));
    const float x = p.body.Right() - margin - width;
    p.down = {x, bottom - low - height, width, height};
    p.up = {x, p.down.y - gap - height, width, height};
    p.body.width = x - c.Unit(8) + margin;
  } else {
    const float height = TallButton(c);
    const float half = std::floor((p.body.width - 2 * margin - c.Gap()) / 2);
    p.up = {margin, bottom - height - c.Unit(3), half, height};
    p.down = {margin + half + c.Gap(), p.up.y, half, height};
    p.body.height = p.up.y - std::max(c.Gap(), c.Unit(3)) - top;
  }
  return p;
}

// One paging button: the arrow and the word, one above the other in a column, side by side in a strip.
bool DrawPager(Canvas& c, std::string_view id, std::string_view text, Icon icon, const Rect& rect, bool is_column,
               bool enabled) {
  ButtonLook look = SecondaryLook(c);
  // On a low page the word stands alone.
  look.icon_above = is_column && rect.height >= c.Em() * 1.15F + c.LineHeight();
  return DrawButton(c, id, text, icon, rect, look, enabled);
}

}  // namespace

Page Frame::BeginPage(const PageSpec& spec) {
  Canvas& c = canvas_;
  const PixelSize pixels = c.metrics.Pixels();
  std::optional<PagePress> pressed;
  c.memory.Enter(spec.id);
  c.inventory.page = spec.id;
  c.Fill({0, 0, static_cast<float>(pixels.width), static_cast<float>(pixels.height)}, c.theme.page);
  float top = DrawHeader(c, spec.header, pressed);
  if (spec.step) top = DrawSteps(c, *spec.step, top);
  const float bottom = DrawFooter(c, spec.footer, pressed);
  if (pressed == PagePress::Back) c.memory.WentBack();

  const Paging paging = LayOutBody(c, top, bottom);
  const float content = c.memory.Measure("body/content", 0);
  // A page that one came back to is not measured yet: its place is kept until it is.
  const float most = content > 0 ? std::max(0.0F, content - paging.body.height) : c.memory.Scroll();
  float scroll = c.memory.Scroll() + c.touch.TakeScroll(c.now, c.glides);
  if (paging.is_on) {
    const float leaf = std::max(c.LineHeight(), paging.body.height - c.LineHeight() * 1.5F);
    if (DrawPager(c, "page.previous", c.words.page_up, Icon::Up, paging.up, paging.is_column, scroll > 0.5F)) {
      scroll -= leaf;
      c.touch.StopGliding();
    }
    if (DrawPager(c, "page.next", c.words.page_down, Icon::Down, paging.down, paging.is_column, scroll < most - 0.5F)) {
      scroll += leaf;
      c.touch.StopGliding();
    }
    for (const Typed& typed : c.touch.TypedNow()) {
      if (const Key* key = std::get_if<Key>(&typed)) {
        if (*key == Key::PageUp) scroll -= leaf;
        if (*key == Key::PageDown) scroll += leaf;
      }
    }
    // Paging changes nothing for the screen: the loop goes on.
    c.acted = pressed.has_value();
  }
  if (scroll <= 0 || scroll >= most) c.touch.StopGliding();
  scroll = std::clamp(std::round(scroll), 0.0F, most);
  c.memory.SetScroll(scroll);
  c.touch.OfferBody(paging.body, paging.is_on);

  const float margin = c.Px(c.metrics.Margin());
  const float pad = c.Unit(8);
  body_top_ = paging.body.y;
  body_bottom_ = paging.body.Bottom();
  c.PushClip(paging.body, paging.is_on);
  // In portrait the controls of a short page belong in the lower two thirds, within reach.
  float drop = 0;
  if (c.metrics.Facing() == Orientation::Portrait && !paging.is_on) {
    const float first = c.memory.Measure("body/first_control", 1e6F);
    drop =
        std::clamp(static_cast<float>(pixels.height) / 3 - first, 0.0F, std::max(0.0F, paging.body.height - content));
  }
  drop_ = std::round(drop);
  body_origin_ = paging.body.y - scroll;
  first_item_ = c.inventory.items.size();
  c.flow.Start(margin, paging.body.width - 2 * margin, body_origin_ + drop_ + pad);
  return {this, &Frame::EndPage, pressed};
}

void Frame::EndPage() {
  Canvas& c = canvas_;
  c.memory.SetMeasure("body/content", std::ceil(c.flow.Y() + c.Unit(4) - body_origin_ - drop_));
  float first = 1e6F;
  for (std::size_t i = first_item_; i < c.inventory.items.size(); ++i) {
    const Item& item = c.inventory.items[i];
    if (item.kind == ItemKind::Control && !item.id.starts_with("dialog")) {
      first = item.rect.y - drop_;
      break;
    }
  }
  c.memory.SetMeasure("body/first_control", first);
  const float below = c.reveal ? c.reveal->Bottom() + c.Unit(4) - body_bottom_ : 0;
  if (below > 0) c.memory.SetScroll(c.memory.Scroll() + std::ceil(below));
  const float width = static_cast<float>(c.metrics.Pixels().width);
  const float fade = c.Unit(5);
  if (c.memory.Scroll() > 0) c.Fade({0, body_top_, width, fade}, c.theme.page, false);
  if (c.flow.Y() > body_bottom_) c.Fade({0, body_bottom_ - fade, width, fade}, c.theme.page, true);
  c.PopClip();
}

}  // namespace bianmin::ui
