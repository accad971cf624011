#include "kiosk/speech/synthesis.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace bianmin::speech {
namespace {

constexpr int kWordsAMinute = 180;  // 100 %: about four Chinese syllables a second; 50 and 200 % are 90 and 360
constexpr std::size_t kHeaderBytes = 44;

int LittleEndian(const std::string& bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i) {
    value = (value << 8) | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
  }
  return static_cast<int>(value);
}

}  // namespace

base::Result<Synthesis> Synthesis::Start(const Synthesiser& synthesiser, const Sentence& sentence, int rate_percent) {
  std::string voice = sentence.language == Language::Chinese ? "cmn-latn-pinyin" : "en";
  if (!synthesiser.variant.empty()) voice += "+" + synthesiser.variant;
  const int rate = kWordsAMinute * std::clamp(rate_percent, kSlowest, kFastest) / 100;
  // The text goes through standard input: arguments can be read by everybody on the machine.
  auto child = ChildProcess::Start(synthesiser.program,
                                   {"-b", "1", "-v", voice, "-s", std::to_string(rate), "--stdin", "--stdout"},
                                   sentence.text + "\n");
  if (!child) return child.error();
  return Synthesis(*std::move(child));
}

bool Synthesis::ReadHeader() {
  const bool is_wave = bytes_.starts_with("RIFF") && bytes_.compare(8, 8, "WAVEfmt ") == 0;
  const int rate = LittleEndian(bytes_, 24, 4);
  if (!is_wave || LittleEndian(bytes_, 22, 2) != 1 || LittleEndian(bytes_, 34, 2) != 16 || rate < 4000 ||
      rate > 200'000) {
    return false;
  }
  if (rate != kSampleRate) resampler_ = std::make_unique<Resampler>(rate, kSampleRate);
  bytes_.erase(0, kHeaderBytes);
  has_header_ = true;
  return true;
}

void Synthesis::Take(Samples& samples) {
  std::vector<float> wide;
  std::size_t at = 0;
  for (; at + 2 <= bytes_.size(); at += 2) {
    const auto sample = static_cast<std::int16_t>(LittleEndian(bytes_, at, 2));
    if (resampler_) {
      wide.push_back(static_cast<float>(sample) / 32767.0F);
    } else {
      samples.push_back(sample);
    }
  }
  bytes_.erase(0, at);
  if (!resampler_) return;
  const Samples converted = resampler_->Process(wide);
  samples.insert(samples.end(), converted.begin(), converted.end());
}

Synthesis::Step Synthesis::Next(Samples& samples) {
  std::array<char, 8192> buffer;
  const auto got = child_.Read(buffer);
  if (!got) return Step::Waits;
  if (*got == 0) return child_.EndedWell() && has_header_ ? Step::Ended : Step::Failed;
  bytes_.append(buffer.data(), *got);
  if (!has_header_) {
    if (bytes_.size() < kHeaderBytes) return Step::Waits;
    if (!ReadHeader()) return Step::Failed;
  }
  Take(samples);
  return Step::Produced;
}

}  // namespace bianmin::speech
