#pragma once
// The sound that calls staff: two soft bell tones, the second a third below the first. Made by calculation, so that no
// file can be missing.

#include "kiosk/speech/samples.h"

namespace bianmin::speech {

inline constexpr double kChimeHertz[] = {659.26, 523.25};  // E5, C5

Samples MakeChime();

}  // namespace bianmin::speech
