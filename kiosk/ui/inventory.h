// What one frame put on the screen: every text and control with its place, colours and size. The frame writes it while
// it draws; tests press controls by the ids in it, the test gate finds faults in it (Problems), and test tools that
// drive a real display read it as JSON. It holds no personal text: texts drawn as sensitive are recorded as "•••".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

namespace bianmin::ui {

enum class ItemKind { Text, Control, Decoration };

// Stands for every text that was drawn as sensitive.
inline constexpr std::string_view kMaskedText = "•••";

struct Item {
  ItemKind kind = ItemKind::Text;
  std::string id{};      // of the control, or of the control this text belongs to; empty for free text
  std::string text{};    // as drawn; "•••" when sensitive
  Rect rect{};           // the whole of it
  Rect visible{};        // what its clip rectangle leaves of it; empty when scrolled out
  bool scrolls = false;  // inside the scrolling body: a vertical clip is not a fault
  Colour foreground{};
  Colour background{};
  Millimetres em{0};  // texts only
  bool is_icon = false;
  bool is_enabled = true;
  bool is_selected = false;
  bool is_truncated = false;
  bool is_missing_glyph = false;  // some character has no glyph in any font
  bool is_under_dialog = false;   // a modal dialog lies over it
  bool is_announced = true;       // false: on every page or changing by itself, like the header and a countdown
};

struct Inventory {
  std::string page;  // PageSpec::id
  PixelSize pixels;
  std::vector<Item> items;

  [[nodiscard]] const Item* FindControl(std::string_view id) const;
  // Every text of the frame, top layer first drawn last, joined by '\n'; for tests that look for words.
  [[nodiscard]] std::string AllText() const;
  [[nodiscard]] bool Shows(std::string_view text) const;
};

// Every fault in a frame, as plain sentences ("control home.rate is 11.2 mm wide, less than 12.7 mm"); empty when the
// page keeps the numbers of the standards. The gate that every resident page, language, step and orientation passes.
[[nodiscard]] std::vector<std::string> Problems(const Inventory& inventory, const Metrics& metrics);

// {"sequence":…,"page":…,"items":[{"id","kind","text","rect":[x,y,w,h],"visible":[x,y,w,h],"enabled","selected"}]}
[[nodiscard]] std::string ToJson(const Inventory& inventory, unsigned long sequence);

}  // namespace bianmin::ui
