#include "kiosk/speech/limiter.h"

#include <algorithm>
#include <cmath>

namespace bianmin::speech {

void Limiter::Apply(std::span<std::int16_t> samples) {
  constexpr double kRelease = 0.1;  // seconds until a peak is forgotten to a third
  static const double kDecay = std::exp(-1 / (kRelease * kSampleRate));
  for (std::int16_t& sample : samples) {
    const double wanted = sample * gain_;
    peak_ = std::max(std::abs(wanted), peak_ * kDecay);
    sample = static_cast<std::int16_t>(std::lround(peak_ > kCeiling ? wanted * kCeiling / peak_ : wanted));
  }
}

}  // namespace bianmin::speech
