// What is shown as a figure: the timeline of an order, a QR code, a table of prices.
#include <algorithm>
#include <cmath>

#include "kiosk/base/check.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

struct NodeLook {
  Icon icon;
  Colour mark;
  bool is_filled;
};

NodeLook LookOf(const Canvas& c, StepState state) {
  switch (state) {
    case StepState::Done:
      return {Icon::Check, c.theme.accent.ground, true};
    case StepState::Current:
      return {Icon::Dot, c.theme.accent_ink, false};
    case StepState::Stopped:
      return {Icon::Close, c.theme.danger.ground, true};
    case StepState::Future:
      break;
  }
  return {Icon::None, c.theme.control_border, false};
}

void DrawNode(Canvas& c, StepState state, Point at, float radius) {
  const NodeLook look = LookOf(c, state);
  const float thickness = std::max(2.0F, c.metrics.Px(Millimetres{0.8}));
  if (look.is_filled) {
    c.Disc(at, radius, look.mark);
    const OnGround on(c, look.mark);
    c.DrawIcon(look.icon, at, radius * 1.5F, state == StepState::Done ? c.theme.accent.ink : c.theme.danger.ink);
    return;
  }
  c.Disc(at, radius, c.ground);
  c.Ring(at, radius, look.mark, thickness);
  if (state == StepState::Current) c.Disc(at, radius * 0.5F, look.mark);
}

// One step: title and state on the first line when they fit beside each other, then the time and the note.
void DrawStep(Canvas& c, const TimelineStep& step, bool is_last) {
  const float radius = std::round(c.Em() * 0.55F);
  const float left = 2 * radius + c.Unit(5);
  const float room = c.flow.Width() - left;
  const bool is_quiet = step.state == StepState::Future;
  TextStyle title{.bold = !is_quiet, .ink = is_quiet ? c.theme.ink_secondary : c.theme.ink};
  TextStyle word{.ink = step.state == StepState::Stopped ? c.theme.danger.ground : c.theme.accent_ink};
  if (step.state == StepState::Stopped && c.theme.name == ThemeName::Dark) word.ink = c.theme.danger.ground;
  const TextStyle quiet = c.Quiet();
  TextStyle note = quiet;
  note.privacy = step.privacy;
  const float word_width = step.state_word.empty() ? 0 : c.NaturalWidth(step.state_word, word) + c.Unit(5);
  const bool is_beside = c.NaturalWidth(step.title, title) + word_width <= room;
  const TextBlock title_block = c.Layout(step.title, title, room);
  const TextBlock word_block = c.Layout(step.state_word, word, room);
  const TextBlock time_block = c.Layout(step.time, quiet, room);
  const TextBlock note_block = c.Layout(step.note, note, room);
  float height = title_block.height;
  if (!is_beside && !step.state_word.empty()) height += word_block.height;
  if (!step.time.empty()) height += time_block.height;
  if (!step.note.empty()) height += note_block.height;
  const float below = is_last ? 0 : c.Unit(5);
  const Rect rect = c.flow.Take(
      {.width = c.flow.Width(), .height = height + below, .after = is_last ? c.Unit(6) : 0, .line = c.LineHeight()});
  const Point node{rect.x + radius, rect.y + std::round(c.LineHeight() / 2)};
  if (!is_last) {
    const Colour line = step.state == StepState::Done ? c.theme.accent_ink : c.theme.control_border;
    const float width = std::max(2.0F, c.metrics.Px(Millimetres{0.8}));
    c.Fill({std::round(node.x - width / 2), node.y, width, rect.height}, line);
  }
  DrawNode(c, step.state, node, radius);
  float y = rect.y;
  const float x = rect.x + left;
  c.DrawText(title_block, step.title, title, {x, y, room, title_block.height});
  if (!step.state_word.empty()) {
    const float word_x = is_beside ? x + title_block.width + c.Unit(5) : x;
    if (!is_beside) y += title_block.height;
    c.DrawText(word_block, step.state_word, word, {word_x, y, room, word_block.height});
    if (!is_beside) y += word_block.height - title_block.height;
  }
  y += title_block.height;
  if (!step.time.empty()) {
    c.DrawText(time_block, step.time, quiet, {x, y, room, time_block.height});
    y += time_block.height;
  }
  if (!step.note.empty()) c.DrawText(note_block, step.note, note, {x, y, room, note_block.height});
}

