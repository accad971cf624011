// What is pressed: tiles, choices, buttons, fields, stars.
#include <algorithm>
#include <cmath>

#include "kiosk/base/text.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

struct TileText {
  TextBlock title;
  TextBlock subtitle;
  TextStyle title_style;
  TextStyle subtitle_style;
};

// Titles are of the size of a question, or, where there is little room, of the body.
TileText LayOutTile(const Canvas& c, const TileSpec& spec, Pair colours, float room, TextRole title) {
  TileText text;
  text.title_style = {.role = title, .bold = true, .ink = colours.ink, .shown_at = spec.shown_at};
  text.subtitle_style = {.role = TextRole::Note, .ink = colours.ink};
  text.title = c.Layout(spec.title, text.title_style, room);
  if (!spec.subtitle.empty()) text.subtitle = c.Layout(spec.subtitle, text.subtitle_style, room);
  return text;
}

// The icon on a plate of its own colour.
void DrawPlate(Canvas& c, Icon icon, const Rect& plate, Colour mark, Colour on_mark) {
  c.Fill(plate, mark, c.Radius());
  const OnGround on(c, mark);
  c.DrawIcon(icon, plate.Centre(), plate.width * 0.64F, on_mark);
}

void DrawTileText(Canvas& c, std::string_view id, const TileSpec& spec, const TileText& text, const Rect& area) {
  c.DrawText(text.title, spec.title, text.title_style, area, id);
  if (spec.subtitle.empty()) return;
  const float below = text.title.height + c.Unit(1);
  c.DrawText(text.subtitle, spec.subtitle, text.subtitle_style,
             {area.x, area.y + below, area.width, area.height - below}, id);
}

float SubtitleRoom(const Canvas& c, const TileText& text) {
  return text.subtitle.lines.empty() ? 0 : text.subtitle.height + c.Unit(1);
}

// A tile with its icon above the text, and beside it.
struct TilePlan {
  float pad = 0;
  float plate = 0;
  TileText tall;
  float tall_height = 0;
  TileText wide;
  float wide_height = 0;
  bool prefers_wide = false;
  float Height() const { return prefers_wide ? wide_height : tall_height; }
};

TilePlan PlanTile(const Canvas& c, const TileSpec& spec, Pair colours, TextRole title) {
  TilePlan plan{.pad = c.Unit(6)};
  plan.plate = spec.icon == Icon::None ? 0 : std::round(c.Em(TextRole::Question) * 1.9F);
  const float width = c.flow.Width();
  plan.tall = LayOutTile(c, spec, colours, width - 2 * plan.pad, title);
  plan.tall_height = 2 * plan.pad + plan.plate + c.Unit(5) + plan.tall.title.height + SubtitleRoom(c, plan.tall);
  plan.wide = LayOutTile(c, spec, colours, width - 2 * plan.pad - plan.plate - c.Unit(5), title);
  plan.wide_height = 2 * plan.pad + std::max(plan.plate, plan.wide.title.height + SubtitleRoom(c, plan.wide));
  const bool is_large = c.metrics.Step() != TextStep::Standard;
  plan.prefers_wide = plan.plate == 0 || width > c.Em() * (is_large ? 12 : 16);
  return plan;
}

// A tile that no leaf could show whole gives up the size of its title, its icon, and what stands below the title.
TilePlan FitTile(const Canvas& c, TileSpec& spec, Pair colours, float most) {
  TilePlan plan = PlanTile(c, spec, colours, TextRole::Question);
  if (plan.Height() > most) plan = PlanTile(c, spec, colours, TextRole::Body);
  if (plan.Height() > most) {
    spec.icon = Icon::None;
    plan = PlanTile(c, spec, colours, TextRole::Body);
  }
  if (plan.Height() > most) {
    spec.subtitle = {};
    plan = PlanTile(c, spec, colours, TextRole::Body);
  }
  return plan;
}

Icon MarkOf(const ChoiceSpec& spec) {
  if (spec.mark == Mark::Radio) return spec.is_selected ? Icon::RadioOn : Icon::RadioOff;
  return spec.is_selected ? Icon::CheckOn : Icon::CheckOff;
}

