#include "kiosk/speech/resampler.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bianmin::speech {
namespace {

constexpr int kCrossings = 16;
constexpr int kSteps = 256;  // of the kernel's table between two crossings; linear between them: noise below -90 dB

// One side of sinc(x) under a raised cosine, x in crossings.
const std::vector<float>& Kernel() {
  static const std::vector<float> kKernel = [] {
    std::vector<float> kernel{1.0F};
    for (int i = 1; i <= kCrossings * kSteps; ++i) {
      const double x = std::numbers::pi * i / kSteps;
      kernel.push_back(static_cast<float>(std::sin(x) / x * (0.5 + 0.5 * std::cos(x / kCrossings))));
    }
    kernel.push_back(0.0F);
    return kernel;
  }();
  return kKernel;
}

float KernelAt(const std::vector<float>& kernel, double crossings) {
  const double place = std::min(std::abs(crossings), static_cast<double>(kCrossings)) * kSteps;
  const auto below = static_cast<std::size_t>(place);
  const auto part = static_cast<float>(place - static_cast<double>(below));
  return kernel[below] + part * (kernel[below + 1] - kernel[below]);
}

std::int16_t ToSample(double value) {
  return static_cast<std::int16_t>(std::lround(std::clamp(value, -1.0, 1.0) * 32767));
}

}  // namespace

Resampler::Resampler(int from, int to)
    : step_(static_cast<double>(from) / to), cutoff_(std::min(1.0, 1 / step_)), reach_(kCrossings / cutoff_) {
  // Silence before the beginning, so that the first sample has neighbours.
  window_.assign(static_cast<std::size_t>(std::ceil(reach_)), 0.0F);
  next_ = static_cast<double>(window_.size());
}

Samples Resampler::Process(std::span<const float> input) {
  window_.insert(window_.end(), input.begin(), input.end());
  const std::vector<float>& kernel = Kernel();
  Samples output;
  for (; next_ + reach_ < static_cast<double>(window_.size()); next_ += step_) {
    const auto first = static_cast<std::size_t>(std::ceil(next_ - reach_));
    const auto last = static_cast<std::size_t>(next_ + reach_);
    double sum = 0;
    for (std::size_t i = first; i <= last; ++i) {
      sum += static_cast<double>(window_[i] * KernelAt(kernel, (static_cast<double>(i) - next_) * cutoff_));
    }
    output.push_back(ToSample(sum * cutoff_));
  }
  const auto done = static_cast<std::size_t>(std::max(0.0, next_ - reach_ - 1));
  window_.erase(window_.begin(), window_.begin() + static_cast<std::ptrdiff_t>(std::min(done, window_.size())));
  next_ -= static_cast<double>(done);
  return output;
}

Samples Resampler::Finish() {
  const std::vector<float> silence(static_cast<std::size_t>(std::ceil(reach_)), 0.0F);
  return Process(silence);
}

}  // namespace bianmin::speech
