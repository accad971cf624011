#include <alsa/asoundlib.h>

#include <algorithm>
#include <cerrno>

#include "kiosk/speech/output.h"
#include "kiosk/speech/resampler.h"

namespace bianmin::speech {
namespace {

// ALSA would print to standard error, which is not where staff look.
extern "C" void KeepQuiet(const char* /*file*/, int /*line*/, const char* /*function*/, int /*code*/,
                          const char* /*format*/, ...) {}

class AlsaOutput : public Output {
 public:
  explicit AlsaOutput(std::string device) : device_(std::move(device)) { snd_lib_error_set_handler(&KeepQuiet); }
  ~AlsaOutput() override { AlsaOutput::Close(); }
  AlsaOutput(const AlsaOutput&) = delete;
  AlsaOutput& operator=(const AlsaOutput&) = delete;

  base::Result<base::Done> Open() override {
    Close();
    int code = snd_pcm_open(&pcm_, device_.c_str(), SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
    if (code < 0) {
      pcm_ = nullptr;
      return Failure(code);
    }
    code = SetUp();
    if (code >= 0) return base::Done{};
    Close();
    return Failure(code);
  }

  base::Result<std::size_t> Write(std::span<const std::int16_t> samples) override {
    if (const auto flushed = Flush(); !flushed) return flushed.error();
    if (!pending_.empty()) return std::size_t{0};
    constexpr std::size_t kPortion = 1024;
    samples = samples.first(std::min(samples.size(), kPortion));
    Convert(samples);
    if (const auto flushed = Flush(); !flushed) return flushed.error();
    return samples.size();
  }

  base::Milliseconds Unheard() override {
    if (pcm_ == nullptr) return base::Milliseconds{0};
    if (!is_ending_) {
      is_ending_ = true;
      Append(resampler_ ? resampler_->Finish() : Samples{});
    }
    const auto flushed = Flush();
    if (!flushed) return base::Milliseconds{0};
    // Little was said: the device has not begun by itself.
    if (snd_pcm_state(pcm_) == SND_PCM_STATE_PREPARED) snd_pcm_start(pcm_);
    snd_pcm_sframes_t delay = 0;
    if (snd_pcm_state(pcm_) != SND_PCM_STATE_RUNNING || snd_pcm_delay(pcm_, &delay) < 0) delay = 0;
    const auto waiting = static_cast<std::int64_t>(pending_.size() / channels_) + std::max<std::int64_t>(delay, 0);
    return base::Milliseconds{(waiting * 1000 + rate_ - 1) / rate_};
  }

  void Close() override {
    if (pcm_ == nullptr) return;
    snd_pcm_drop(pcm_);
    snd_pcm_close(pcm_);
    pcm_ = nullptr;
    pending_.clear();
    resampler_.reset();
    is_ending_ = false;
  }

 private:
  base::Error Failure(int code) const {
    return {base::ErrorCode::Unavailable,
            "the sound device \"" + device_ + "\" cannot be used (" + snd_strerror(code) +
                "); plug in a loudspeaker or choose another device in [voice]; `aplay -L` lists them"};
  }

  // 16 bits, one channel or else two, our rate or the nearest the device has.
  int SetUp() {
    snd_pcm_hw_params_t* hardware = nullptr;
    snd_pcm_hw_params_alloca(&hardware);
    int code = snd_pcm_hw_params_any(pcm_, hardware);
    if (code < 0) return code;
    code = snd_pcm_hw_params_set_access(pcm_, hardware, SND_PCM_ACCESS_RW_INTERLEAVED);
    if (code < 0) return code;
    code = snd_pcm_hw_params_set_format(pcm_, hardware, SND_PCM_FORMAT_S16);
    if (code < 0) return code;
    unsigned channels = 1;
    code = snd_pcm_hw_params_set_channels_near(pcm_, hardware, &channels);
    if (code < 0) return code;
    unsigned rate = kSampleRate;
    code = snd_pcm_hw_params_set_rate_near(pcm_, hardware, &rate, nullptr);
    if (code < 0) return code;
    auto buffer = static_cast<unsigned>(std::chrono::microseconds{kAhead}.count());
    code = snd_pcm_hw_params_set_buffer_time_near(pcm_, hardware, &buffer, nullptr);
    if (code < 0) return code;
    code = snd_pcm_hw_params(pcm_, hardware);
    if (code < 0) return code;
    snd_pcm_uframes_t frames = 0;
    snd_pcm_hw_params_get_buffer_size(hardware, &frames);
    channels_ = channels;
    rate_ = static_cast<int>(rate);
    if (rate_ != kSampleRate) resampler_ = std::make_unique<Resampler>(kSampleRate, rate_);
    snd_pcm_sw_params_t* software = nullptr;
    snd_pcm_sw_params_alloca(&software);
    code = snd_pcm_sw_params_current(pcm_, software);
    if (code < 0) return code;
    code = snd_pcm_sw_params_set_start_threshold(pcm_, software, frames / 2);
    return code < 0 ? code : snd_pcm_sw_params(pcm_, software);
  }

  void Convert(std::span<const std::int16_t> samples) {
    if (!resampler_) return Append(samples);
    std::vector<float> wide;
    for (const std::int16_t sample : samples) wide.push_back(static_cast<float>(sample) / 32767.0F);
    Append(resampler_->Process(wide));
  }
  void Append(std::span<const std::int16_t> samples) {
    for (const std::int16_t sample : samples) pending_.insert(pending_.end(), channels_, sample);
  }

  // Hands on what the device takes now. After an underrun the device is made ready again.
  base::Result<base::Done> Flush() {
    int recoveries = 0;
    while (!pending_.empty()) {
      const snd_pcm_sframes_t frames = snd_pcm_writei(pcm_, pending_.data(), pending_.size() / channels_);
      if (frames == -EAGAIN) break;
      if (frames < 0) {
        const int code = static_cast<int>(frames);
        const bool is_gap = code == -EPIPE || code == -EINTR || code == -ESTRPIPE;
        if (!is_gap || ++recoveries > 3 || snd_pcm_recover(pcm_, code, 1) < 0) return Failure(code);
        continue;
      }
      if (frames == 0) break;
      pending_.erase(pending_.begin(), pending_.begin() + frames * static_cast<std::ptrdiff_t>(channels_));
    }
    return base::Done{};
  }

  std::string device_;
  snd_pcm_t* pcm_ = nullptr;
  std::size_t channels_ = 1;
  int rate_ = kSampleRate;
  std::unique_ptr<Resampler> resampler_;
  Samples pending_;  // in the device's format, not yet taken by it
  bool is_ending_ = false;
};

}  // namespace

std::unique_ptr<Output> MakeAlsaOutput(std::string device) { return std::make_unique<AlsaOutput>(std::move(device)); }

}  // namespace bianmin::speech
