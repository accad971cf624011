#pragma once
// Sound within this module: one channel of 16-bit samples at one rate, whatever the source or the device.

#include <cstdint>
#include <vector>

namespace bianmin::speech {

using Samples = std::vector<std::int16_t>;

inline constexpr int kSampleRate = 22050;  // a second: what espeak-ng produces

}  // namespace bianmin::speech
