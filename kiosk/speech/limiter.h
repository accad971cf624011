#pragma once
// Makes speech louder without clipping: a gain, and a limiter that turns it down at once where a peak would pass the
// ceiling and lets it rise again within about a tenth of a second. Not thread-safe.

#include <span>

#include "kiosk/speech/samples.h"

namespace bianmin::speech {

inline constexpr int kCeiling = 32000;  // no sample is larger

class Limiter {
 public:
  explicit Limiter(int volume_percent) : gain_(volume_percent / 100.0) {}
  void Apply(std::span<std::int16_t> samples);

 private:
  double gain_;
  double peak_ = 0;  // the height of recent peaks, after the gain
};

}  // namespace bianmin::speech
