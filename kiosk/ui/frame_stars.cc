// Five stars with the national word under each; in a list when the words do not fit side by side.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "kiosk/base/check.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

constexpr int kStars = 5;

struct StarCell {
  std::string id;
  std::string_view word;
  int number = 0;
  bool is_chosen = false;
  bool is_lit = false;  // its star is filled
};

// So wide must a cell be at least: a Latin word, or three Chinese characters.
float WidestPiece(const Canvas& c, const StarsSpec& spec) {
  const TextStyle style = c.Ink(TextRole::Body, true);
  float widest = 0;
  for (const std::string_view words : spec.words) {
    widest = std::max({widest, WidestWord(c, words, style), c.Layout(words, style, c.Em() * 3.1F).width});
  }
  return widest;
}

bool DrawCell(Canvas& c, const StarCell& cell, const Rect& rect, float star) {
  const Pair colours = cell.is_chosen ? c.theme.accent_soft : Pair{c.theme.card, c.theme.ink};
  const Touch::Answer answer =
      c.Control({.id = cell.id, .text = cell.word, .colours = colours, .is_selected = cell.is_chosen}, rect);
  const bool held = answer == Touch::Answer::Held;
  const Rect at = Sunk(c, rect, held);
  const Colour ground = held ? Blend({0, 0, 0, 24}, colours.ground) : colours.ground;
  const OnGround on(c, ground);
  c.Fill(at, ground, c.Radius());
  const bool is_strong = cell.is_chosen || held;
  c.Outline(at, is_strong ? c.theme.accent_ink : c.theme.control_border, is_strong ? c.Unit(0.9) : c.Hairline(),
            c.Radius());
  const bool is_inverted = cell.is_chosen && c.theme.name == ThemeName::HighContrast;
  const Colour lit = is_inverted ? colours.ink : c.theme.star_on;
  const float pad = c.Unit(3);
  TextStyle style{.bold = cell.is_chosen, .ink = colours.ink};
  if (rect.height > star + c.LineHeight()) {
    style.align = Align::Centre;
    const Point middle{at.Centre().x, at.y + pad + star / 2};
    c.DrawIcon(cell.is_lit ? Icon::Star : Icon::StarOutline, middle, star, cell.is_lit ? lit : c.theme.star_off);
    const float top = at.y + pad + star;
    c.DrawTextMiddle(cell.word, style, {at.x + pad / 2, top, at.width - pad, at.Bottom() - top - pad / 2}, cell.id);
  } else {
    float x = at.x + pad + star / 2;
    for (int i = 1; i <= kStars; ++i, x += star) {
      const bool is_filled = i <= cell.number;
      c.DrawIcon(is_filled ? Icon::Star : Icon::StarOutline, {x, at.Centre().y}, star,
                 is_filled ? lit : c.theme.star_off);
    }
    const float left = pad * 2 + star * kStars;
    c.DrawTextMiddle(cell.word, style, {at.x + left, at.y, at.width - left - pad, at.height}, cell.id);
  }
  return answer == Touch::Answer::Pressed;
}

// The question at the left, the chosen word repeated large at the right; without a question, at the left.
void DrawLabel(Canvas& c, const StarsSpec& spec) {
  const TextStyle strong = c.Ink(TextRole::Body, true);
  TextStyle large = c.Ink(TextRole::Question, true);
  large.ink = c.theme.accent_ink;
  const std::string_view word = spec.chosen > 0 ? spec.words[static_cast<std::size_t>(spec.chosen - 1)] : "";
  const float width = c.flow.Width();
  const float word_width = c.NaturalWidth(word, large);
  const TextBlock label = c.Layout(spec.label, strong, width - word_width - c.Unit(6));
  const float height = std::max(label.height, c.LineHeight(TextRole::Question));
  const Rect rect =
      c.flow.Take({.width = width, .height = height, .before = c.Unit(8), .after = c.Unit(3), .keeps_next = true});
  c.DrawTextMiddle(spec.label, strong, {rect.x, rect.y, width - word_width - c.Unit(6), rect.height});
  if (word.empty()) return;
  if (spec.label.empty()) {
    c.DrawTextMiddle(word, large, {rect.x, rect.y, word_width + 2, rect.height});
    return;
  }
  large.align = Align::Right;
  c.DrawTextMiddle(word, large, {rect.Right() - word_width - 2, rect.y, word_width + 2, rect.height});
}

}  // namespace

std::optional<int> Frame::Stars(std::string_view id, const StarsSpec& spec) {
  Canvas& c = canvas_;
  CHECK(spec.words.size() == kStars && spec.chosen >= 0 && spec.chosen <= kStars);
  DrawLabel(c, spec);
  const float gap = std::max(c.Gap(), c.Unit(3));
  const float width = c.flow.Width();
  const float cell_width = std::floor((width - gap * (kStars - 1)) / kStars);
  const bool is_list = WidestPiece(c, spec) > cell_width - c.Unit(3);
  std::array<StarCell, kStars> cells;
  float word_height = 0;
  for (int i = 0; i < kStars; ++i) {
    const int number = i + 1;
    cells[static_cast<std::size_t>(i)] = {std::string(id) + "." + std::to_string(number),
                                          spec.words[static_cast<std::size_t>(i)], number, spec.chosen == number,
                                          number <= spec.chosen};
    word_height = std::max(
        word_height,
        c.Layout(spec.words[static_cast<std::size_t>(i)], c.Ink(TextRole::Body, true), cell_width - c.Unit(3)).height);
  }
  std::optional<int> pressed;
  if (is_list) {
    const float height = std::max(c.Target(), c.LineHeight() + c.Unit(3));
    float widest = 0;
    for (const std::string_view word : spec.words) {
      widest = std::max(widest, c.NaturalWidth(word, c.Ink(TextRole::Body, true)));
    }
    // The words stay on one line; the stars are as large as those leave room for.
    const float star = std::clamp((width - 3 * c.Unit(3) - widest - 1) / kStars, c.Em() * 0.5F, c.Em() * 1.2F);
    for (const StarCell& cell : cells) {
      const Rect rect = c.flow.Take({width, height, gap, gap});
      if (DrawCell(c, cell, rect, std::floor(star))) pressed = cell.number;
    }
    return pressed;
  }
  // Without a label they are the page's one question, and as large as it allows.
  const bool is_alone = spec.label.empty();
  const float star =
      std::round(is_alone ? std::min(c.Em() * 5, cell_width * 0.66F) : std::min(c.Em() * 2.4F, cell_width * 0.8F));
  const float room = c.Unit(is_alone ? 10 : 6);
  const Rect row = c.flow.Take({width, star + word_height + room, c.Unit(3), c.Unit(6)});
  for (const StarCell& cell : cells) {
    const float x = row.x + static_cast<float>(cell.number - 1) * (cell_width + gap);
    if (DrawCell(c, cell, {std::round(x), row.y, cell_width, row.height}, star)) pressed = cell.number;
  }
  return pressed;
}

}  // namespace bianmin::ui