std::vector<float> ColumnWidths(const Canvas& c, std::span<const TableColumn> columns, float gap) {
  double total = 0;
  for (const TableColumn& column : columns) total += column.weight;
  const float room = c.flow.Width() - gap * static_cast<float>(columns.size() - 1);
  std::vector<float> widths;
  for (const TableColumn& column : columns) {
    widths.push_back(std::floor(room * static_cast<float>(column.weight / total)));
  }
  return widths;
}

void DrawTableRow(Canvas& c, std::span<const TableColumn> columns, const std::vector<std::string_view>& cells,
                  const std::vector<float>& widths, float gap, bool is_head) {
  TextStyle style = is_head ? TextStyle{.bold = true, .ink = c.theme.ink_secondary} : c.Ink();
  const float pad = c.Unit(2.5);
  float height = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    height = std::max(height, c.Layout(cells[i], style, widths[i]).height);
  }
  const Rect rect = c.flow.Take({.width = c.flow.Width(),
                                 .height = height + 2 * pad,
                                 .before = is_head ? c.Unit(4) : 0,
                                 .line = c.LineHeight(),
                                 .first_line = pad,
                                 .keeps_next = is_head});
  float x = rect.x;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    style.align = columns[i].is_number ? Align::Right : Align::Left;
    style.privacy = is_head ? Privacy::Open : columns[i].privacy;
    c.DrawText(cells[i], style, {x, rect.y + pad, widths[i], height});
    x += widths[i] + gap;
  }
  const float rule = is_head ? std::max(2.0F, c.metrics.Px(Millimetres{0.5})) : c.Hairline();
  c.Fill({rect.x, rect.Bottom() - rule, rect.width, rule}, is_head ? c.theme.control_border : c.theme.hairline);
}

}  // namespace

void Frame::Timeline(std::span<const TimelineStep> steps) {
  canvas_.flow.Space(canvas_.Unit(4));
  for (std::size_t i = 0; i < steps.size(); ++i) DrawStep(canvas_, steps[i], i + 1 == steps.size());
}

void Frame::QrCode(const QrSpec& spec) {
  Canvas& c = canvas_;
  CHECK(spec.side > 0 &&
        spec.modules.size() == static_cast<std::size_t>(spec.side) * static_cast<std::size_t>(spec.side));
  constexpr int kQuiet = 4;  // modules of white round it, as the standard asks
  const int across = spec.side + 2 * kQuiet;
  const float wanted = std::min(c.flow.Width(), c.Px(Millimetres{60}));
  const float module = std::max(2.0F, std::floor(wanted / static_cast<float>(across)));
  const float size = module * static_cast<float>(across);
  TextStyle style = c.Quiet();
  const TextBlock caption = c.Layout(spec.caption, style, c.flow.Width());
  const float caption_height = spec.caption.empty() ? 0 : caption.height + c.Unit(2);
  const Rect rect = c.flow.Take({size, size + caption_height, c.Unit(4), c.Unit(6)});
  // Black on white in every theme: a camera reads it.
  const Colour white{255, 255, 255, 255};
  const Colour black{0, 0, 0, 255};
  const Rect square{rect.x, rect.y, size, size};
  c.Fill(square, white, c.Unit(1));
  c.Outline(square, c.theme.hairline, c.Hairline(), c.Unit(1));
  for (int row = 0; row < spec.side; ++row) {
    for (int column = 0; column < spec.side;) {
      const auto at = [&](int x) { return spec.modules[static_cast<std::size_t>(row * spec.side + x)]; };
      int end = column;
      while (end < spec.side && at(end)) ++end;
      if (end > column) {
        c.Fill({rect.x + module * static_cast<float>(column + kQuiet),
                rect.y + module * static_cast<float>(row + kQuiet), module * static_cast<float>(end - column), module},
               black);
      }
      column = std::max(end, column + 1);
    }
  }
  if (!spec.caption.empty()) {
    c.DrawText(caption, spec.caption, style, {rect.x, rect.y + size + c.Unit(2), rect.width, caption.height});
  }
}

void Frame::Table(std::span<const TableColumn> columns, std::span<const std::vector<std::string_view>> rows) {
  Canvas& c = canvas_;
  if (columns.empty()) return;
  const float gap = c.Unit(5);
  const std::vector<float> widths = ColumnWidths(c, columns, gap);
  std::vector<std::string_view> head;
  for (const TableColumn& column : columns) head.push_back(column.title);
  DrawTableRow(c, columns, head, widths, gap, true);
  for (const std::vector<std::string_view>& row : rows) {
    CHECK(row.size() == columns.size());
    DrawTableRow(c, columns, row, widths, gap, false);
  }
  c.flow.Space(c.Unit(6));
}

}  // namespace bianmin::ui
