#pragma once
// How a resident wants the kiosk to be seen, reached and heard: what each may choose on the first touch and at any time
// (看和听), and what the next resident finds as it was. A value; held by the app's model, read by screens and voice.

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

namespace bianmin::screens {

// Of the voice's own rate and of the loudness the operator set; as far as speech stays plain to understand.
inline constexpr int kLeastVoicePercent = 50;
inline constexpr int kMostVoicePercent = 200;
inline constexpr int kVoiceStepPercent = 25;

struct VoiceChoice {
  bool is_on = false;
  bool listens_first = false;  // the first touch of a control says it, the second one presses it
  int rate_percent = 100;
  int volume_percent = 100;
  friend bool operator==(const VoiceChoice&, const VoiceChoice&) = default;
};

struct Comfort {
  ui::TextStep step = ui::TextStep::Standard;
  ui::ThemeName theme = ui::ThemeName::Standard;
  bool is_low = false;  // all controls in the lower part of a tall screen, within reach of a wheelchair
  VoiceChoice voice;
  friend bool operator==(const Comfort&, const Comfort&) = default;
};

}  // namespace bianmin::screens
