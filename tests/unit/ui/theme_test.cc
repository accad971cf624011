#include "kiosk/ui/theme.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bianmin::ui {
namespace {

struct NamedPair {
  std::string what;
  Colour ink;
  Colour ground;
};

// Every ink on every ground it is drawn on by some widget.
std::vector<NamedPair> TextPairs(const Theme& t) {
  std::vector<NamedPair> pairs = {
      {"ink on page", t.ink, t.page},
      {"ink on card", t.ink, t.card},
      {"ink on a pressed card", t.ink, t.card_pressed},
      {"secondary ink on page", t.ink_secondary, t.page},
      {"secondary ink on card", t.ink_secondary, t.card},
      {"accent ink on page", t.accent_ink, t.page},
      {"accent ink on card", t.accent_ink, t.card},
      {"accent", t.accent.ink, t.accent.ground},
      {"accent, pressed", t.accent.ink, t.accent_pressed},
      {"a chosen card", t.accent_soft.ink, t.accent_soft.ground},
      {"danger", t.danger.ink, t.danger.ground},
      {"danger, pressed", t.danger.ink, t.danger_pressed},
      {"an error under a field", t.danger.ground, t.page},
      {"an error on a card", t.danger.ground, t.card},
  };
  for (int i = 0; i < kTintCount; ++i) {
    pairs.push_back({"tint " + std::to_string(i), t.tints[i].ink, t.tints[i].ground});
  }
  for (int i = 0; i < kToneCount; ++i) {
    pairs.push_back({"tone " + std::to_string(i), t.tones[i].ink, t.tones[i].ground});
    pairs.push_back({"title of tone " + std::to_string(i), t.tone_marks[i], t.tones[i].ground});
  }
  return pairs;
}

TEST(Theme, ContrastIsThatOfWcag) {
  const Colour black{0, 0, 0};
  const Colour white{255, 255, 255};
  EXPECT_NEAR(Contrast(black, white), 21.0, 1e-9);
  EXPECT_NEAR(Contrast(white, white), 1.0, 1e-9);
  EXPECT_NEAR(Contrast({119, 119, 119}, white), 4.48, 0.005);  // #777777, the well-known near miss of 4.5
}

TEST(Theme, EveryTextHasTenToOneAndTwentyToOneInHighContrast) {
  for (const ThemeName name : {ThemeName::Standard, ThemeName::HighContrast, ThemeName::Dark}) {
    const double least = name == ThemeName::HighContrast ? 20 : 10;
    for (const NamedPair& pair : TextPairs(ThemeOf(name))) {
      EXPECT_GE(Contrast(pair.ink, pair.ground), least) << pair.what << " in theme " << static_cast<int>(name);
    }
  }
}

TEST(Theme, WhatIsDisabledCanStillBeReadAndMarksCanBeSeen) {
  for (const ThemeName name : {ThemeName::Standard, ThemeName::HighContrast, ThemeName::Dark}) {
    const Theme& t = ThemeOf(name);
    EXPECT_GE(Contrast(t.disabled.ink, t.disabled.ground), 7) << static_cast<int>(name);
    for (const Colour mark : {t.control_border, t.star_off, t.star_on}) {
      EXPECT_GE(Contrast(mark, t.card), 3) << static_cast<int>(name);
      EXPECT_GE(Contrast(mark, t.page), 3) << static_cast<int>(name);
    }
    for (int i = 0; i < kTintCount; ++i) EXPECT_GE(Contrast(t.tint_marks[i], t.tints[i].ground), 4.5);
  }
}

TEST(Theme, ATranslucentColourBlendsWithItsGround) {
  EXPECT_EQ(Blend({0, 0, 0, 128}, {255, 255, 255}), (Colour{127, 127, 127}));
  EXPECT_EQ(Blend({10, 20, 30, 255}, {255, 255, 255}), (Colour{10, 20, 30}));
}

}  // namespace
}  // namespace bianmin::ui
