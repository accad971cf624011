#pragma once
// Where the parts of the text-entry sheet lie on this panel, and what is drawn in each. Used by Frame::Sheet alone.

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/sheet.h"

namespace bianmin::ui {

struct SheetLayout {
  Rect question;  // empty: no room for it
  Rect text;
  Rect phrases;  // empty: none, or no room for them
  Rect tools;
  Rect tabs;
  int tabs_a_row = 4;
  Rect composed;    // empty: this way has no letters
  Rect candidates;  // empty: this way has none
  Rect area;        // the keys or the pad
};

[[nodiscard]] SheetLayout LayOutSheet(const Canvas& c, const SheetSpec& spec, const Rect& body);

// The space between two parts and between two keys.
[[nodiscard]] float SheetGap(const Canvas& c);
[[nodiscard]] float SheetButton(const Canvas& c);                    // the height of a key or button
[[nodiscard]] float TabWidth(const Canvas& c, const SheetTab& tab);  // at least

// How many keys fit side by side, ten at most.
[[nodiscard]] int KeysAcross(const Canvas& c, float width);
// How wide a key is when so many stand side by side.
[[nodiscard]] float KeyUnit(const Canvas& c, float width, int across);
// True when all letters of pinyin have their place: ten keys side by side, four rows of them.
[[nodiscard]] bool FitsAllKeys(const Canvas& c, const Rect& area);

// A candidate as a button of its own; true when pressed.
bool DrawCandidate(Canvas& c, std::string_view text, std::size_t index, const Rect& rect);
// The way to write, drawn into its area.
std::optional<sheet::Press> DrawPad(Canvas& c, const SheetSpec& spec, const Rect& area);
std::optional<sheet::Press> DrawPinyinKeys(Canvas& c, const SheetSpec& spec, const Rect& area);
std::optional<sheet::Press> DrawStrokeKeys(Canvas& c, const SheetSpec& spec, const Rect& area);
std::optional<sheet::Press> DrawLetters(Canvas& c, const SheetSpec& spec, const Rect& area);
// All candidates, page by page.
std::optional<sheet::Press> DrawAllCandidates(Canvas& c, const SheetSpec& spec, const Rect& area);

}  // namespace bianmin::ui
