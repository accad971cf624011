#pragma once
// Drawing of the parts that several widgets share: a button in its looks, a control's sinking under the finger.

#include <string_view>

#include "kiosk/ui/canvas.h"

namespace bianmin::ui {

struct ButtonLook {
  Pair colours;
  Colour pressed;  // the ground under the finger
  Colour border;
  float border_width = 0;  // 0: a hairline
  bool bold = false;
  bool icon_after = false;
  bool icon_above = false;
  SteadyTime again_after{300};
};

[[nodiscard]] ButtonLook PrimaryLook(const Canvas& canvas);
[[nodiscard]] ButtonLook SecondaryLook(const Canvas& canvas);
[[nodiscard]] ButtonLook DangerLook(const Canvas& canvas);

// A button wide enough for its text and icon on one line, if a line can be that long; `padding` left and right.
[[nodiscard]] float ButtonWidth(const Canvas& canvas, std::string_view text, Icon icon, float padding);
[[nodiscard]] float ButtonHeight(const Canvas& canvas, std::string_view text, Icon icon, float width);
[[nodiscard]] float TallButton(const Canvas& canvas);

bool DrawButton(Canvas& canvas, std::string_view id, std::string_view text, Icon icon, Rect rect,
                const ButtonLook& look, bool enabled, bool selected = false);

// Where a control is drawn while the finger is on it: a little lower.
[[nodiscard]] Rect Sunk(const Canvas& canvas, const Rect& rect, bool held);

// The widest word that wrapping cannot divide: a Latin one; Chinese breaks anywhere and counts nothing.
float WidestWord(const Canvas& c, std::string_view text, const TextStyle& style);

}  // namespace bianmin::ui
