#include "kiosk/ui/theme.h"

#include <cmath>

namespace bianmin::ui {
namespace {

constexpr Colour Rgb(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
          static_cast<std::uint8_t>(value), 255};
}

constexpr Colour Shade(std::uint8_t alpha) { return {0, 0, 0, alpha}; }

// Warm paper, near-black ink, one deep teal. Grounds are light enough and inks dark enough for 10:1 everywhere.
constexpr Theme kStandard = {
    .name = ThemeName::Standard,
    .page = Rgb(0xFAF8F4),
    .card = Rgb(0xFFFFFF),
    .card_pressed = Rgb(0xE9E5DC),
    .ink = Rgb(0x141A1C),
    .ink_secondary = Rgb(0x2C383D),
    .hairline = Rgb(0xE2DDD2),
    .control_border = Rgb(0x7C8A8E),
    .shadow = Shade(14),
    .scrim = Shade(128),
    .accent = {.ground = Rgb(0x00464A), .ink = Rgb(0xFFFFFF)},
    .accent_pressed = Rgb(0x002E31),
    .accent_ink = Rgb(0x00464A),
    .accent_soft = {.ground = Rgb(0xDFF0ED), .ink = Rgb(0x141A1C)},
    .danger = {.ground = Rgb(0x7A1216), .ink = Rgb(0xFFFFFF)},
    .danger_pressed = Rgb(0x560A0D),
    .disabled = {.ground = Rgb(0xECE9E2), .ink = Rgb(0x444C50)},
    .star_on = Rgb(0xB86A00),
    .star_off = Rgb(0x7C8A8E),
    .tints = {{Rgb(0xFFFFFF), Rgb(0x141A1C)},
              {Rgb(0xDDF0EC), Rgb(0x0E1A1B)},
              {Rgb(0xFCEFD4), Rgb(0x1C1608)},
              {Rgb(0xFBE7E3), Rgb(0x210F0E)},
              {Rgb(0xE6EAF8), Rgb(0x11152A)},
              {Rgb(0xECF1DA), Rgb(0x151A0B)}},
    .tint_marks = {Rgb(0x00464A), Rgb(0x00565A), Rgb(0x7A4A00), Rgb(0x8A2418), Rgb(0x2B3A8C), Rgb(0x42560E)},
    .tones = {{Rgb(0xF1EEE7), Rgb(0x141A1C)},
              {Rgb(0xE6EFF8), Rgb(0x101A26)},
              {Rgb(0xE3F2E6), Rgb(0x0D1C12)},
              {Rgb(0xFCEFD4), Rgb(0x1F1704)},
              {Rgb(0xFCE8E6), Rgb(0x260A0A)}},
    .tone_marks = {Rgb(0x2C383D), Rgb(0x0B355F), Rgb(0x0B3D21), Rgb(0x4A3300), Rgb(0x6D0D11)},
};

// Black on white, white on black, and nothing between where there is text.
constexpr Theme kHighContrast = {
    .name = ThemeName::HighContrast,
    .page = Rgb(0xFFFFFF),
    .card = Rgb(0xFFFFFF),
    .card_pressed = Rgb(0xFFFFFF),
    .ink = Rgb(0x000000),
    .ink_secondary = Rgb(0x000000),
    .hairline = Rgb(0x000000),
    .control_border = Rgb(0x000000),
    .shadow = Shade(0),
    .scrim = Shade(180),
    .accent = {.ground = Rgb(0x000000), .ink = Rgb(0xFFFFFF)},
    .accent_pressed = Rgb(0x000000),
    .accent_ink = Rgb(0x000000),
    .accent_soft = {.ground = Rgb(0x000000), .ink = Rgb(0xFFFFFF)},
    .danger = {.ground = Rgb(0x000000), .ink = Rgb(0xFFFFFF)},
    .danger_pressed = Rgb(0x000000),
    .disabled = {.ground = Rgb(0xFFFFFF), .ink = Rgb(0x545454)},
    .star_on = Rgb(0x000000),
    .star_off = Rgb(0x000000),
    .tints = {{Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)}},
    .tint_marks = {Rgb(0x000000), Rgb(0x000000), Rgb(0x000000), Rgb(0x000000), Rgb(0x000000), Rgb(0x000000)},
    .tones = {{Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)},
              {Rgb(0xFFFFFF), Rgb(0x000000)}},
    .tone_marks = {Rgb(0x000000), Rgb(0x000000), Rgb(0x000000), Rgb(0x000000), Rgb(0x000000)},
};

