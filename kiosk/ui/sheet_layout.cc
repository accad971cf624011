#include "kiosk/ui/sheet_layout.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/keys.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

constexpr Millimetres kLeastPad{70};
constexpr Millimetres kLeastCandidate{15};
constexpr Millimetres kWidestColumn{150};  // of the text beside the keys; wider when its characters are
constexpr float kWidestColumnEms = 16.5F;  // a phrase of English on one line
constexpr Millimetres kTallestPad{240};
constexpr Millimetres kWidestKey{38};       // of ten beside each other
constexpr Millimetres kWidestLargeKey{70};  // of four

bool HasCandidates(EntryWay way) { return way != EntryWay::Latin; }
bool HasLetters(EntryWay way) { return way == EntryWay::Pinyin || way == EntryWay::Strokes; }

float CandidateHeight(const Canvas& c) {
  return std::max(c.Px(kLeastCandidate), c.LineHeight(TextRole::Question) + c.Unit(2));
}

float RowsHeight(const Canvas& c, int rows, float height) {
  const auto count = static_cast<float>(rows);
  return count * height + (count - 1) * SheetGap(c);
}
float RowsHeight(const Canvas& c, int rows) { return RowsHeight(c, rows, SheetButton(c)); }

// The rows of keys of a way and how many keys the widest of them has; the pad counts as its four keys.
struct Rows {
  int count = 0;
  int across = 0;
};
Rows RowsOf(const Canvas& c, const SheetSpec& spec, float width) {
  const int across = KeysAcross(c, width);
  switch (spec.way) {
    case EntryWay::Ink:
      return {4, 1};
    case EntryWay::Pinyin:
      return across >= 10 && !spec.has_nine_keys ? Rows{4, 10} : Rows{3, 4};
    case EntryWay::Strokes:
      return {2, 4};
    case EntryWay::Latin:
      break;
  }
  const int letters = static_cast<int>(LetterRows(across, false).size());
  return {letters + (across >= 10 ? 1 : 2), across};
}

float LeastArea(const Canvas& c, const SheetSpec& spec, float width) {
  const float keys = RowsHeight(c, RowsOf(c, spec, width).count);
  return spec.way == EntryWay::Ink ? std::max(c.Px(kLeastPad), keys) : keys;
}

// Keys grow no higher than they are wide.
float MostArea(const Canvas& c, const SheetSpec& spec, float width) {
  if (spec.way == EntryWay::Ink) return c.Px(kTallestPad);
  const Rows rows = RowsOf(c, spec, width);
  return RowsHeight(c, rows.count, std::max(SheetButton(c), KeyUnit(c, width, rows.across)));
}

// How many tabs stand beside each other.
int TabsARow(const Canvas& c, const SheetSpec& spec, float width) {
  const auto count = static_cast<int>(spec.tabs.size());
  float natural = SheetGap(c) * static_cast<float>(count - 1);
  for (const SheetTab& tab : spec.tabs) natural += TabWidth(c, tab);
  return natural <= width ? count : (count + 1) / 2;
}

// Tabs, letters, candidates and keys, from `top` down.
float LayOutWriting(const Canvas& c, const SheetSpec& spec, const Rect& room, float most_area, SheetLayout& out) {
  const float gap = SheetGap(c);
  out.tabs_a_row = TabsARow(c, spec, room.width);
  const int tab_rows = (static_cast<int>(spec.tabs.size()) + out.tabs_a_row - 1) / out.tabs_a_row;
  float y = room.y;
  const auto take = [&](float height) {
    const Rect rect{room.x, y, room.width, height};
    y += height + gap;
    return rect;
  };
  out.tabs = take(RowsHeight(c, tab_rows));
  if (HasLetters(spec.way)) {
    out.composed = {room.x, y, room.width, c.LineHeight()};
    y += c.LineHeight();
  }
  if (HasCandidates(spec.way)) {
    const float notice = spec.notice.empty() ? 0 : c.Layout(spec.notice, c.Quiet(), room.width).height;
    out.candidates = take(std::max(CandidateHeight(c), notice));
  }
  out.area = take(std::min(room.Bottom() - y, most_area));
  return y - gap;
}

float WritingNeeds(const Canvas& c, const SheetSpec& spec, float width) {
  SheetLayout probe;
  const Rect room{0, 0, width, 1e6F};
  return LayOutWriting(c, spec, room, LeastArea(c, spec, width), probe);
}

float QuestionHeight(const Canvas& c, const SheetSpec& spec, float width) {
  return c.Layout(spec.question, c.Ink(TextRole::Body, true), width).height;
}

float TextBox(const Canvas& c, float lines) { return c.LineHeight() * lines + c.Unit(5); }