bool DrawMainButton(Canvas& c, std::string_view id, const ButtonSpec& spec, const ButtonLook& look) {
  const float natural = ButtonWidth(c, spec.text, spec.icon, c.Unit(8));
  const float region = c.flow.Width();
  const float least = c.flow.IsInRow() ? 0 : c.Unit(90);
  const bool is_full = c.metrics.Facing() == Orientation::Portrait && !c.flow.IsInRow();
  const float width = is_full ? region : std::min(region, std::max(natural, least));
  const float height = ButtonHeight(c, spec.text, spec.icon, width);
  Rect rect = c.flow.Take({width, height, c.Unit(5), c.Unit(6)});
  if (!c.flow.IsInGrid()) rect.width = width;
  return DrawButton(c, id, spec.text, spec.icon, rect, look, spec.is_enabled);
}

// What the field shows: the text or as many dots as it has characters.
std::string ShownText(const TextFieldSpec& spec) {
  if (!spec.is_masked) return std::string(spec.text);
  std::string dots;
  for (std::size_t i = base::CountCharacters(spec.text); i > 0; --i) dots += "•";
  return dots;
}

// Of what stands in an empty field; nothing once something is written.
float PlaceholderHeight(const Canvas& c, const TextFieldSpec& spec, float width) {
  if (!spec.text.empty() || spec.placeholder.empty()) return 0;
  return c.Layout(spec.placeholder, c.Quiet(), width - (spec.is_focused ? c.Unit(3) : 0)).height;
}

void DrawFieldText(Canvas& c, std::string_view id, const TextFieldSpec& spec, const Rect& box) {
  const float pad = c.Unit(4);
  const Rect area{box.x + pad, box.y, box.width - 2 * pad, box.height};
  const std::string shown = ShownText(spec);
  TextStyle style = c.Ink();
  style.privacy = spec.privacy;
  const TextBlock block = c.Layout(shown, style, area.width);
  const float written = shown.empty() ? c.LineHeight() : block.height;
  const float height = std::max(written, PlaceholderHeight(c, spec, area.width));
  // One line in the middle; a field of several lines fills from its top.
  const float top = box.y + (spec.lines > 1 ? c.Unit(2.5) : std::round((box.height - height) / 2));
  float caret_x = area.x;
  if (!shown.empty()) {
    c.DrawText(block, shown, style, {area.x, top, area.width, block.height}, id);
    caret_x = area.x + block.lines.back().width + c.Unit(0.5);
  } else if (!spec.placeholder.empty()) {
    const float indent = spec.is_focused ? c.Unit(3) : 0;
    c.DrawText(spec.placeholder, c.Quiet(), {area.x + indent, top, area.width - indent, height}, id);
  }
  if (!spec.is_focused) return;
  const float caret_top = top + written - c.LineHeight() + std::round((c.LineHeight() - c.Em() * 1.15F) / 2);
  c.Fill({std::round(caret_x), std::round(caret_top), std::max(2.0F, c.Unit(0.7)), std::round(c.Em() * 1.15F)},
         c.theme.accent_ink);
}

}  // namespace

bool Frame::Tile(std::string_view id, const TileSpec& wanted) {
  Canvas& c = canvas_;
  TileSpec spec = wanted;
  const auto tint = static_cast<std::size_t>(spec.tint);
  const Pair colours = spec.is_enabled ? c.theme.tints[tint] : c.theme.disabled;
  const Colour mark = spec.is_enabled ? c.theme.tint_marks[tint] : c.theme.disabled.ink;
  const TilePlan plan = FitTile(c, spec, colours, MostControl());
  const auto& [pad, plate, tall, tall_height, wide, wide_height, prefers_wide] = plan;
  const Rect rect = c.flow.Take({c.flow.Width(), plan.Height(), c.Gap(), c.Unit(4)});
  const bool is_wide = prefers_wide && rect.height < tall_height + c.Unit(4);

  const Touch::Answer answer =
      c.Control({.id = id, .text = spec.title, .colours = colours, .is_enabled = spec.is_enabled}, rect);
  const bool held = answer == Touch::Answer::Held;
  const Rect at = Sunk(c, rect, held);
  const Colour ground = held ? Blend({0, 0, 0, 28}, colours.ground) : colours.ground;
  const OnGround on(c, ground);
  const float radius = c.Unit(4);
  c.Card(at, ground, radius);
  if (held) c.Outline(at, mark, c.Unit(1), radius);
  const Colour on_mark = c.theme.name == ThemeName::Dark ? c.theme.page : Colour{255, 255, 255, 255};
  if (is_wide) {
    const float middle = at.y + std::round(at.height / 2);
    if (plate > 0) DrawPlate(c, spec.icon, {at.x + pad, middle - std::round(plate / 2), plate, plate}, mark, on_mark);
    const float left = plate > 0 ? pad + plate + c.Unit(5) : pad;
    const float height = wide.title.height + SubtitleRoom(c, wide);
    DrawTileText(c, id, spec, wide, {at.x + left, middle - std::round(height / 2), at.width - left - pad, height});
  } else {
    if (plate > 0) DrawPlate(c, spec.icon, {at.x + pad, at.y + pad, plate, plate}, mark, on_mark);
    const float height = tall.title.height + SubtitleRoom(c, tall);
    DrawTileText(c, id, spec, tall, {at.x + pad, at.Bottom() - pad - height, at.width - 2 * pad, height});
  }
  return answer == Touch::Answer::Pressed;
}

