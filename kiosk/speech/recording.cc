#include "kiosk/speech/recording.h"

#include <fcntl.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/speech/resampler.h"

namespace bianmin::speech {
namespace {

constexpr int kQuietestPeak = 64;  // of 32,767: below it nobody hears anything

base::Error Unusable(const std::filesystem::path& file, std::string_view why) {
  return {base::ErrorCode::Invalid, file.string() + " " + std::string(why) + "; the synthetic voice speaks instead"};
}

// A descriptor of a plain file of a bearable size; -1 otherwise. Never waits, whatever lies there.
int OpenPlainFile(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return -1;
  struct stat status {};
  const bool is_usable = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
                         status.st_size <= static_cast<off_t>(kMostRecordingBytes);
  if (is_usable) return descriptor;
  close(descriptor);
  return -1;
}

}  // namespace

bool IsRecordingId(std::string_view id) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (id.empty() || id.size() > kLongestRecordingId || !is_plain(id.front())) return false;
  if (id.find("..") != std::string_view::npos) return false;
  return std::all_of(id.begin(), id.end(), [&](char c) { return is_plain(c) || c == '.' || c == '_' || c == '-'; });
}

std::optional<std::filesystem::path> FindRecording(const std::filesystem::path& folder, Language language,
                                                   std::string_view id) {
  if (folder.empty() || !IsRecordingId(id)) return std::nullopt;
  for (const std::string_view suffix : {".ogg", ".wav"}) {
    std::filesystem::path file = folder / (language == Language::Chinese ? "zh" : "en") / id;
    file += suffix;
    std::error_code error;
    if (std::filesystem::exists(file, error)) return file;
  }
  return std::nullopt;
}

base::Result<Samples> ReadRecording(const std::filesystem::path& file) {
  const int descriptor = OpenPlainFile(file);
  if (descriptor < 0) return Unusable(file, "cannot be opened, is no file, or is larger than 32 MiB");
  SF_INFO format{};
  const std::unique_ptr<SNDFILE, decltype(&sf_close)> sound{sf_open_fd(descriptor, SFM_READ, &format, SF_TRUE),
                                                            &sf_close};
  if (!sound) return Unusable(file, "is no sound file that can be read (save it as Ogg Vorbis or WAV)");
  if (format.channels < 1 || format.channels > kMostRecordingChannels || format.samplerate < 8000 ||
      format.samplerate > 192'000) {
    return Unusable(file, "has more than 8 channels or an odd sample rate (8,000 to 192,000 are possible)");
  }
  const sf_count_t most = static_cast<sf_count_t>(format.samplerate) * kMostRecordingSeconds;
  if (format.frames > most) return Unusable(file, "is longer than 60 seconds");
  const auto channels = static_cast<std::size_t>(format.channels);
  constexpr std::size_t kFrames = 4096;
  std::vector<float> frames(kFrames * channels);
  std::vector<float> mixed;
  for (sf_count_t got = 1; got > 0 && static_cast<sf_count_t>(mixed.size()) <= most;) {
    got = sf_readf_float(sound.get(), frames.data(), kFrames);
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::max<sf_count_t>(got, 0)); ++i) {
      float sum = 0;
      for (std::size_t channel = 0; channel < channels; ++channel) sum += frames[i * channels + channel];
      mixed.push_back(std::isfinite(sum) ? sum / static_cast<float>(channels) : 0.0F);
    }
  }
  if (static_cast<sf_count_t>(mixed.size()) < format.frames || sf_error(sound.get()) != SF_ERR_NO_ERROR) {
    return Unusable(file, "is broken");
  }
  if (static_cast<sf_count_t>(mixed.size()) > most) return Unusable(file, "is longer than 60 seconds");
  Resampler resampler(format.samplerate, kSampleRate);
  Samples samples = resampler.Process(mixed);
  const Samples rest = resampler.Finish();
  samples.insert(samples.end(), rest.begin(), rest.end());
  const bool is_heard = std::any_of(samples.begin(), samples.end(), [](std::int16_t sample) {
    return sample > kQuietestPeak || sample < -kQuietestPeak;
  });
  if (!is_heard) return Unusable(file, "is silent");
  return samples;
}

}  // namespace bianmin::speech
