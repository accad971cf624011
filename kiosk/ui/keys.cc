#include "kiosk/ui/keys.h"

#include <algorithm>
#include <cmath>

namespace bianmin::ui {
namespace {

bool DrawKey(Canvas& c, std::string_view keyboard, const DrawnKey& key, const Rect& rect) {
  const bool is_word = key.act != KeyAct::Type;
  const Pair colours = key.is_on ? c.theme.accent_soft : Pair{c.theme.card, c.theme.ink};
  const ButtonLook look{.colours = colours,
                        .pressed = c.theme.card_pressed,
                        .border = is_word ? c.theme.accent_ink : c.theme.control_border,
                        .bold = !is_word,
                        .again_after = kKeyAgainAfter};
  const std::string id = std::string(keyboard) + "." + key.name;
  const bool is_pressed = DrawButton(c, id, key.label, key.icon, rect, look, true, key.is_on);
  if (key.act != KeyAct::Erase) return is_pressed;
  const bool repeats = c.touch.TakeRepeats(id, c.now) > 0;
  c.acted = c.acted || repeats;
  return is_pressed || repeats;
}

void AddLetters(std::vector<KeyRow>& rows, std::string_view letters, bool is_upper) {
  KeyRow row;
  for (const char letter : letters) row.push_back(LetterKey(letter, is_upper));
  rows.push_back(std::move(row));
}

// At the end of the last row.
void AddWord(const Canvas& c, FlatKeys& flat, DrawnKey key, float gap) {
  key.span = SpanFor(c, key.label, key.icon, flat.unit, gap);
  flat.rows.back().push_back(std::move(key));
}

}  // namespace

DrawnKey LetterKey(char letter, bool is_upper) {
  const char shown = is_upper && letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  return {std::string(1, letter), std::string(1, shown), std::string(1, shown)};
}

Typed TypedBy(const DrawnKey& key) {
  if (key.act == KeyAct::Erase) return Key::Backspace;
  if (key.act == KeyAct::Clear) return Key::Delete;
  if (key.act == KeyAct::Switch) return Key::OtherKeys;
  return key.types;
}

float SpanFor(const Canvas& c, std::string_view word, Icon icon, float unit, float gap) {
  const float width = ButtonWidth(c, word, icon, c.Unit(3));
  return std::max(1.0F, std::ceil((width + gap) / (unit + gap) * 4) / 4);
}

std::vector<KeyRow> LetterRows(int across, bool is_upper) {
  std::vector<KeyRow> rows;
  if (across >= 10) {
    for (const std::string_view letters : {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm-"})
      AddLetters(rows, letters, is_upper);
    return rows;
  }
  constexpr std::string_view kAll = "1234567890abcdefghijklmnopqrstuvwxyz-";
  for (std::size_t at = 0; at < kAll.size(); at += static_cast<std::size_t>(across)) {
    AddLetters(rows, kAll.substr(at, static_cast<std::size_t>(across)), is_upper);
  }
  return rows;
}

FlatKeys FlatPad(const Canvas& c, std::string_view other, float width, float gap) {
  FlatKeys flat;
  constexpr float kAcross = 7.5F;  // the lower row: four digits and two words
  flat.unit = std::min(c.Unit(42), std::floor((width + gap) / kAcross) - gap);
  for (const std::string_view digits : {"123456", "7890"}) AddLetters(flat.rows, digits, false);
  if (other.empty()) {
    AddWord(c, flat, {"clear", std::string(c.words.clear), "", KeyAct::Clear}, gap);
  } else {
    AddWord(c, flat, {"switch", std::string(other), "", KeyAct::Switch}, gap);
  }
  AddWord(c, flat, {"erase", std::string(c.words.erase), "", KeyAct::Erase}, gap);
  return flat;
}

FlatKeys FlatLetters(const Canvas& c, std::string_view other, float width, float gap) {
  FlatKeys flat;
  flat.unit = std::min(c.Unit(38), std::floor((width + gap) / kFlatLetters) - gap);
  for (const std::string_view letters : {"qwertyuiop", "asdfghjkl"}) AddLetters(flat.rows, letters, true);
  flat.rows.emplace_back();
  if (!other.empty()) AddWord(c, flat, {"switch", std::string(other), "", KeyAct::Switch}, gap);
  for (const char letter : std::string_view{"zxcvbnm"}) flat.rows.back().push_back(LetterKey(letter, true));
  AddWord(c, flat, {"erase", std::string(c.words.erase), "", KeyAct::Erase}, gap);
  return flat;
}

std::optional<DrawnKey> DrawKeyRows(Canvas& c, std::string_view id, const std::vector<KeyRow>& rows, const Rect& area,
                                    float unit, float height, float gap) {
  std::optional<DrawnKey> pressed;
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

}  // namespace bianmin::ui