// Question, text and phrases share a column; what does not fit is left out, the phrases first.
void LayOutReading(const Canvas& c, const SheetSpec& spec, const Rect& room, float most_lines, SheetLayout& out) {
  const float gap = SheetGap(c);
  float y = room.y;
  const float question = QuestionHeight(c, spec, room.width);
  if (question + gap + TextBox(c, 2) <= room.height) {
    out.question = {room.x, y, room.width, question};
    y += question + gap;
  }
  const float phrases = spec.phrases.empty() ? 0 : SheetButton(c) + gap;
  float left = room.Bottom() - y;
  const bool has_phrases = phrases > 0 && left >= TextBox(c, 2) + phrases;
  float text = has_phrases ? left - phrases : left;
  text = std::clamp(text, 0.0F, std::max(TextBox(c, most_lines), 0.0F));
  // A tall column shares what the text does not need among the phrases.
  out.text = {room.x, y, room.width, std::round(text)};
  y += out.text.height + gap;
  left = room.Bottom() - y;
  if (has_phrases) out.phrases = {room.x, y, room.width, left};
}

SheetLayout Beside(const Canvas& c, const SheetSpec& spec, const Rect& body) {
  SheetLayout out;
  const float gap = c.Unit(8);
  const float keys = 10 * c.Target() + 9 * SheetGap(c);
  const float least = c.Em() * 6.5F;
  const float widest = std::max(c.Px(kWidestColumn), c.Em() * kWidestColumnEms);
  const float wanted = std::clamp(std::round(body.width * 0.32F), least, widest);
  const float column = std::clamp(body.width - gap - keys, least, wanted);
  const float tools = RowsHeight(c, 2) + c.Unit(2);
  out.tools = {body.x, body.Bottom() - tools, column, tools};
  LayOutReading(c, spec, {body.x, body.y, column, body.height - tools - SheetGap(c)}, 5, out);
  const float x = body.x + column + gap;
  LayOutWriting(c, spec, {x, body.y, body.Right() - x, body.height}, MostArea(c, spec, body.Right() - x), out);
  return out;
}

SheetLayout Stacked(const Canvas& c, const SheetSpec& spec, const Rect& body) {
  SheetLayout out;
  const float gap = SheetGap(c);
  const float tools = SheetButton(c);
  const float needs = WritingNeeds(c, spec, body.width);
  const float spare = body.height - needs - tools - 2 * gap;
  const float question = QuestionHeight(c, spec, body.width) + gap;
  const float wanted = question + TextBox(c, 4) + (spec.phrases.empty() ? 0 : gap + 2 * SheetButton(c) + gap);
  // The keys grow with a tall panel, the text above them with what is left; writing stays at the bottom, in reach.
  const float grown =
      std::min(std::max(0.0F, spare - wanted), MostArea(c, spec, body.width) - LeastArea(c, spec, body.width));
  const float writing = needs + std::max(0.0F, grown);
  const float bottom = body.Bottom() - tools - gap;
  out.tools = {body.x, body.Bottom() - tools, body.width, tools};
  LayOutWriting(c, spec, {body.x, bottom - writing, body.width, writing}, MostArea(c, spec, body.width), out);
  const float reading = bottom - writing - gap - body.y;
  const float used = std::min(reading, wanted);
  LayOutReading(c, spec, {body.x, body.y + reading - used, body.width, used}, 4, out);
  return out;
}

}  // namespace

float SheetGap(const Canvas& c) { return std::max(c.Gap(), c.Unit(3)); }
float SheetButton(const Canvas& c) { return std::max(c.Target(), c.LineHeight()); }
float TabWidth(const Canvas& c, const SheetTab& tab) { return ButtonWidth(c, tab.text, Icon::None, c.Unit(3)); }

int KeysAcross(const Canvas& c, float width) {
  const float gap = SheetGap(c);
  return std::clamp(static_cast<int>((width + gap) / (c.Target() + gap)), 1, 10);
}

float KeyUnit(const Canvas& c, float width, int across) {
  const float gap = SheetGap(c);
  const float widest = c.Px(across <= 4 ? kWidestLargeKey : kWidestKey);
  return std::min(widest, std::floor((width + gap) / static_cast<float>(across)) - gap);
}

bool FitsAllKeys(const Canvas& c, const Rect& area) {
  return KeysAcross(c, area.width) >= 10 && area.height >= RowsHeight(c, 4) - 1;
}

SheetLayout LayOutSheet(const Canvas& c, const SheetSpec& spec, const Rect& body) {
  return c.metrics.Facing() == Orientation::Landscape ? Beside(c, spec, body) : Stacked(c, spec, body);
}

}  // namespace bianmin::ui
