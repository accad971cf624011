#pragma once
// How rare a character is in Chinese text, from the language model that Debian packages for libime, so that 未 comes
// before 末 and 己 before 巳 when the strokes do not tell. Used by the trainer only.

#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::input::training {

// For each character minus the natural logarithm of its frequency, between 0 and kRarest.
inline constexpr float kRarest = 18;
base::Result<std::vector<float>> RarityOf(const std::vector<std::string>& characters);

}  // namespace bianmin::input::training