bool Frame::Choice(std::string_view id, const ChoiceSpec& spec) {
  Canvas& c = canvas_;
  Pair colours = spec.is_selected ? c.theme.accent_soft : Pair{c.theme.card, c.theme.ink};
  if (!spec.is_enabled) colours = c.theme.disabled;
  const float pad = c.Unit(4);
  const float em = std::round(c.Em() * 1.2F);
  const float icon_room = spec.icon == Icon::None ? 0 : em + c.Unit(3);
  const float left = pad + em + c.Unit(3) + icon_room;
  const float width = c.flow.Width();
  TextStyle strong{.bold = true, .ink = colours.ink};
  const float aside_width = spec.aside.empty() ? 0 : c.NaturalWidth(spec.aside, strong);
  const bool is_aside_below = aside_width > 0 && width - left - pad - aside_width < c.Em() * 5;
  const float aside_room = aside_width > 0 && !is_aside_below ? aside_width + c.Unit(4) : 0;
  const float room = width - left - pad;  // the aside shares the first line only
  const TextStyle style{.ink = colours.ink, .privacy = spec.privacy, .shown_at = spec.shown_at};
  const TextStyle quiet{.role = TextRole::Note, .ink = spec.is_selected ? colours.ink : c.theme.ink_secondary};
  const TextBlock text = c.Layout(spec.text, style, room - aside_room);
  const TextBlock note = c.Layout(spec.note, quiet, room);
  float height = text.height + (spec.note.empty() ? 0 : note.height);
  if (is_aside_below) height += c.LineHeight();
  const Rect rect = c.flow.Take({.width = width,
                                 .height = std::max(TallButton(c), height + c.Unit(6)),
                                 .before = std::max(c.Gap(), c.Unit(4)),
                                 .after = c.Unit(4),
                                 .least_width = left + c.NaturalWidth(spec.text, style) + pad + 1});

  const Touch::Answer answer = c.Control({.id = id,
                                          .text = spec.privacy == Privacy::Sensitive ? "•••" : spec.text,
                                          .colours = colours,
                                          .is_enabled = spec.is_enabled,
                                          .is_selected = spec.is_selected},
                                         rect);
  const bool held = answer == Touch::Answer::Held;
  const Rect at = Sunk(c, rect, held);
  const Colour ground = held ? Blend({0, 0, 0, 24}, colours.ground) : colours.ground;
  const OnGround on(c, ground);
  c.Fill(at, ground, c.Radius());
  const bool is_strong = spec.is_selected || held;
  const Colour border = is_strong ? c.theme.accent_ink : c.theme.control_border;
  c.Outline(at, spec.is_enabled ? border : c.theme.hairline, is_strong ? c.Unit(0.9) : c.Hairline(), c.Radius());

  const float top = at.y + std::round((at.height - height) / 2);
  const float first_line = top + c.LineHeight(style) / 2;
  const bool is_inverted = spec.is_selected && c.theme.name == ThemeName::HighContrast;
  const Colour mark_colour = !spec.is_enabled ? colours.ink : is_inverted ? colours.ink : c.theme.accent_ink;
  c.DrawIcon(MarkOf(spec), {at.x + pad + em / 2, first_line}, em, mark_colour);
  c.DrawIcon(spec.icon, {at.x + left - c.Unit(3) - em / 2, first_line}, em, mark_colour);
  c.DrawText(text, spec.text, style, {at.x + left, top, room, text.height}, id);
  float y = top + text.height;
  if (!spec.note.empty()) {
    c.DrawText(note, spec.note, quiet, {at.x + left, y, room, note.height}, id);
    y += note.height;
  }
  if (aside_width > 0 && is_aside_below) c.DrawText(spec.aside, strong, {at.x + left, y, room, c.LineHeight()}, id);
  if (aside_width > 0 && !is_aside_below) {
    c.DrawText(spec.aside, strong, {at.Right() - pad - aside_width, top, aside_width + 1, c.LineHeight()}, id);
  }
  return answer == Touch::Answer::Pressed;
}

