// What one frame put on the screen: every text and control with its place, colours and size. The frame writes it while
// it draws; tests press controls by the ids in it, the test gate finds faults in it (Problems), and test tools that
// drive a real display read it as JSON. It holds no personal text: texts drawn as sensitive are recorded as "•••".
#pragma once

#include <array>
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
  bool scrolls = false;  // inside a body of several leaves: a long text may end between two lines
  Colour foreground{};
  Colour background{};
  Millimetres em{0};      // texts only
  float line_height = 0;  // pixels; texts only
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

// What the gate measures a frame against, besides the sizes that Metrics gives.
struct Rules {
  double least_contrast = 10;  // of a text that a resident must read; 20 in the theme of high contrast
  bool is_low = false;         // every control within reach (Metrics::ReachFrom)
};
[[nodiscard]] Rules RulesFor(ThemeName theme, bool is_low, const Metrics& metrics);

// Every fault in a frame, as plain sentences ("control home.rate is 11.2 mm wide, less than 12.7 mm"); empty when the
// page keeps the numbers of the standards. The gate that every resident page, language, step, theme and orientation
// passes.
[[nodiscard]] std::vector<std::string> Problems(const Inventory& inventory, const Metrics& metrics,
                                                const Rules& rules = {});

// The worst of each kind that was found so far, and where.
class Measures {
 public:
  enum class Kind {
    TargetMm,        // the smaller side of the smallest control
    GapMm,           // between the two nearest controls
    Contrast,        // of the faintest text
    FaintContrast,   // of the faintest text of a disabled control
    EmMm,            // of the smallest text
    LineCharacters,  // of the longest line
    CutPixels,       // of the most cut control or line of text
    OverlapPixels,   // of two things that have nothing to do with each other
    HighestControl,  // part of the glass above it, when controls are to be low
  };
  static constexpr int kKinds = 9;
  struct Extreme {
    double value = 0;
    std::string where;  // empty: nothing of this kind was seen
  };

  // Takes a frame in and yields its problems; `view` names the screen and how it was shown.
  std::vector<std::string> Add(const Inventory& inventory, const Metrics& metrics, const Rules& rules,
                               std::string_view view);
  void Add(const Measures& others);
  [[nodiscard]] const Extreme& Worst(Kind kind) const { return worst_[static_cast<std::size_t>(kind)]; }
  // A line for each kind: "smallest target     12.7 mm  home, landscape…: control home.rate".
  [[nodiscard]] std::string Text() const;

 private:
  friend class Inspection;
  [[nodiscard]] bool IsWorse(Kind kind, double value) const;
  void Keep(Kind kind, double value, std::string_view view, const std::string& what);
  std::array<Extreme, kKinds> worst_;
};

// {"sequence":…,"page":…,"items":[{"id","kind","text","rect":[x,y,w,h],"visible":[x,y,w,h],"enabled","selected"}]}
[[nodiscard]] std::string ToJson(const Inventory& inventory, unsigned long sequence);

}  // namespace bianmin::ui
