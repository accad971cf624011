// Measures the voice: how soon the first sample comes, and whether many utterances leave descriptors, processes or
// memory behind. bench-speech [UTTERANCES] [OVERRIDES]

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "kiosk/speech/prepare.h"
#include "kiosk/speech/speaker.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::speech {
namespace {

using Clock = std::chrono::steady_clock;

double MillisecondsSince(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

std::size_t OpenDescriptors() {
  const std::filesystem::directory_iterator descriptors("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
}

long PeakMemory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void Print(const char* what, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  fmt::print("{:<44} p50 {:6.1f} ms   p95 {:6.1f} ms\n", what, times[times.size() / 2], times[times.size() * 95 / 100]);
}

template <class Condition>
void WaitFor(const Condition& is_true) {
  while (!is_true()) std::this_thread::sleep_for(std::chrono::microseconds{200});
}

const std::vector<Utterance> kPage{{.text = "您好，请问您要办什么事？"},
                                   {.text = "登记需求。维修、助餐、陪诊、托管、活动报名等"}};

void MeasurePreparing(const Pronunciation& pronunciation) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "订单14:30办，¥3.5。";
  const auto begun = Clock::now();
  const std::size_t sentences = Prepare(text, Language::Chinese, pronunciation).size();
  fmt::print("{:<44} {:.1f} ms ({} sentences)\n", "preparing 14,000 characters", MillisecondsSince(begun), sentences);
}

void MeasureLatency(SpeakerOptions options, const std::filesystem::path& file) {
  options.device = "realtime-file:" + file.string();
  Speaker speaker(options, base::SystemClock(), [] {});
  std::vector<double> first;
  std::vector<double> calls;
  for (int i = 0; i < 40; ++i) {
    speaker.Say({{.text = "•"}}, {});
    WaitFor([&] { return !speaker.IsSpeaking(); });
    const auto size = std::filesystem::file_size(file);
    const auto begun = Clock::now();
    speaker.Say(kPage, {});
    calls.push_back(MillisecondsSince(begun));
    WaitFor([&] { return std::filesystem::file_size(file) > size; });
    first.push_back(MillisecondsSince(begun));
  }
  Print("Say() returns", calls);
  Print("first samples at the device", first);
}

void MeasureMany(SpeakerOptions options, const std::filesystem::path& file, int count) {
  options.device = "file:" + file.string();
  Speaker speaker(options, base::SystemClock(), [] {});
  const auto say = [&] {
    speaker.Say({{.text = "好"}}, {});
    WaitFor([&] { return !speaker.IsSpeaking(); });
  };
  say();
  const std::size_t descriptors = OpenDescriptors();
  const long memory = PeakMemory();
  const auto begun = Clock::now();
  for (int i = 0; i < count; ++i) say();
  fmt::print("{} utterances: {:.1f} ms each; descriptors {} -> {}, peak memory {} -> {} KB\n", count,
             MillisecondsSince(begun) / count, descriptors, OpenDescriptors(), memory, PeakMemory());
}

int Main(int count, char** arguments) {
  int utterances = 200;
  if (count > 1) {
    const std::string_view number = arguments[1];
    std::from_chars(number.data(), number.data() + number.size(), utterances);
  }
  SpeakerOptions options;
  options.overrides = count > 2 ? arguments[2] : "assets/voice/overrides_zh.txt";
  const auto begun = Clock::now();
  const auto pronunciation = Pronunciation::Load(options.overrides);
  if (!pronunciation) {
    fmt::print(stderr, "{}\n", pronunciation.error().message);
    return 1;
  }
  fmt::print("{:<44} {:.1f} ms ({} words)\n", "loading the table", MillisecondsSince(begun), pronunciation->size());
  const support::TemporaryFolder folder;
  MeasurePreparing(*pronunciation);
  MeasureLatency(options, folder / "a.wav");
  MeasureMany(options, folder / "b.wav", utterances);
  return 0;
}

}  // namespace
}  // namespace bianmin::speech

int main(int count, char** arguments) { return bianmin::speech::Main(count, arguments); }
