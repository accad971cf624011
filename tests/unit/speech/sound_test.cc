// Gain and rates, on numbers alone.

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "kiosk/speech/limiter.h"
#include "kiosk/speech/resampler.h"
#include "tests/unit/speech/sound.h"

namespace bianmin::speech {
namespace {

std::vector<float> Sine(double hertz, int rate, std::size_t count) {
  std::vector<float> sine;
  for (std::size_t i = 0; i < count; ++i) {
    sine.push_back(static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate)));
  }
  return sine;
}

Samples Resampled(int from, std::span<const float> input, std::size_t portion) {
  Resampler resampler(from, kSampleRate);
  Samples output;
  for (; !input.empty(); input = input.subspan(std::min(portion, input.size()))) {
    const Samples part = resampler.Process(input.first(std::min(portion, input.size())));
    output.insert(output.end(), part.begin(), part.end());
  }
  const Samples rest = resampler.Finish();
  output.insert(output.end(), rest.begin(), rest.end());
  return output;
}

TEST(AResampler, GivesTheSameInPortionsOfAnySize) {
  const std::vector<float> sine = Sine(700, 48'000, 48'000);
  const Samples whole = Resampled(48'000, sine, sine.size());
  EXPECT_NEAR(static_cast<double>(whole.size()), kSampleRate, 2);
  for (const std::size_t portion : {1, 7, 480, 4096}) {
    const Samples parts = Resampled(48'000, sine, portion);
    ASSERT_EQ(parts.size(), whole.size()) << portion;
    for (std::size_t i = 0; i < whole.size(); ++i) ASSERT_NEAR(parts[i], whole[i], 1) << portion << " at " << i;
  }
}

TEST(AResampler, LetsThroughSpeechAndKeepsOutWhatWouldAlias) {
  EXPECT_NEAR(Sound{Resampled(48'000, Sine(5000, 48'000, 48'000), 4096)}.Rms(), 0.5 / std::sqrt(2), 0.01);
  EXPECT_LT(Sound{Resampled(48'000, Sine(15'000, 48'000, 48'000), 4096)}.Rms(), 0.002);
}

TEST(AResampler, OfOneRateChangesNothing) {
  const std::vector<float> sine = Sine(700, kSampleRate, 1000);
  const Samples same = Resampled(kSampleRate, sine, 100);
  ASSERT_GE(same.size(), sine.size() - 1);
  for (std::size_t i = 0; i < sine.size() - 1; ++i) ASSERT_NEAR(same[i], sine[i] * 32767, 2) << i;
}

TEST(ALimiter, LeavesAloneWhatIsWithinTheCeiling) {
  Samples samples{0, 100, -100, 32'000, -32'000};
  const Samples before = samples;
  Limiter(100).Apply(samples);
  EXPECT_EQ(samples, before);
}

TEST(ALimiter, NeverPassesTheCeilingAndComesBack) {
  Samples samples(kSampleRate, 1000);
  samples[10] = 32'767;
  samples[11] = -32'768;
  Limiter limiter(400);
  limiter.Apply(samples);
  for (const std::int16_t sample : samples) ASSERT_LE(std::abs(sample), kCeiling);
  EXPECT_EQ(samples[9], 4000);
  EXPECT_LT(samples[12], 2000) << "turned down by the peak";
  EXPECT_EQ(samples.back(), 4000) << "and up again within a second";
}

TEST(ALimiter, AtZeroIsSilent) {
  Samples samples(10, 20'000);
  Limiter(0).Apply(samples);
  EXPECT_EQ(samples, Samples(10, 0));
}

}  // namespace
}  // namespace bianmin::speech
