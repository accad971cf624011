#include "kiosk/speech/chime.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace bianmin::speech {
namespace {

constexpr double kApart = 0.4;    // seconds between the beginnings
constexpr double kRings = 0.7;    // seconds of each tone
constexpr double kDecay = 5;      // of the loudness, per second
constexpr double kAttack = 0.01;  // seconds: without it a click is heard
constexpr double kLoudness = 0.3;
constexpr double kOvertone = 0.25;

std::size_t SamplesIn(double seconds) { return static_cast<std::size_t>(seconds * kSampleRate); }

double ToneAt(double hertz, double seconds) {
  const double phase = 2 * std::numbers::pi * hertz * seconds;
  const double ends = std::min({1.0, seconds / kAttack, (kRings - seconds) / kAttack});
  return kLoudness * ends * std::exp(-kDecay * seconds) * (std::sin(phase) + kOvertone * std::sin(2 * phase));
}

}  // namespace

Samples MakeChime() {
  constexpr double kFull = 32767;
  Samples samples(SamplesIn(kApart * static_cast<double>(std::size(kChimeHertz) - 1) + kRings));
  for (std::size_t tone = 0; tone < std::size(kChimeHertz); ++tone) {
    const std::size_t begin = SamplesIn(kApart * static_cast<double>(tone));
    for (std::size_t i = 0; i < SamplesIn(kRings) && begin + i < samples.size(); ++i) {
      const double value = ToneAt(kChimeHertz[tone], static_cast<double>(i) / kSampleRate);
      samples[begin + i] = static_cast<std::int16_t>(samples[begin + i] + std::lround(kFull * value));
    }
  }
  return samples;
}

}  // namespace bianmin::speech
