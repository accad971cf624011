// Keyboards on the screen. They give the same typed things as a physical keyboard.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "kiosk/base/text.h"
#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

// Shorter than for other controls: one types 11 on purpose, but a worn panel may report one touch twice.
constexpr SteadyTime kKeyAgainAfter{100};

enum class KeyAct { Type, Erase, Clear, Shift };

struct DrawnKey {
  std::string name;  // the end of its id
  std::string label;
  std::string types;
  KeyAct act = KeyAct::Type;
  Icon icon = Icon::None;
  float span = 1;  // widths of a letter
  bool is_on = false;
};

DrawnKey Letter(char letter, bool is_upper) {
  const char lower = letter;
  const char shown = is_upper && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return {std::string(1, lower), std::string(1, shown), std::string(1, shown)};
}

bool DrawKey(Canvas& c, std::string_view keyboard, const DrawnKey& key, const Rect& rect) {
  const bool is_word = key.act != KeyAct::Type;
  const Pair colours = key.is_on ? c.theme.accent_soft : Pair{c.theme.card, c.theme.ink};
  const ButtonLook look{.colours = colours,
                        .pressed = c.theme.card_pressed,
                        .border = is_word ? c.theme.accent_ink : c.theme.control_border,
                        .bold = !is_word,
                        .again_after = kKeyAgainAfter};
  const std::string id = std::string(keyboard) + "." + key.name;
  return DrawButton(c, id, key.label, key.icon, rect, look, true, key.is_on);
}

Typed TypedBy(const DrawnKey& key) {
  if (key.act == KeyAct::Erase) return Key::Backspace;
  if (key.act == KeyAct::Clear) return Key::Delete;
  return key.types;
}

using KeyRow = std::vector<DrawnKey>;

// Rows of keys, each centred; `unit` is the width of a letter.
std::optional<DrawnKey> DrawRows(Canvas& c, std::string_view id, const std::vector<KeyRow>& rows, float unit,
                                 float height, float gap) {
  std::optional<DrawnKey> pressed;
  const auto count = static_cast<float>(rows.size());
  const Rect area = c.flow.Take({.width = c.flow.Width(),
                                 .height = height * count + gap * (count - 1),
                                 .before = c.Unit(4),
                                 .after = c.Unit(6),
                                 .line = height + gap});
  if (c.memory.Appears("keys/" + std::string(id))) c.reveal = area;
  float y = area.y;
  for (const KeyRow& row : rows) {
    float width = -gap;
    for (const DrawnKey& key : row) width += key.span * (unit + gap);
    float x = area.x + std::max(0.0F, std::round((area.width - width) / 2));
    for (const DrawnKey& key : row) {
      const float key_width = std::floor(key.span * (unit + gap) - gap);
      if (DrawKey(c, id, key, {x, y, key_width, height})) pressed = key;
      x += key_width + gap;
    }
    y += height + gap;
  }
  return pressed;
}

// How many letter widths a key with a word needs.
float SpanFor(const Canvas& c, std::string_view word, Icon icon, float unit, float gap) {
  const float width = ButtonWidth(c, word, icon, c.Unit(3));
  return std::max(1.0F, std::ceil((width + gap) / (unit + gap) * 4) / 4);
}

// Rows as on a typewriter when ten keys fit, else in the order of the alphabet.
std::vector<KeyRow> LetterRows(int across, bool is_upper) {
  std::vector<KeyRow> rows;
  const auto add = [&](std::string_view letters) {
    KeyRow row;
    for (const char letter : letters) row.push_back(Letter(letter, is_upper));
    rows.push_back(std::move(row));
  };
  if (across >= 10) {
    for (const std::string_view letters : {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm-"}) add(letters);
    return rows;
  }
  constexpr std::string_view kAll = "1234567890abcdefghijklmnopqrstuvwxyz-";
  for (std::size_t at = 0; at < kAll.size(); at += static_cast<std::size_t>(across)) {
    add(kAll.substr(at, static_cast<std::size_t>(across)));
  }
  return rows;
}

}  // namespace

std::optional<Typed> Frame::KeyPad(std::string_view id) {
  Canvas& c = canvas_;
  const float gap = std::max(c.Gap(), c.Unit(3));
  const float word = std::max(ButtonWidth(c, c.words.clear, Icon::None, c.Unit(3)),
                              ButtonWidth(c, c.words.erase, Icon::Backspace, c.Unit(3)));
  const float most = std::floor((c.flow.Width() - 2 * gap) / 3);
  const float unit = std::min(most, std::max(c.Unit(42), word));
  const float height =
      std::max(c.Target(), c.LineHeight() + (c.metrics.Step() == TextStep::Standard ? c.Unit(7) : c.Unit(4)));
  std::vector<KeyRow> rows;
  for (const std::string_view digits : {"123", "456", "789"}) {
    KeyRow row;
    for (const char digit : digits) row.push_back(Letter(digit, false));
    rows.push_back(std::move(row));
  }
  rows.push_back({{"clear", std::string(c.words.clear), "", KeyAct::Clear},
                  Letter('0', false),
                  {"erase", std::string(c.words.erase), "", KeyAct::Erase, Icon::Backspace}});
  const std::optional<DrawnKey> pressed = DrawRows(c, id, rows, unit, height, gap);
  if (!pressed) return std::nullopt;
  return TypedBy(*pressed);
}

std::optional<Typed> Frame::LatinKeyboard(std::string_view id) {
  Canvas& c = canvas_;
  const std::string shift_key = "shift/" + std::string(id);
  const bool is_upper = c.memory.Measure(shift_key, 0) > 0;
  const float gap = std::max(c.Gap(), c.Unit(3));
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
  const std::optional<DrawnKey> pressed = DrawRows(c, id, rows, unit, height, gap);
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
