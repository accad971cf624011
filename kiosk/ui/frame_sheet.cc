// The text-entry sheet: what is read and entered, and the ways to write.
#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"
#include "kiosk/ui/sheet_layout.h"

namespace bianmin::ui {
namespace {

constexpr std::size_t kCandidatesInRow = 8;

// ---- the text and its caret

float WidthOf(const Canvas& c, std::string_view text) { return text.empty() ? 0 : c.NaturalWidth(text, c.Ink()); }

std::size_t OffsetOf(const TextLine& line, std::string_view text) {
  return line.text.empty() ? 0 : static_cast<std::size_t>(line.text.data() - text.data());
}

// The line the caret stands in: the last one that begins at or before it.
std::size_t CaretLine(const TextBlock& block, std::string_view text, std::size_t caret) {
  std::size_t found = 0;
  for (std::size_t i = 1; i < block.lines.size(); ++i) {
    if (OffsetOf(block.lines[i], text) <= caret) found = i;
  }
  return found;
}

// The boundary between two characters of the line that is nearest to x.
std::size_t NearestCaret(const Canvas& c, const TextLine& line, std::string_view text, float x) {
  const std::size_t begin = OffsetOf(line, text);
  std::size_t best = 0;
  float best_distance = std::abs(x);
  for (std::size_t at = 0; at < line.text.size();) {
    static_cast<void>(NextCharacter(line.text, at));
    const float distance = std::abs(x - WidthOf(c, line.text.substr(0, at)));
    if (distance < best_distance) best = at, best_distance = distance;
  }
  return begin + best;
}

std::optional<sheet::Press> DrawText(Canvas& c, const SheetSpec& spec, const Rect& box) {
  const Pair colours{c.theme.card, c.theme.ink};
  const std::string_view recorded = spec.text.empty() ? std::string_view{} : "•••";
  const Touch::Answer answer =
      c.Control({.id = "entry.text", .text = recorded, .colours = colours, .is_selected = true}, box);
  const OnGround on(c, colours.ground);
  c.Fill(box, colours.ground, c.Radius());
  c.Outline(box, c.theme.accent_ink, c.Unit(0.9), c.Radius());
  const float pad = c.Unit(4);
  const Rect area{box.x + pad, box.y + c.Unit(2.5), box.width - 2 * pad, box.height - c.Unit(5)};
  TextStyle style = c.Ink();
  style.privacy = Privacy::Sensitive;
  TextBlock block = c.Layout(spec.text, style, area.width - c.Unit(1));
  const std::size_t caret_line = CaretLine(block, spec.text, spec.caret);
  const auto lines = static_cast<std::size_t>(std::max(1.0F, std::floor(area.height / c.LineHeight())));
  const std::size_t first = caret_line >= lines ? caret_line - lines + 1 : 0;
  const std::size_t end = std::min(block.lines.size(), first + lines);
  const TextBlock shown{{block.lines.begin() + static_cast<std::ptrdiff_t>(first),
                         block.lines.begin() + static_cast<std::ptrdiff_t>(end)},
                        block.width,
                        c.LineHeight() * static_cast<float>(end - first)};
  if (spec.text.empty()) {
    const TextBlock placeholder = c.Layout(spec.placeholder, c.Quiet(), area.width - c.Unit(3));
    const Rect place{area.x + c.Unit(3), area.y, area.width - c.Unit(3), placeholder.height};
    if (placeholder.height <= area.height) c.DrawText(placeholder, spec.placeholder, c.Quiet(), place, "entry.text");
  } else {
    c.DrawText(shown, spec.text, style, area, "entry.text");
  }
  const std::size_t line_begin = OffsetOf(block.lines[caret_line], spec.text);
  const std::string_view before = spec.text.substr(line_begin, spec.caret - line_begin);
  const float x = area.x + std::min(area.width, WidthOf(c, before)) + c.Unit(0.3);
  const float y = area.y + static_cast<float>(caret_line - first) * c.LineHeight() +
                  std::round((c.LineHeight() - c.Em() * 1.15F) / 2);
  c.Fill({std::round(x), std::round(y), std::max(2.0F, c.Unit(0.9)), std::round(c.Em() * 1.15F)}, c.theme.accent_ink);

  if (answer != Touch::Answer::Pressed || spec.text.empty()) return std::nullopt;
  const Point at = c.touch.Finger();
  const float row = std::max(0.0F, std::floor((at.y - area.y) / c.LineHeight()));
  const std::size_t line = std::min(first + static_cast<std::size_t>(row), end - 1);
  return sheet::MoveCaret{NearestCaret(c, block.lines[line], spec.text, at.x - area.x)};
}

// ---- phrases

// As many phrases as the rectangle holds, from `first` on; returns one past the last that was drawn.
std::size_t DrawPhrases(Canvas& c, const SheetSpec& spec, const Rect& area, std::size_t first, float reserve,
                        std::optional<sheet::Press>* press) {
  const float gap = SheetGap(c);
  const float height = SheetButton(c);
  float x = area.x;
  float y = area.y;
  std::size_t i = first;
  for (; i < spec.phrases.size(); ++i) {
    const float width = ButtonWidth(c, spec.phrases[i], Icon::None, c.Unit(4));
    if (width > area.width) continue;  // it would need a second line
    if (x > area.x && x + width > area.Right()) x = area.x, y += height + gap;
    const bool is_last_row = y + 2 * height + gap > area.Bottom();
    if (y + height > area.Bottom() || (is_last_row && x + width > area.Right() - reserve)) break;
    if (press != nullptr) {
      const std::string id = "entry.phrase." + std::to_string(i);
      const ButtonLook look{
          .colours = {c.theme.card, c.theme.ink}, .pressed = c.theme.card_pressed, .border = c.theme.control_border};
      if (DrawButton(c, id, spec.phrases[i], Icon::None, {x, y, width, height}, look, true)) {
        *press = sheet::PickPhrase{i};
      }
    }
    x += width + gap;
  }
  return i;
}

std::optional<sheet::Press> DrawPhraseGroup(Canvas& c, const SheetSpec& spec, const Rect& area) {
  std::optional<sheet::Press> press;
  if (area.IsEmpty() || spec.phrases.empty()) return press;
  if (DrawPhrases(c, spec, area, 0, 0, nullptr) == spec.phrases.size()) {
    DrawPhrases(c, spec, area, 0, 0, &press);
    return press;
  }
  const float width = ButtonWidth(c, spec.words.other, Icon::None, c.Unit(4));
  const float reserve = width + SheetGap(c);
  auto first = static_cast<std::size_t>(c.memory.Measure("entry/phrases", 0));
  if (first >= spec.phrases.size()) first = 0;
  if (DrawPhrases(c, spec, area, first, reserve, nullptr) == first) return press;  // too narrow for even one
  const std::size_t end = DrawPhrases(c, spec, area, first, reserve, &press);
  const auto rows = std::floor((area.height + SheetGap(c)) / (SheetButton(c) + SheetGap(c)));
  const float y = area.y + std::max(0.0F, rows - 1) * (SheetButton(c) + SheetGap(c));
  const Rect rect{area.Right() - width, y, width, SheetButton(c)};
  if (DrawButton(c, "entry.phrases_other", spec.words.other, Icon::None, rect, SecondaryLook(c), true)) {
    c.memory.SetMeasure("entry/phrases", static_cast<float>(end));
    c.acted = false;
  }
  return press;
}

// ---- tools, tabs, candidates

std::optional<sheet::Press> DrawTools(Canvas& c, const SheetSpec& spec, const Rect& area) {
  std::optional<sheet::Press> press;
  const float gap = SheetGap(c);
  const bool is_stacked = area.height > SheetButton(c) * 1.5F;
  const bool has_text = !spec.text.empty();
  const float third = std::floor((area.width - 2 * gap) / 3);
  const float half = std::floor((area.width - gap) / 2);
  const float height = SheetButton(c);
  const Rect done = is_stacked ? Rect{area.x, area.Bottom() - height - c.Unit(2), area.width, height + c.Unit(2)}
                               : Rect{area.Right() - third, area.y, third, height};
  const float clear_width = !is_stacked ? third : spec.can_read_aloud ? half : area.width;
  const Rect clear{area.x, area.y, clear_width, height};
  const Rect read{clear.Right() + gap, area.y, clear.width, height};
  if (DrawButton(c, "entry.clear", c.words.clear, Icon::None, clear, SecondaryLook(c), has_text)) {
    press = sheet::Type{Key::Delete};
  }
  if (spec.can_read_aloud &&
      DrawButton(c, "entry.read", spec.words.read_aloud, Icon::Volume, read, SecondaryLook(c), has_text)) {
    press = sheet::ReadAloud{};
  }
  if (DrawButton(c, "entry.done", spec.words.done, Icon::Check, done, PrimaryLook(c), true)) press = sheet::Done{};
  return press;
}

std::string_view NameOf(EntryWay way) {
  switch (way) {
    case EntryWay::Ink:
      return "ink";
    case EntryWay::Pinyin:
      return "pinyin";
    case EntryWay::Strokes:
      return "strokes";
    case EntryWay::Latin:
      break;
  }
  return "latin";
}

std::optional<sheet::Press> DrawTabs(Canvas& c, const SheetSpec& spec, const SheetLayout& layout) {
  std::optional<sheet::Press> press;
  const float gap = SheetGap(c);
  const auto a_row = static_cast<std::size_t>(layout.tabs_a_row);
  const float equal = std::floor((layout.tabs.width - gap * static_cast<float>(a_row - 1)) / static_cast<float>(a_row));
  // Equal widths, unless a word needs more than its share.
  float natural = gap * static_cast<float>(a_row - 1);
  bool is_equal = true;
  for (std::size_t i = 0; i < spec.tabs.size(); ++i) {
    is_equal = is_equal && TabWidth(c, spec.tabs[i]) <= equal;
    if (i < a_row) natural += TabWidth(c, spec.tabs[i]);
  }
  const float share = std::floor((layout.tabs.width - natural) / static_cast<float>(a_row));
  float x = layout.tabs.x;
  for (std::size_t i = 0; i < spec.tabs.size(); ++i) {
    if (i % a_row == 0) x = layout.tabs.x;
    const auto row = static_cast<float>(i / a_row);
    const float width = is_equal ? equal : TabWidth(c, spec.tabs[i]) + std::max(0.0F, share);
    const Rect rect{x, layout.tabs.y + row * (SheetButton(c) + gap), width, SheetButton(c)};
    x += width + gap;
    const bool is_on = spec.tabs[i].way == spec.way;
    const ButtonLook look{.colours = is_on ? c.theme.accent_soft : Pair{c.theme.card, c.theme.ink},
                          .pressed = c.theme.card_pressed,
                          .border = is_on ? c.theme.accent_ink : c.theme.control_border,
                          .border_width = is_on ? c.Unit(0.9) : 0,
                          .bold = is_on};
    const std::string id = "entry.way." + std::string(NameOf(spec.tabs[i].way));
    if (DrawButton(c, id, spec.tabs[i].text, Icon::None, rect, look, true, is_on)) {
      press = sheet::ChooseWay{spec.tabs[i].way};
    }
  }
  return press;
}

std::optional<sheet::Press> DrawCandidateRow(Canvas& c, const SheetSpec& spec, const Rect& row) {
  std::optional<sheet::Press> press;
  if (row.IsEmpty()) return press;
  if (!spec.notice.empty() && spec.candidates.empty()) {
    c.DrawTextMiddle(spec.notice, c.Quiet(), row);
    return press;
  }
  const float gap = SheetGap(c);
  const TextStyle style = c.Ink(TextRole::Question);
  const float more = ButtonWidth(c, spec.shows_all ? spec.words.fewer : spec.words.more, Icon::None, c.Unit(4));
  float x = row.x;
  std::size_t i = 0;
  for (; i < spec.candidates.size() && i < kCandidatesInRow && !spec.shows_all; ++i) {
    const float natural = c.NaturalWidth(spec.candidates[i], style) + c.Unit(8);
    const float width = std::min(row.width - more - gap, std::max(c.Px(Millimetres{16}), natural));
    if (x + width > row.Right() - more - gap) break;
    if (DrawCandidate(c, spec.candidates[i], i, {x, row.y, width, row.height})) press = sheet::PickCandidate{i};
    x += width + gap;
  }
  if (!spec.shows_all && i >= spec.candidates.size()) return press;
  const Rect rect{row.Right() - more, row.y, more, row.height};
  const std::string_view word = spec.shows_all ? spec.words.fewer : spec.words.more;
  if (DrawButton(c, "entry.more", word, Icon::None, rect, SecondaryLook(c), true)) {
    c.memory.SetMeasure("entry/all_page", 0);
    press = sheet::ShowAll{!spec.shows_all};
  }
  return press;
}

std::optional<sheet::Press> DrawWay(Canvas& c, const SheetSpec& spec, const Rect& area) {
  if (spec.shows_all && !spec.candidates.empty()) return DrawAllCandidates(c, spec, area);
  switch (spec.way) {
    case EntryWay::Ink:
      return DrawPad(c, spec, area);
    case EntryWay::Pinyin:
      return DrawPinyinKeys(c, spec, area);
    case EntryWay::Strokes:
      return DrawStrokeKeys(c, spec, area);
    case EntryWay::Latin:
      break;
  }
  return DrawLetters(c, spec, area);
}

}  // namespace

bool DrawCandidate(Canvas& c, std::string_view text, std::size_t index, const Rect& rect) {
  // What a resident is about to write is as private as what is written.
  const Pair colours{c.theme.card, c.theme.ink};
  const Touch::Answer answer =
      c.Control({.id = "entry.pick." + std::to_string(index), .text = "•••", .colours = colours}, rect);
  const bool held = answer == Touch::Answer::Held;
  const Rect at = Sunk(c, rect, held);
  const Colour ground = held ? c.theme.card_pressed : colours.ground;
  const OnGround on(c, ground);
  c.Fill(at, ground, c.Radius());
  c.Outline(at, index == 0 ? c.theme.accent_ink : c.theme.control_border, held ? c.Unit(1) : c.Hairline(), c.Radius());
  TextStyle style = c.Ink(TextRole::Question, index == 0);
  style.align = Align::Centre;
  style.privacy = Privacy::Sensitive;
  c.DrawTextMiddle(text, style, at, "entry.pick." + std::to_string(index));
  return answer == Touch::Answer::Pressed;
}

std::optional<sheet::Press> Frame::Sheet(const SheetSpec& spec) {
  Canvas& c = canvas_;
  const float margin = c.Px(c.metrics.Margin());
  const float pad = c.Unit(5);
  const auto width = static_cast<float>(c.metrics.Pixels().width);
  const float top = (c.is_low ? std::max(body_.y, c.metrics.ReachFrom()) : body_.y) + pad;
  const Rect body{margin, top, width - 2 * margin, body_.Bottom() - pad - top};
  const SheetLayout layout = LayOutSheet(c, spec, body);
  std::optional<sheet::Press> press;
  const auto take = [&](std::optional<sheet::Press> each) {
    if (each) press = std::move(each);
  };
  if (!layout.question.IsEmpty()) c.DrawText(spec.question, c.Ink(TextRole::Body, true), layout.question);
  take(DrawText(c, spec, layout.text));
  take(DrawPhraseGroup(c, spec, layout.phrases));
  take(DrawTools(c, spec, layout.tools));
  take(DrawTabs(c, spec, layout));
  if (!layout.composed.IsEmpty() && !spec.composed.empty()) {
    TextStyle style = c.Quiet();
    style.privacy = Privacy::Sensitive;
    c.DrawText(spec.composed, style, layout.composed);
  }
  take(DrawCandidateRow(c, spec, layout.candidates));
  take(DrawWay(c, spec, layout.area));
  return press;
}

}  // namespace bianmin::ui
