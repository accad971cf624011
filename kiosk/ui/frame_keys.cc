// Keyboards of a page. They give the same typed things as a physical keyboard.
#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/base/text.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/keys.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

std::optional<DrawnKey> DrawInFlow(Canvas& c, std::string_view id, const std::vector<KeyRow>& rows, float unit,
                                   float height, float gap) {
  const auto count = static_cast<float>(rows.size());
  const Rect area = c.flow.Take({.width = c.flow.Width(),
                                 .height = height * count + gap * (count - 1),
                                 .before = c.Unit(4),
                                 .after = c.Unit(6),
                                 .line = height + gap});
  if (c.memory.Appears("keys/" + std::string(id)) && !c.reveal) c.reveal = area;
  return DrawKeyRows(c, id, rows, area, unit, height, gap);
}

std::optional<Typed> DrawFlat(Canvas& c, std::string_view id, const FlatKeys& flat, float gap) {
  const float height = std::ceil(std::max(c.Target(), c.Em() + c.Unit(5)));
  const auto pressed = DrawInFlow(c, id, flat.rows, flat.unit, height, gap);
  return pressed ? std::optional{TypedBy(*pressed)} : std::nullopt;
}

}  // namespace

std::optional<Typed> Frame::KeyPad(std::string_view id, std::string_view other) {
  Canvas& c = canvas_;
  const float gap = std::max(c.Gap(), c.Unit(3));
  if (HasFlatKeys()) return DrawFlat(c, id, FlatPad(c, other, c.flow.Width(), gap), gap);
  const float word = std::max(ButtonWidth(c, c.words.clear, Icon::None, c.Unit(3)),
                              ButtonWidth(c, c.words.erase, Icon::Backspace, c.Unit(3)));
  const float most = std::floor((c.flow.Width() - 2 * gap) / 3);
  const float unit = std::min(most, std::max(c.Unit(42), word));
  const float height =
      std::max(c.Target(), c.LineHeight() + (c.metrics.Step() == TextStep::Standard ? c.Unit(7) : c.Unit(4)));
  std::vector<KeyRow> rows;
  for (const std::string_view digits : {"123", "456", "789"}) {
    KeyRow row;
    for (const char digit : digits) row.push_back(LetterKey(digit, false));
    rows.push_back(std::move(row));
  }
  rows.push_back({{"clear", std::string(c.words.clear), "", KeyAct::Clear},
                  LetterKey('0', false),
                  {"erase", std::string(c.words.erase), "", KeyAct::Erase, Icon::Backspace}});
  const std::optional<DrawnKey> pressed = DrawInFlow(c, id, rows, unit, height, gap);
  if (!pressed) return std::nullopt;
  return TypedBy(*pressed);
}

std::optional<Typed> Frame::LatinKeyboard(std::string_view id, std::string_view other) {
  Canvas& c = canvas_;
  const std::string shift_key = "shift/" + std::string(id);
  const bool is_upper = c.memory.Measure(shift_key, 0) > 0;
  const float gap = std::max(c.Gap(), c.Unit(3));
  if (HasFlatKeys()) return DrawFlat(c, id, FlatLetters(c, other, c.flow.Width(), gap), gap);
  const float width = c.flow.Width();
  const int across = std::clamp(static_cast<int>((width + gap) / (c.Target() + gap)), 1, 10);
  const float unit = std::min(c.Unit(38), std::floor((width + gap) / static_cast<float>(across)) - gap);
  const float height = std::max(c.Target(), c.LineHeight() + c.Unit(2));
  std::vector<KeyRow> rows = LetterRows(across, is_upper);
  const auto word_key = [&](std::string name, std::string_view word, KeyAct act, Icon icon) {
    DrawnKey key{std::move(name), std::string(word), act == KeyAct::Type ? " " : "", act, icon};
    key.span = SpanFor(c, word, icon, unit, gap);
    return key;
  };
  DrawnKey shift = word_key("shift", c.words.shift, KeyAct::Shift, Icon::Shift);
  shift.is_on = is_upper;
  rows.emplace_back();
  float used = 0;
  for (const DrawnKey& key : {shift, word_key("space", c.words.space, KeyAct::Type, Icon::None),
                              word_key("clear", c.words.clear, KeyAct::Clear, Icon::None),
                              word_key("erase", c.words.erase, KeyAct::Erase, Icon::Backspace)}) {
    if (used > 0 && (used + key.span) * (unit + gap) > width + gap) {
      rows.emplace_back();
      used = 0;
    }
    used += key.span;
    rows.back().push_back(key);
  }
  const std::optional<DrawnKey> pressed = DrawInFlow(c, id, rows, unit, height, gap);
  if (!pressed) return std::nullopt;
  if (pressed->act == KeyAct::Shift) {
    c.memory.SetMeasure(shift_key, is_upper ? 0 : 1);
    c.acted = false;  // the screen has nothing to do
    return std::nullopt;
  }
  return TypedBy(*pressed);
}

std::string Apply(const Typed& typed, std::string text, std::size_t most) {
  if (const Key* key = std::get_if<Key>(&typed)) {
    if (*key == Key::Backspace) return std::string(base::DropLastCharacter(text));
    if (*key == Key::Delete) return {};
    return text;
  }
  const std::string& added = std::get<std::string>(typed);
  std::size_t count = base::CountCharacters(text);
  for (std::size_t at = 0; at < added.size() && count < most;) {
    const char32_t character = NextCharacter(added, at);
    if (character == 0xFFFD || base::IsControlCharacter(character)) continue;
    base::AppendCharacter(text, character);
    ++count;
  }
  return text;
}

}  // namespace bianmin::ui
