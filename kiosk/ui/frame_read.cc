// What is read and not pressed: headings, paragraphs, rows, figures, banners, tables.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

Icon IconOf(Tone tone) {
  constexpr std::array<Icon, kToneCount> kIcons = {Icon::Information, Icon::Information, Icon::Success, Icon::Warning,
                                                   Icon::Error};
  return kIcons[static_cast<std::size_t>(tone)];
}

// One text as a block of its own in the flow.
void Block(Canvas& c, std::string_view text, const TextStyle& style, float before, float after,
           bool keeps_next = false) {
  const TextBlock block = c.Layout(text, style, c.flow.Width());
  const Rect rect = c.flow.Take({.width = block.width,
                                 .height = block.height,
                                 .before = before,
                                 .after = after,
                                 .line = c.LineHeight(style.role),
                                 .keeps_next = keeps_next});
  c.DrawText(block, text, style, rect);
}

// A text with an icon before its first line.
void BlockWithIcon(Canvas& c, Icon icon, std::string_view text, const TextStyle& style, Colour mark, float before,
                   float after, bool keeps_next = false) {
  const float em = c.Em(style.role) * 1.15F;
  const float room = em + c.Unit(3);
  const TextBlock block = c.Layout(text, style, c.flow.Width() - room);
  const Rect rect = c.flow.Take({.width = block.width + room,
                                 .height = block.height,
                                 .before = before,
                                 .after = after,
                                 .line = c.LineHeight(style.role),
                                 .keeps_next = keeps_next});
  c.DrawIcon(icon, {rect.x + em / 2, rect.y + c.LineHeight(style.role) / 2}, em, mark);
  c.DrawText(block, text, style, {rect.x + room, rect.y, rect.width - room, rect.height});
}

}  // namespace

void Frame::Title(std::string_view text, Icon icon) {
  Canvas& c = canvas_;
  const TextStyle style = c.Ink(TextRole::Title, true);
  if (icon == Icon::None) {
    Block(c, text, style, c.Unit(8), c.Unit(5), true);
  } else {
    BlockWithIcon(c, icon, text, style, c.theme.accent_ink, c.Unit(8), c.Unit(5), true);
  }
}

void Frame::Question(std::string_view text) {
  Block(canvas_, text, canvas_.Ink(TextRole::Question, true), canvas_.Unit(8), canvas_.Unit(6), true);
}

void Frame::Heading(std::string_view text) {
  Block(canvas_, text, canvas_.Ink(TextRole::Body, true), canvas_.Unit(8), canvas_.Unit(3), true);
}

void Frame::Paragraph(std::string_view text, Privacy privacy) {
  TextStyle style = canvas_.Ink();
  style.privacy = privacy;
  Block(canvas_, text, style, canvas_.Unit(3), canvas_.Unit(4));
}

void Frame::Strong(std::string_view text, Privacy privacy) {
  TextStyle style = canvas_.Ink(TextRole::Body, true);
  style.privacy = privacy;
  Block(canvas_, text, style, canvas_.Unit(3), canvas_.Unit(4));
}

void Frame::Note(std::string_view text, Icon icon) {
  const TextStyle style = canvas_.Quiet();
  if (icon == Icon::None) {
    Block(canvas_, text, style, canvas_.Unit(2), canvas_.Unit(4));
  } else {
    BlockWithIcon(canvas_, icon, text, style, canvas_.theme.accent_ink, canvas_.Unit(2), canvas_.Unit(4));
  }
}

bool Frame::Row(std::string_view id, const RowSpec& spec) {
  Canvas& c = canvas_;
  const float pad = c.Unit(2.5);
  const float width = c.flow.Width();
  const float button = spec.edit.empty() ? 0 : ButtonWidth(c, spec.edit, Icon::Edit, c.Unit(4)) + c.Unit(4);
  const float room = width - button;
  const float label_width = std::round(std::clamp(room * 0.32F, c.Em() * 4.2F, c.Em() * 9));
  const TextStyle quiet = c.Quiet();
  TextStyle strong = c.Ink();
  strong.privacy = spec.privacy;
  const float label_natural = c.NaturalWidth(spec.label, quiet);
  const bool is_stacked =
      room < c.Em() * 16 || label_natural > label_width * 2 || WidestWord(c, spec.label, quiet) > label_width;
  const float value_left = is_stacked ? 0 : label_width + c.Unit(4);
  const TextBlock label = c.Layout(spec.label, quiet, is_stacked ? room : label_width);
  const TextBlock value = c.Layout(spec.value, strong, room - value_left);
  const float text_height = is_stacked ? label.height + value.height : std::max(label.height, value.height);
  const float height = std::max(text_height, spec.edit.empty() ? 0 : std::max(c.Target(), c.LineHeight())) + 2 * pad;
  const Rect rect = c.flow.Take({.width = width,
                                 .height = height,
                                 .line = c.LineHeight(),
                                 .first_line = std::round((std::ceil(height) - text_height) / 2)});
  const float top = rect.y + std::round((rect.height - text_height) / 2);
  c.DrawText(label, spec.label, quiet, {rect.x, top, is_stacked ? room : label_width, label.height});
  c.DrawText(value, spec.value, strong,
             {rect.x + value_left, is_stacked ? top + label.height : top, room - value_left, value.height});
  // A line between two rows, none round them.
  if (rect.y == last_row_bottom_) c.Fill({rect.x, rect.y, rect.width, c.Hairline()}, c.theme.hairline);
  last_row_bottom_ = rect.Bottom();
  if (spec.edit.empty()) return false;
  const float tall = std::max(c.Target(), c.LineHeight());
  const Rect edit{rect.Right() - button + c.Unit(4), rect.y + std::round((rect.height - tall) / 2), button - c.Unit(4),
                  tall};
  return DrawButton(c, id, spec.edit, Icon::Edit, edit, SecondaryLook(c), true);
}

