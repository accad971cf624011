#pragma once
// What the tests of the voice hear with: sound files read and made, and a Speaker whose device is a file.

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kiosk/speech/samples.h"
#include "kiosk/speech/speaker.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::speech {

struct Sound {
  Samples samples;
  double Seconds() const;
  double Rms() const;  // of full scale
  double Peak() const;
  // The part of the energy that lies at one frequency: near 1 for a tone, near 0 for speech.
  double ShareOfTone(double hertz) const;
  Sound From(std::size_t first) const;
};

// A whole WAV file, checked: one channel, 16 bits, kSampleRate.
Sound ReadSound(const std::filesystem::path& file);

struct Tone {
  double hertz = 440;
  double seconds = 0.5;
  double amplitude = 0.5;
  int rate = kSampleRate;
  int channels = 1;
};
enum class FileKind { Wav, Ogg };
void WriteTone(const std::filesystem::path& file, const Tone& tone, FileKind kind);

// An executable shell script.
std::filesystem::path WriteScript(const std::filesystem::path& file, const std::string& body);

std::size_t OpenDescriptors();
// Processes that this one started and that are not reaped, running or not.
std::vector<int> Children();

enum class Pace { Fast, Real };

class Booth {
 public:
  explicit Booth(Pace pace = Pace::Fast, const std::function<void(SpeakerOptions&)>& change = {});

  Speaker& speaker() { return *speaker_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  // Says it to the end and returns what was added to the file.
  Sound Hear(std::vector<Utterance> what, Voice how = {});
  Sound Hear(const std::string& chinese, Voice how = {}) { return Hear({{.text = chinese}}, how); }
  // Stops and returns all that is in the file once the thread has seen to it.
  Sound StopAndHear();
  // All that is in the file, once nothing is said.
  Sound Heard();
  // Whether it came true within ten seconds; looked at whenever the speaker reports and every 5 ms.
  bool WaitUntil(const std::function<bool()>& is_true);

 private:
  support::TemporaryFolder folder_;
  std::filesystem::path file_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::unique_ptr<Speaker> speaker_;  // last: it calls
};

}  // namespace bianmin::speech
