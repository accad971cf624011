// The ways to write: a pad for the finger, keys for pinyin, strokes and letters, and the page of all candidates.
#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/base/text.h"
#include "kiosk/ui/keys.h"
#include "kiosk/ui/parts.h"
#include "kiosk/ui/sheet_layout.h"

namespace bianmin::ui {
namespace {

constexpr Millimetres kInk{2.2};  // how thick the finger writes

DrawnKey EraseKey(const Canvas& c) { return {"erase", std::string(c.words.erase), "", KeyAct::Erase, Icon::Backspace}; }

DrawnKey Sign(std::string_view name, std::string_view sign) {
  return {std::string(name), std::string(sign), std::string(sign)};
}

DrawnKey Word(std::string_view name, std::string_view word) {
  return {std::string(name), std::string(word), "", KeyAct::Other};
}

// Keys as high as the area allows, no higher than they are wide.
float KeyHeight(const Canvas& c, const Rect& area, std::size_t rows, float unit) {
  const auto count = static_cast<float>(rows);
  const float most = std::floor((area.height - (count - 1) * SheetGap(c)) / count);
  return std::clamp(most, SheetButton(c), std::max(SheetButton(c), std::round(unit)));
}

std::optional<DrawnKey> DrawKeys(Canvas& c, const std::vector<KeyRow>& rows, const Rect& area, float unit) {
  const float height = KeyHeight(c, area, rows.size(), unit);
  return DrawKeyRows(c, "entry", rows, area, unit, height, SheetGap(c));
}

// What the keys that stand on every keyboard mean; nothing: a letter to compose with.
std::optional<sheet::Press> PlainPress(const DrawnKey& key) {
  if (key.name == "nine" || key.name == "all") return sheet::SwitchKeys{};
  if (key.act == KeyAct::Erase || key.act == KeyAct::Clear) return sheet::Type{TypedBy(key)};
  const bool is_letter = key.types.size() == 1;
  if (is_letter) return std::nullopt;
  return sheet::Type{key.types};
}

std::optional<sheet::Press> Composed(const std::optional<DrawnKey>& key) {
  if (!key) return std::nullopt;
  if (const auto plain = PlainPress(*key)) return plain;
  return sheet::Compose{key->types.front()};
}

// ---- the pad

void DrawStroke(Canvas& c, std::span<const PenPoint> points, const Rect& pad, float scale) {
  const float thickness = c.Px(kInk);
  std::vector<Point> way;
  way.reserve(points.size());
  for (const PenPoint& p : points) way.push_back({pad.x + p.at.x * scale, pad.y + p.at.y * scale});
  c.Curve(way, c.theme.ink, thickness);
}

// The cross in a square that children learn to write in.
void DrawGuide(Canvas& c, const Rect& pad) {
  const float side = std::min(pad.width, pad.height) - c.Unit(12);
  const Rect square{pad.Centre().x - side / 2, pad.Centre().y - side / 2, side, side};
  const float dash = c.Unit(3);
  for (float at = 0; at < side; at += 2 * dash) {
    const float end = std::min(at + dash, side);
    c.Line({square.x + at, pad.Centre().y}, {square.x + end, pad.Centre().y}, c.theme.hairline, c.Hairline());
    c.Line({pad.Centre().x, square.y + at}, {pad.Centre().x, square.y + end}, c.theme.hairline, c.Hairline());
  }
  c.Outline(square, c.theme.hairline, c.Hairline());
}

std::optional<sheet::Press> WriteOn(Canvas& c, const SheetSpec& spec, const Rect& pad) {
  const Pair colours{c.theme.card, c.theme.ink};
  c.Control({.id = "entry.pad", .text = spec.words.write_here, .colours = colours}, pad);
  const OnGround on(c, c.theme.card);
  c.Fill(pad, c.theme.card, c.Radius());
  c.Outline(pad, c.theme.accent_ink, c.Unit(0.9), c.Radius());
  DrawGuide(c, pad);
  const float px_per_mm = c.Px(Millimetres{100}) / 100;
  std::vector<PenPoint> finished = c.OfferPad(pad);
  if (spec.ink.empty() && !c.IsWriting() && finished.empty()) {
    TextStyle style = c.Quiet();
    style.align = Align::Centre;
    c.DrawTextMiddle(spec.words.write_here, style, pad.Inset(c.Unit(6)), "entry.pad");
  }
  c.PushClip(pad, false);
  for (const PenStroke& stroke : spec.ink) DrawStroke(c, stroke, pad, px_per_mm);
  std::vector<PenPoint> now = finished.empty() && c.IsWriting() ? c.touch.Pen() : finished;
  for (PenPoint& p : now) p.at = {(p.at.x - pad.x) / px_per_mm, (p.at.y - pad.y) / px_per_mm};
  DrawStroke(c, now, pad, px_per_mm);
  c.PopClip();
  if (finished.empty()) return std::nullopt;
  return sheet::Write{std::move(now)};
}

}  // namespace

std::optional<sheet::Press> DrawPad(Canvas& c, const SheetSpec& spec, const Rect& area) {
  std::vector<KeyRow> keys = {
      {Word("undo", spec.words.undo)}, {EraseKey(c)}, {Sign("comma", "，")}, {Sign("stop", "。")}};
  const auto fit = static_cast<std::size_t>((area.height + SheetGap(c)) / (SheetButton(c) + SheetGap(c)));
  keys.resize(std::clamp<std::size_t>(fit, 1, keys.size()));
  const float wide = std::max(ButtonWidth(c, spec.words.undo, Icon::None, c.Unit(3)),
                              ButtonWidth(c, c.words.erase, Icon::Backspace, c.Unit(3)));
  const float gap = std::max(SheetGap(c), c.Unit(4));
  const Rect pad{area.x, area.y, area.width - wide - gap, area.height};
  const Rect column{pad.Right() + gap, area.y, wide, area.height};
  std::optional<sheet::Press> press = WriteOn(c, spec, pad);
  if (const auto key = DrawKeys(c, keys, column, wide)) {
    if (key->name == "undo") return sheet::UndoStroke{};
    return PlainPress(*key);
  }
  return press;
}

// ---- keys

namespace {

std::optional<sheet::Press> DrawAllKeys(Canvas& c, const SheetSpec& spec, const Rect& area) {
  const float gap = SheetGap(c);
  const float unit = KeyUnit(c, area.width, 10);
  std::vector<KeyRow> rows = LetterRows(10, false);
  rows.erase(rows.begin());  // the digits
  rows.back().pop_back();    // the hyphen
  DrawnKey erase = EraseKey(c);
  erase.span = 2;
  rows.back().push_back(erase);
  DrawnKey nine = Word("nine", spec.words.nine_keys);
  DrawnKey split{"split", std::string(spec.words.split), "'"};
  for (DrawnKey* key : {&nine, &split}) key->span = std::max(2.0F, SpanFor(c, key->label, Icon::None, unit, gap));
  rows.push_back({nine, split, Sign("comma", "，"), Sign("stop", "。"), Sign("question", "？")});
  return Composed(DrawKeys(c, rows, area, unit));
}

std::optional<sheet::Press> DrawNineKeys(Canvas& c, const SheetSpec& spec, const Rect& area) {
  const auto letters = [](std::string_view digit, std::string_view label) {
    return DrawnKey{std::string(digit), std::string(label), std::string(digit)};
  };
  std::vector<KeyRow> rows = {
      {DrawnKey{"split", std::string(spec.words.split), "'"}, letters("2", "ABC"), letters("3", "DEF"), EraseKey(c)},
      {letters("4", "GHI"), letters("5", "JKL"), letters("6", "MNO"), Sign("comma", "，")},
      {letters("7", "PQRS"), letters("8", "TUV"), letters("9", "WXYZ"), Sign("stop", "。")}};
  // Where all keys fit, one may go back to them; the comma's place is the least missed.
  if (FitsAllKeys(c, area)) rows[1].back() = Word("all", spec.words.all_keys);
  return Composed(DrawKeys(c, rows, area, KeyUnit(c, area.width, 4)));
}

}  // namespace

std::optional<sheet::Press> DrawPinyinKeys(Canvas& c, const SheetSpec& spec, const Rect& area) {
  const bool is_nine = spec.has_nine_keys || !FitsAllKeys(c, area);
  return is_nine ? DrawNineKeys(c, spec, area) : DrawAllKeys(c, spec, area);
}

std::optional<sheet::Press> DrawStrokeKeys(Canvas& c, const SheetSpec& spec, const Rect& area) {
  const float unit = KeyUnit(c, area.width, 4);
  const auto stroke = [&](std::string_view letter, std::string_view form, std::string_view word) {
    const std::string both = std::string(form) + " " + std::string(word);
    const bool fits = ButtonWidth(c, both, Icon::None, c.Unit(2)) <= unit;
    return DrawnKey{std::string(letter), fits ? both : std::string(form), std::string(letter)};
  };
  const SheetWords& w = spec.words;
  const std::vector<KeyRow> rows = {
      {stroke("h", "一", w.stroke_h), stroke("s", "丨", w.stroke_s), stroke("p", "丿", w.stroke_p), EraseKey(c)},
      {stroke("n", "丶", w.stroke_n), stroke("z", "乛", w.stroke_z), stroke("*", "＊", w.stroke_any),
       Sign("stop", "。")}};
  return Composed(DrawKeys(c, rows, area, unit));
}

std::optional<sheet::Press> DrawLetters(Canvas& c, const SheetSpec&, const Rect& area) {
  const float gap = SheetGap(c);
  const int across = KeysAcross(c, area.width);
  const float unit = KeyUnit(c, area.width, across);
  const bool is_upper = c.memory.Measure("entry/upper", 0) > 0;
  std::vector<KeyRow> rows = LetterRows(across, is_upper);
  DrawnKey shift{"shift", std::string(c.words.shift), "", KeyAct::Shift, Icon::Shift};
  shift.is_on = is_upper;
  DrawnKey space{"space", std::string(c.words.space), "  "};
  DrawnKey erase = EraseKey(c);
  const auto spans = [&] {
    float sum = 2;  // comma and stop
    for (DrawnKey* key : {&shift, &space, &erase}) sum += key->span = SpanFor(c, key->label, key->icon, unit, gap);
    return sum;
  };
  if (spans() > static_cast<float>(across)) {
    shift.icon = erase.icon = Icon::None;
    spans();
  }
  if (across >= 10) {
    rows.push_back({shift, space, Sign("comma", "，"), Sign("stop", "。"), erase});
  } else {
    rows.push_back({shift, space});
    rows.push_back({Sign("comma", "，"), Sign("stop", "。"), erase});
  }
  const auto key = DrawKeys(c, rows, area, unit);
  if (!key) return std::nullopt;
  if (key->act == KeyAct::Shift) {
    c.memory.SetMeasure("entry/upper", is_upper ? 0 : 1);
    c.acted = false;  // the screen has nothing to do
    return std::nullopt;
  }
  if (key->name == "space") return sheet::Type{std::string(" ")};
  return sheet::Type{TypedBy(*key)};
}

// ---- all candidates

std::optional<sheet::Press> DrawAllCandidates(Canvas& c, const SheetSpec& spec, const Rect& area) {
  const float gap = SheetGap(c);
  const TextStyle style = c.Ink(TextRole::Question);
  const float height = std::max(c.Px(Millimetres{15}), c.LineHeight(TextRole::Question) + c.Unit(2));
  const float pager = SheetButton(c);
  const Rect room{area.x, area.y, area.width, area.height - pager - gap};
  const auto page = static_cast<int>(c.memory.Measure("entry/all_page", 0));
  std::optional<sheet::Press> press;
  float x = room.x;
  float y = room.y;
  int at_page = 0;
  for (std::size_t i = 0; i < spec.candidates.size(); ++i) {
    const float natural = c.NaturalWidth(spec.candidates[i], style) + c.Unit(8);
    const float width = std::min(room.width, std::max(c.Px(Millimetres{16}), natural));
    if (x > room.x && x + width > room.Right()) x = room.x, y += height + gap;
    if (y + height > room.Bottom() && y > room.y) x = room.x, y = room.y, ++at_page;
    if (at_page == page && DrawCandidate(c, spec.candidates[i], i, {x, y, width, height})) {
      press = sheet::PickCandidate{i};
    }
    x += width + gap;
  }
  if (at_page == 0) return press;
  const float half = std::floor((area.width - gap) / 2);
  const float top = area.Bottom() - pager;
  const auto flip = [&](std::string_view id, std::string_view text, Icon icon, float left, bool enabled, int by) {
    if (!DrawButton(c, id, text, icon, {left, top, half, pager}, SecondaryLook(c), enabled)) return;
    c.memory.SetMeasure("entry/all_page", static_cast<float>(page + by));
    c.acted = false;
  };
  flip("entry.all_previous", c.words.page_up, Icon::Up, area.x, page > 0, -1);
  flip("entry.all_next", c.words.page_down, Icon::Down, area.x + half + gap, page < at_page, 1);
  return press;
}

}  // namespace bianmin::ui
