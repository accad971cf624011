#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "kiosk/speech/output.h"

namespace bianmin::speech {
namespace {

constexpr std::size_t kHeaderBytes = 44;
constexpr std::size_t kSampleBytes = 2;

// RIFF/WAVE, PCM, one channel, 16 bits.
std::array<char, kHeaderBytes> Header(std::size_t samples) {
  const auto data = static_cast<std::uint32_t>(samples * kSampleBytes);
  std::array<char, kHeaderBytes> header{};
  const auto put = [&header](std::size_t at, std::string_view text) {
    std::copy(text.begin(), text.end(), &header.at(at));
  };
  const auto number = [&header](std::size_t at, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) header.at(at + static_cast<std::size_t>(i)) = static_cast<char>(value >> (8 * i));
  };
  put(0, "RIFF"), number(4, data + kHeaderBytes - 8, 4), put(8, "WAVEfmt ");
  number(16, 16, 4), number(20, 1, 2), number(22, 1, 2);
  number(24, kSampleRate, 4), number(28, kSampleRate * kSampleBytes, 4), number(32, kSampleBytes, 2), number(34, 16, 2);
  put(36, "data"), number(40, data, 4);
  return header;
}

class FileOutput : public Output {
 public:
  // Without `pace` as fast as it comes.
  FileOutput(std::string path, const base::Clock* pace) : path_(std::move(path)), pace_(pace) {}
  ~FileOutput() override { FileOutput::Close(); }
  FileOutput(const FileOutput&) = delete;
  FileOutput& operator=(const FileOutput&) = delete;

  base::Result<base::Done> Open() override {
    file_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (is_new_ ? O_TRUNC : 0), 0600);
    if (file_ < 0) return base::Error{base::ErrorCode::Unavailable, path_ + " cannot be written"};
    is_new_ = false;
    begin_ = written_;
    if (pace_ != nullptr) begun_ = pace_->Steady();
    return WriteHeader();
  }

  base::Result<std::size_t> Write(std::span<const std::int16_t> samples) override {
    if (pace_ != nullptr) {
      const base::Milliseconds room = kAhead - Unheard();
      const auto most = static_cast<std::size_t>(std::max<std::int64_t>(room.count(), 0)) * kSampleRate / 1000;
      samples = samples.first(std::min(samples.size(), most));
    }
    if (samples.empty()) return std::size_t{0};
    const auto at = static_cast<off_t>(kHeaderBytes + written_ * kSampleBytes);
    const ssize_t bytes = pwrite(file_, samples.data(), samples.size_bytes(), at);
    if (bytes < static_cast<ssize_t>(samples.size_bytes())) return Full();
    written_ += samples.size();
    return samples.size();
  }

  base::Milliseconds Unheard() override {
    if (pace_ == nullptr) return base::Milliseconds{0};
    const base::Milliseconds length{static_cast<std::int64_t>((written_ - begin_) * 1000 / kSampleRate)};
    return std::max(base::Milliseconds{0}, begun_ + length - pace_->Steady());
  }

  void Close() override {
    if (file_ < 0) return;
    const auto unheard = static_cast<std::size_t>(Unheard().count()) * kSampleRate / 1000;
    written_ -= std::min(unheard, written_ - begin_);
    const bool is_cut = ftruncate(file_, static_cast<off_t>(kHeaderBytes + written_ * kSampleBytes)) == 0;
    if (is_cut) static_cast<void>(WriteHeader().ok());
    close(file_);
    file_ = -1;
  }

 private:
  base::Error Full() const { return {base::ErrorCode::Unavailable, path_ + " cannot be written; is the disk full?"}; }
  base::Result<base::Done> WriteHeader() {
    const auto header = Header(written_);
    if (pwrite(file_, header.data(), header.size(), 0) < static_cast<ssize_t>(header.size())) return Full();
    return base::Done{};
  }

  std::string path_;
  const base::Clock* pace_;
  int file_ = -1;
  bool is_new_ = true;
  std::size_t written_ = 0;  // samples
  std::size_t begin_ = 0;    // where what was said since Open() begins
  base::Milliseconds begun_{0};
};

}  // namespace

std::unique_ptr<Output> MakeFileOutput(std::string path, const base::Clock* pace) {
  return std::make_unique<FileOutput>(std::move(path), pace);
}

std::unique_ptr<Output> MakeOutput(const std::string& device, const base::Clock& clock) {
  constexpr std::string_view kFile = "file:";
  constexpr std::string_view kRealtimeFile = "realtime-file:";
  if (device.starts_with(kFile)) return MakeFileOutput(device.substr(kFile.size()), nullptr);
  if (device.starts_with(kRealtimeFile)) return MakeFileOutput(device.substr(kRealtimeFile.size()), &clock);
  return MakeAlsaOutput(device);
}

}  // namespace bianmin::speech
