// Colours by what they mean, for three designed themes. Used by the widget layer; screens choose a theme and a tint,
// never a colour. Every pair of text and ground in a theme is held by a test to 10:1 (20:1 in HighContrast), and
// nothing a resident must read is under 7:1.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace bianmin::ui {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;
  friend bool operator==(Colour, Colour) = default;
};

// WCAG 2 contrast of two opaque colours, 1 to 21.
[[nodiscard]] double Contrast(Colour a, Colour b);

// `over` drawn on `ground` with its own alpha.
[[nodiscard]] Colour Blend(Colour over, Colour ground);

enum class ThemeName { Standard, HighContrast, Dark };

// A quiet ground for a tile, so that a page of tiles is not a page of identical boxes.
enum class Tint { None, Teal, Amber, Rose, Indigo, Olive };
inline constexpr int kTintCount = 6;

// What a banner, a badge or a timeline step says about itself; always beside an icon and a word.
enum class Tone { Neutral, Information, Success, Warning, Danger };
inline constexpr int kToneCount = 5;

struct Pair {
  Colour ground;
  Colour ink;
};

struct Theme {
  ThemeName name;
  Colour page;
  Colour card;
  Colour card_pressed;
  Colour ink;
  Colour ink_secondary;
  Colour hairline;        // around cards; decoration only
  Colour control_border;  // around fields, choices and secondary buttons: ≥ 3:1 on the page
  Colour shadow;
  Colour scrim;  // over the page, under a dialog
  Pair accent;
  Colour accent_pressed;
  Colour accent_ink;  // accent as text or mark on page and card
  Pair accent_soft;   // a chosen card
  Pair danger;
  Colour danger_pressed;
  Pair disabled;
  Colour star_on;
  Colour star_off;
  Pair tints[kTintCount];         // by Tint
  Colour tint_marks[kTintCount];  // the icon on it
  Pair tones[kToneCount];         // by Tone
  Colour tone_marks[kToneCount];  // the icon and word on it
};

[[nodiscard]] const Theme& ThemeOf(ThemeName name);

}  // namespace bianmin::ui
