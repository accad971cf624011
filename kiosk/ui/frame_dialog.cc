// The one kind of pop-up: a card over the dimmed page, closed with large buttons at its bottom centre.
#include <algorithm>
#include <cmath>

#include "kiosk/base/check.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

Icon IconOf(Tone tone) {
  if (tone == Tone::Success) return Icon::Success;
  if (tone == Tone::Warning) return Icon::Warning;
  return tone == Tone::Danger ? Icon::Error : Icon::Information;
}

void DrawDialogText(Canvas& c, const DialogSpec& spec, float room, bool is_compact) {
  const auto tone = static_cast<std::size_t>(spec.tone);
  TextStyle title = c.Ink(TextRole::Title, true);
  title.align = Align::Centre;
  if (spec.tone != Tone::Neutral && !is_compact) {
    const float em = c.Unit(20);
    const Rect icon = c.flow.Take({em, em, 0, c.Unit(3)});
    c.DrawIcon(IconOf(spec.tone), icon.Centre(), em, c.theme.tone_marks[tone]);
  }
  const TextBlock title_block = c.Layout(spec.title, title, room);
  const Rect title_rect = c.flow.Take({room, title_block.height, 0, c.Unit(4)});
  c.DrawText(title_block, spec.title, title, title_rect);
  if (spec.text.empty()) return;
  TextStyle plain = c.Ink();
  const TextBlock text = c.Layout(spec.text, plain, room);
  if (text.lines.size() == 1) plain.align = Align::Centre;
  const Rect text_rect = c.flow.Take({room, text.height, 0, c.Unit(4)});
  c.DrawText(text, spec.text, plain, text_rect);
}

std::optional<DialogPress> DrawDialogButtons(Canvas& c, const DialogSpec& spec, float room) {
  const std::string primary_id = std::string(spec.id) + ".primary";
  const std::string secondary_id = std::string(spec.id) + ".secondary";
  const float gap = std::max(c.Gap(), c.Unit(6));
  const bool has_two = !spec.secondary.empty();
  const float primary_width = std::max(c.Unit(80), ButtonWidth(c, spec.primary, Icon::None, c.Unit(8)));
  const float secondary_width =
      has_two ? std::max(c.Unit(80), ButtonWidth(c, spec.secondary, Icon::None, c.Unit(8))) : 0;
  const float both = primary_width + (has_two ? gap + secondary_width : 0);
  const bool is_stacked = both > room;
  const float widest = std::min(room, std::max(primary_width, secondary_width));
  const float first_height = ButtonHeight(c, spec.primary, Icon::None, is_stacked ? widest : primary_width);
  const float height = is_stacked && has_two ? 2 * first_height + gap : first_height;
  const Rect area = c.flow.Take({room, height, c.Unit(8), 0});
  const ButtonLook primary_look = spec.primary_is_dangerous ? DangerLook(c) : PrimaryLook(c);
  std::optional<DialogPress> pressed;
  Rect primary{area.x + std::round((room - widest) / 2), area.y, widest, first_height};
  Rect secondary{primary.x, area.y + first_height + gap, widest, first_height};
  if (!is_stacked) {
    const float left = area.x + std::round((room - both) / 2);
    secondary = {left, area.y, secondary_width, first_height};
    primary = {has_two ? left + secondary_width + gap : left, area.y, primary_width, first_height};
  }
  if (DrawButton(c, primary_id, spec.primary, Icon::None, primary, primary_look, true)) pressed = DialogPress::Primary;
  if (has_two && DrawButton(c, secondary_id, spec.secondary, Icon::None, secondary, SecondaryLook(c), true)) {
    pressed = DialogPress::Secondary;
  }
  return pressed;
}

}  // namespace

std::optional<DialogPress> Frame::Dialog(const DialogSpec& spec) {
  Canvas& c = canvas_;
  const PixelSize pixels = c.metrics.Pixels();
  const auto screen_width = static_cast<float>(pixels.width);
  const auto screen_height = static_cast<float>(pixels.height);
  c.BeginOver();
  c.Fill({0, 0, screen_width, screen_height}, c.theme.scrim);
  const std::string key = "dialog/" + std::string(spec.id);
  // Large text on a small panel: the icon goes and the card widens, so that the buttons stay on the glass.
  const bool is_compact = c.memory.Measure(key + "/compact", 0) > 0;
  const float pad = c.Unit(is_compact ? 5 : 12);
  const float margin = is_compact ? c.Unit(4) : c.Px(c.metrics.Margin());
  const float width = std::min(screen_width - 2 * margin, c.Em() * (is_compact ? 60 : 30) + 2 * pad);
  const float height = c.memory.Measure(key, 0);
  const Flow page_flow = c.flow;
  // Its buttons are at its bottom: that goes to the bottom of the glass when controls are to be low.
  const float y = c.is_low ? screen_height - margin - height : (screen_height - height) / 2;
  const Rect card{std::round((screen_width - width) / 2), std::round(std::max(margin, y)), width, height};
  const OnGround on(c, c.theme.card);
  c.Fill(card, c.theme.card, c.Unit(5));
  c.Outline(card, c.theme.control_border, c.Hairline(), c.Unit(5));
  const float room = width - 2 * pad;
  c.flow.Start(card.x + pad, room, card.y + pad);
  DrawDialogText(c, spec, room, is_compact);
  if (spec.countdown) Countdown(*spec.countdown);
  const std::optional<DialogPress> pressed = DrawDialogButtons(c, spec, room);
  const float needed = std::ceil(c.flow.Y() + pad - card.y);
  c.memory.SetMeasure(key, needed);
  if (needed > screen_height - 2 * margin) c.memory.SetMeasure(key + "/compact", 1);
  c.flow.RestoreFrom(page_flow);
  c.EndOver();
  return pressed;
}

}  // namespace bianmin::ui
