// What came from outside since the last frame: one finger (or a mouse pretending to be one), a keyboard, a scanner.
// Platform and tests make these; the Context takes them in order.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/geometry.h"

namespace bianmin::ui {

// Steady time since any fixed moment; the caller's clock, never read inside the widget layer.
using SteadyTime = std::chrono::milliseconds;

enum class Key {
  Backspace,
  Delete,
  Enter,
  Tab,
  BackTab,
  Escape,
  PageUp,
  PageDown,
  OtherKeys  // on a keyboard on the screen: digits ↔ letters
};

// One thing typed, on a physical keyboard, a scanner, or a keyboard drawn on the screen: text (UTF-8) or a key.
using Typed = std::variant<std::string, Key>;

struct PointerDown {
  Point at;
};
struct PointerMove {
  Point at;
};
struct PointerUp {
  Point at;
};
struct PointerLost {};  // the window lost the finger: nothing counts as pressed
struct Wheel {
  float lines;
};

// One place of a finger that writes; pixels until a pad makes millimetres of them.
struct PenPoint {
  Point at;
  SteadyTime when{};
};
// From touching the pad to leaving it. What a panel may send of one is bounded.
using PenStroke = std::vector<PenPoint>;
inline constexpr std::size_t kMostPenPoints = 2000;

struct InputEvent {
  SteadyTime when{};
  std::variant<PointerDown, PointerMove, PointerUp, PointerLost, Wheel, Typed> what;
};

}  // namespace bianmin::ui