bool Frame::PrimaryButton(std::string_view id, const ButtonSpec& spec) {
  return DrawMainButton(canvas_, id, spec, PrimaryLook(canvas_));
}

bool Frame::SecondaryButton(std::string_view id, const ButtonSpec& spec) {
  return DrawMainButton(canvas_, id, spec, SecondaryLook(canvas_));
}

bool Frame::DangerButton(std::string_view id, const ButtonSpec& spec) {
  return DrawMainButton(canvas_, id, spec, DangerLook(canvas_));
}

bool Frame::TextField(std::string_view id, const TextFieldSpec& spec) {
  Canvas& c = canvas_;
  // Over flat keys there is no line to spare: the label stands before the box.
  const float label = c.NaturalWidth(spec.label, c.Ink(TextRole::Body, true)) + c.Unit(6);
  const bool is_inline = HasFlatKeys() && !spec.label.empty() && label < c.flow.Width() / 2;
  const float indent = is_inline ? label : 0;
  if (!spec.label.empty() && !is_inline) Heading(spec.label);
  const float width = c.flow.Width() - indent;
  const std::string shown = ShownText(spec);
  const float text =
      std::max(c.Layout(shown, c.Ink(), width - c.Unit(8)).height, PlaceholderHeight(c, spec, width - c.Unit(8)));
  const float least = c.LineHeight() * static_cast<float>(std::max(1, spec.lines));
  const float height = std::max(c.Target(), std::max(text, least) + c.Unit(5));
  const float space = std::max(c.Gap(), c.Unit(3));
  const std::string_view below = spec.error.empty() ? spec.hint : spec.error;
  const Rect row = c.flow.Take(
      {.width = width + indent, .height = height, .before = space, .after = space, .keeps_next = !below.empty()});
  const Rect box{row.x + indent, row.y, width, height};
  if (is_inline) c.DrawTextMiddle(spec.label, c.Ink(TextRole::Body, true), {row.x, row.y, indent, height});
  if (!spec.error.empty() && c.memory.FindsFault()) c.reveal = box;
  const Pair colours{c.theme.card, c.theme.ink};
  const std::string_view recorded = spec.privacy == Privacy::Sensitive && !spec.text.empty() ? "•••" : spec.text;
  const Touch::Answer answer =
      c.Control({.id = id, .text = recorded, .colours = colours, .is_selected = spec.is_focused}, box);
  {
    const OnGround on(c, colours.ground);
    c.Fill(box, answer == Touch::Answer::Held ? c.theme.card_pressed : colours.ground, c.Radius());
    const Colour usual = spec.is_focused ? c.theme.accent_ink : c.theme.control_border;
    const bool is_strong = spec.is_focused || !spec.error.empty();
    c.Outline(box, spec.error.empty() ? usual : c.theme.danger.ground, is_strong ? c.Unit(0.9) : c.Hairline(),
              c.Radius());
    DrawFieldText(c, id, spec, box);
  }
  if (below.empty()) return answer == Touch::Answer::Pressed;
  const Colour ink = spec.error.empty() ? c.theme.ink_secondary : c.theme.danger.ground;
  const float em = spec.error.empty() ? 0 : c.Em() * 1.1F;
  const float room = em > 0 ? em + c.Unit(2) : 0;
  const TextStyle style{.role = TextRole::Note, .ink = ink};
  const TextBlock block = c.Layout(below, style, row.width - room);
  const Rect rect = c.flow.Take({row.width, block.height, c.Unit(1), c.Unit(4)});
  if (em > 0) c.DrawIcon(Icon::Error, {rect.x + em / 2, rect.y + c.LineHeight() / 2}, em, ink);
  c.DrawText(block, below, style, {rect.x + room, rect.y, row.width - room, block.height});
  return answer == Touch::Answer::Pressed;
}

}  // namespace bianmin::ui