void Frame::Figure(const FigureSpec& spec) {
  Canvas& c = canvas_;
  Block(c, spec.label, c.Quiet(), c.Unit(4), 0, true);
  TextStyle style = c.Ink(TextRole::Figure, true);
  style.ink = c.theme.accent_ink;
  Block(c, spec.value, style, 0, c.Unit(4));
}

void Frame::Done(std::string_view text) {
  Canvas& c = canvas_;
  const float radius = std::round(c.Em(TextRole::Title) * 0.95F);
  const float room = 2 * radius + c.Unit(6);
  const TextStyle style = c.Ink(TextRole::Title, true);
  const TextBlock block = c.Layout(text, style, c.flow.Width() - room);
  const float height = std::max(block.height, 2 * radius);
  const Rect rect = c.flow.Take({room + block.width, height, c.Unit(4), c.Unit(8)});
  const float middle = rect.y + std::round(rect.height / 2);
  c.Disc({rect.x + radius, middle}, radius, c.theme.accent.ground);
  {
    const OnGround on(c, c.theme.accent.ground);
    c.DrawIcon(Icon::Check, {rect.x + radius, middle}, radius * 1.5F, c.theme.accent.ink);
  }
  c.DrawTextMiddle(text, style, {rect.x + room, rect.y, rect.width - room, rect.height});
}

void Frame::Empty(Icon icon, std::string_view title, std::string_view text) {
  Canvas& c = canvas_;
  const float radius = c.Unit(20);
  const Rect disc = c.flow.Take(
      {.width = 2 * radius, .height = 2 * radius, .before = c.Unit(10), .after = c.Unit(6), .keeps_next = true});
  const Point centre{std::round(disc.x + disc.width / 2), disc.y + radius};
  c.Disc(centre, radius, c.theme.accent_soft.ground);
  {
    const OnGround on(c, c.theme.accent_soft.ground);
    const Colour mark = c.theme.name == ThemeName::HighContrast ? c.theme.accent_soft.ink : c.theme.accent_ink;
    c.DrawIcon(icon, centre, radius, mark);
  }
  TextStyle strong = c.Ink(TextRole::Title, true);
  strong.align = Align::Centre;
  Block(c, title, strong, 0, c.Unit(3), !text.empty());
  if (text.empty()) return;
  TextStyle plain = c.Ink();
  plain.align = Align::Centre;
  Block(c, text, plain, 0, c.Unit(6));
}

void Frame::Banner(const BannerSpec& spec) {
  Canvas& c = canvas_;
  const auto tone = static_cast<std::size_t>(spec.tone);
  const Pair pair = c.theme.tones[tone];
  const Colour mark = c.theme.tone_marks[tone];
  const float pad = c.Unit(5);
  const float em = c.Em() * 1.3F;
  const float left = pad + em + c.Unit(4);
  const float room = c.flow.Width() - left - pad;
  const TextStyle strong{.bold = true, .ink = mark};
  const TextStyle plain{.ink = pair.ink};
  const TextBlock title = c.Layout(spec.title, strong, room);
  const TextBlock text = c.Layout(spec.text, plain, room);
  const float title_height = spec.title.empty() ? 0 : title.height;
  const float text_height = spec.text.empty() ? 0 : text.height;
  const Rect rect = c.flow.Take({.width = c.flow.Width(),
                                 .height = title_height + text_height + 2 * pad,
                                 .before = c.Unit(4),
                                 .after = c.Unit(6),
                                 .line = c.LineHeight(),
                                 .first_line = pad});
  if (spec.tone == Tone::Warning && c.memory.FindsFault()) c.reveal = rect;
  const OnGround on(c, pair.ground);
  c.Fill(rect, pair.ground, c.Radius());
  c.Outline(rect, mark, std::max(c.Hairline(), c.metrics.Px(Millimetres{0.4})), c.Radius());
  c.DrawIcon(IconOf(spec.tone), {rect.x + pad + em / 2, rect.y + pad + c.LineHeight() / 2}, em, mark);
  if (!spec.title.empty()) c.DrawText(title, spec.title, strong, {rect.x + left, rect.y + pad, room, title.height});
  if (!spec.text.empty()) {
    c.DrawText(text, spec.text, plain, {rect.x + left, rect.y + pad + title_height, room, text.height});
  }
}

void Frame::Countdown(const CountdownSpec& spec) {
  Canvas& c = canvas_;
  const TextStyle style = c.Quiet();
  const TextBlock block = c.Layout(spec.text, style, c.flow.Width());
  const float bar = std::max(3.0F, c.Unit(2));
  const Rect rect = c.flow.Take({block.width, block.height + c.Unit(2) + bar, c.Unit(4), c.Unit(6)});
  const Unannounced quiet(c);
  c.DrawText(block, spec.text, style, rect);
  const Rect track{rect.x, rect.Bottom() - bar, rect.width, bar};
  const float part = std::clamp(
      static_cast<float>(spec.seconds_left) / static_cast<float>(std::max(1, spec.seconds_total)), 0.0F, 1.0F);
  c.Outline(track, c.theme.control_border, std::max(1.0F, bar / 6), bar / 2);
  if (part > 0)
    c.Fill({track.x, track.y, std::max(bar, std::round(track.width * part)), bar}, c.theme.accent_ink, bar / 2);
}

}  // namespace bianmin::ui
