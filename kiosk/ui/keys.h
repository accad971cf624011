#pragma once
// The keys that the keyboards on the screen are made of, and rows of them. Used by the number pad and the letters of a
// page, and by the text-entry sheet.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {

// Shorter than for other controls: one types 11 on purpose, but a worn panel may report one touch twice.
inline constexpr SteadyTime kKeyAgainAfter{100};

enum class KeyAct { Type, Erase, Clear, Shift, Switch, Other };

struct DrawnKey {
  std::string name;  // the end of its id
  std::string label;
  std::string types;
  KeyAct act = KeyAct::Type;
  Icon icon = Icon::None;
  float span = 1;  // widths of a letter
  bool is_on = false;
};
using KeyRow = std::vector<DrawnKey>;

// A key that types the letter it shows; its id is always the small letter's.
[[nodiscard]] DrawnKey LetterKey(char letter, bool is_upper);
// How many letter widths a key with a word needs, when a letter is `unit` wide.
[[nodiscard]] float SpanFor(const Canvas& c, std::string_view word, Icon icon, float unit, float gap);
// Letters and digits as on a typewriter when ten keys fit beside each other, else in the order of the alphabet.
[[nodiscard]] std::vector<KeyRow> LetterRows(int across, bool is_upper);

// Few rows for a low page. `other` is the word of a key that asks for the other keyboard; empty: none.
struct FlatKeys {
  std::vector<KeyRow> rows;
  float unit = 0;
};
inline constexpr float kFlatLetters = 11.5F;  // beside each other: the lowest row has seven and two words
[[nodiscard]] FlatKeys FlatPad(const Canvas& c, std::string_view other, float width, float gap);
[[nodiscard]] FlatKeys FlatLetters(const Canvas& c, std::string_view other, float width, float gap);

// Rows of keys from the top of the area down, each centred; `unit` is the width of a letter. A held 删除 repeats.
std::optional<DrawnKey> DrawKeyRows(Canvas& c, std::string_view id, const std::vector<KeyRow>& rows, const Rect& area,
                                    float unit, float height, float gap);

// What a key types into a text.
[[nodiscard]] Typed TypedBy(const DrawnKey& key);

}  // namespace bianmin::ui
