#include "tests/unit/speech/sound.h"

#include <gtest/gtest.h>
#include <sndfile.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <numbers>

namespace bianmin::speech {

double Sound::Seconds() const { return static_cast<double>(samples.size()) / kSampleRate; }

double Sound::Rms() const {
  double sum = 0;
  for (const double sample : samples) sum += sample * sample;
  return samples.empty() ? 0 : std::sqrt(sum / static_cast<double>(samples.size())) / 32768;
}

double Sound::Peak() const {
  double peak = 0;
  for (const double sample : samples) peak = std::max(peak, std::abs(sample));
  return peak / 32768;
}

double Sound::ShareOfTone(double hertz) const {
  double sine = 0;
  double cosine = 0;
  double energy = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / kSampleRate;
    const double sample = samples[i];
    sine += sample * std::sin(angle);
    cosine += sample * std::cos(angle);
    energy += sample * sample;
  }
  if (energy == 0) return 0;
  return 2 * (sine * sine + cosine * cosine) / (energy * static_cast<double>(samples.size()));
}

Sound Sound::From(std::size_t first) const {
  return {Samples(samples.begin() + static_cast<std::ptrdiff_t>(std::min(first, samples.size())), samples.end())};
}

Sound ReadSound(const std::filesystem::path& file) {
  SF_INFO format{};
  SNDFILE* opened = sf_open(file.c_str(), SFM_READ, &format);
  if (opened == nullptr) return {};
  EXPECT_EQ(format.channels, 1);
  EXPECT_EQ(format.samplerate, kSampleRate);
  EXPECT_EQ(format.format, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  Sound sound;
  sound.samples.resize(static_cast<std::size_t>(format.frames));
  EXPECT_EQ(sf_read_short(opened, sound.samples.data(), format.frames), format.frames);
  sf_close(opened);
  EXPECT_EQ(std::filesystem::file_size(file), 44 + 2 * sound.samples.size()) << "the header tells another length";
  return sound;
}

void WriteTone(const std::filesystem::path& file, const Tone& tone, FileKind kind) {
  std::filesystem::create_directories(file.parent_path());
  SF_INFO format{};
  format.channels = tone.channels;
  format.samplerate = tone.rate;
  format.format = kind == FileKind::Ogg ? SF_FORMAT_OGG | SF_FORMAT_VORBIS : SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  SNDFILE* opened = sf_open(file.c_str(), SFM_WRITE, &format);
  ASSERT_NE(opened, nullptr);
  const auto frames = static_cast<sf_count_t>(tone.seconds * tone.rate);
  std::vector<float> frame(static_cast<std::size_t>(tone.channels));
  for (sf_count_t i = 0; i < frames; ++i) {
    const double angle = 2 * std::numbers::pi * tone.hertz * static_cast<double>(i) / tone.rate;
    std::fill(frame.begin(), frame.end(), static_cast<float>(tone.amplitude * std::sin(angle)));
    ASSERT_EQ(sf_writef_float(opened, frame.data(), 1), 1);
  }
  sf_close(opened);
}

std::filesystem::path WriteScript(const std::filesystem::path& file, const std::string& body) {
  std::ofstream(file) << "#!/bin/sh\n" << body << "\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  return file;
}

std::size_t OpenDescriptors() {
  const std::filesystem::directory_iterator descriptors("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
}

std::vector<int> Children() {
  std::vector<int> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    std::string stat;
    if (!std::getline(file, stat)) continue;
    // "123 (name) S 45 …": the name may hold anything but its closing bracket is the last.
    std::istringstream fields(stat.substr(std::min(stat.rfind(')') + 1, stat.size())));
    std::string state;
    int parent = 0;
    if (fields >> state >> parent && parent == getpid()) children.push_back(std::stoi(entry.path().filename()));
  }
  return children;
}

Booth::Booth(Pace pace, const std::function<void(SpeakerOptions&)>& change) : file_(folder_ / "said.wav") {
  SpeakerOptions options;
  options.device = (pace == Pace::Fast ? "file:" : "realtime-file:") + file_.string();
  options.overrides = "assets/voice/overrides_zh.txt";
  options.recordings = (folder_ / "voice").string();
  options.first_retry = base::Milliseconds{20};
  options.last_retry = base::Milliseconds{100};
  if (change) change(options);
  speaker_ = std::make_unique<Speaker>(options, base::SystemClock(), [this] {
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
  });
}

bool Booth::WaitUntil(const std::function<bool()>& is_true) {
  using namespace std::chrono_literals;
  const auto end = std::chrono::steady_clock::now() + 10s;
  std::unique_lock lock(mutex_);
  while (!is_true()) {
    if (std::chrono::steady_clock::now() > end) return false;
    changed_.wait_for(lock, 5ms);
  }
  return true;
}

Sound Booth::Hear(std::vector<Utterance> what, Voice how) {
  const std::size_t before = Heard().samples.size();
  speaker_->Say(std::move(what), how);
  return Heard().From(before);
}

Sound Booth::StopAndHear() {
  speaker_->Stop();
  speaker_->Say({{.text = "•••"}}, {});  // nothing to say, but it comes after the stop
  return Heard();
}

Sound Booth::Heard() {
  EXPECT_TRUE(WaitUntil([this] { return !speaker_->IsSpeaking(); })) << "it never stops speaking";
  return std::filesystem::exists(file_) ? ReadSound(file_) : Sound{};
}

}  // namespace bianmin::speech