// For dim rooms: deep blue-green paper, warm white ink, the accent turned light.
constexpr Theme kDark = {
    .name = ThemeName::Dark,
    .page = Rgb(0x0E1618),
    .card = Rgb(0x172225),
    .card_pressed = Rgb(0x0B1214),
    .ink = Rgb(0xF6F3EC),
    .ink_secondary = Rgb(0xDAD8D0),
    .hairline = Rgb(0x2A383C),
    .control_border = Rgb(0x8FA0A5),
    .shadow = Shade(60),
    .scrim = Shade(170),
    .accent = {.ground = Rgb(0x9AE2D9), .ink = Rgb(0x061012)},
    .accent_pressed = Rgb(0xC4F2EC),
    .accent_ink = Rgb(0x9AE2D9),
    .accent_soft = {.ground = Rgb(0x16302F), .ink = Rgb(0xF6F3EC)},
    .danger = {.ground = Rgb(0xFFC2BA), .ink = Rgb(0x1B0504)},
    .danger_pressed = Rgb(0xFFDDD8),
    .disabled = {.ground = Rgb(0x1B2427), .ink = Rgb(0xB9BDBC)},
    .star_on = Rgb(0xFFCB6B),
    .star_off = Rgb(0x8FA0A5),
    .tints = {{Rgb(0x172225), Rgb(0xF6F3EC)},
              {Rgb(0x133030), Rgb(0xF1FAF8)},
              {Rgb(0x33270F), Rgb(0xFDF6E8)},
              {Rgb(0x3A1D1A), Rgb(0xFFF3F1)},
              {Rgb(0x1D2342), Rgb(0xF2F4FF)},
              {Rgb(0x232C12), Rgb(0xF8FBEF)}},
    .tint_marks = {Rgb(0x9AE2D9), Rgb(0x9AE2D9), Rgb(0xFFD58A), Rgb(0xFFB9AE), Rgb(0xB9C3FF), Rgb(0xCBE08A)},
    .tones = {{Rgb(0x1D282B), Rgb(0xF6F3EC)},
              {Rgb(0x14273A), Rgb(0xEFF6FF)},
              {Rgb(0x14301E), Rgb(0xEEFBF1)},
              {Rgb(0x33270F), Rgb(0xFDF6E8)},
              {Rgb(0x3D1817), Rgb(0xFFF3F1)}},
    .tone_marks = {Rgb(0xDAD8D0), Rgb(0xC9E2FF), Rgb(0xC2F0CF), Rgb(0xFFE2AD), Rgb(0xFFD9D4)},
};

double Linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double Luminance(Colour c) { return 0.2126 * Linear(c.red) + 0.7152 * Linear(c.green) + 0.0722 * Linear(c.blue); }

}  // namespace

double Contrast(Colour a, Colour b) {
  const double first = Luminance(a) + 0.05;
  const double second = Luminance(b) + 0.05;
  return first > second ? first / second : second / first;
}

Colour Blend(Colour over, Colour ground) {
  const auto mix = [&](std::uint8_t top, std::uint8_t bottom) {
    return static_cast<std::uint8_t>((top * over.alpha + bottom * (255 - over.alpha) + 127) / 255);
  };
  return {mix(over.red, ground.red), mix(over.green, ground.green), mix(over.blue, ground.blue), 255};
}

const Theme& ThemeOf(ThemeName name) {
  switch (name) {
    case ThemeName::HighContrast:
      return kHighContrast;
    case ThemeName::Dark:
      return kDark;
    case ThemeName::Standard:
      break;
  }
  return kStandard;
}

}  // namespace bianmin::ui
