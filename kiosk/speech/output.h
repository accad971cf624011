#pragma once
// Where samples go: a sound card, or a file for tests and for trying out without one. Used by the speaker's thread
// alone; nothing here waits. A device is open only while something is said.

#include <memory>
#include <span>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/speech/samples.h"

namespace bianmin::speech {

// So much is handed to a device in advance: what a slow moment of the machine may take without a gap in the speech.
inline constexpr base::Milliseconds kAhead{250};

class Output {
 public:
  virtual ~Output() = default;

  // Unavailable with a sentence for staff: no card, or in use by another program.
  virtual base::Result<base::Done> Open() = 0;
  // How many samples were taken; none while the device has enough. An error: the device is lost; close it.
  virtual base::Result<std::size_t> Write(std::span<const std::int16_t> samples) = 0;
  // After the last Write(), again and again: how long until all is heard. Zero: it was.
  virtual base::Milliseconds Unheard() = 0;
  // Silence at once: what is unheard is dropped. Closing twice does nothing.
  virtual void Close() = 0;
};

// `device`: an ALSA name ("default", "plughw:1"); "file:PATH", a WAV file that is begun anew with the object, takes all
// that is said as fast as it is made, and is whole after each Close(); or "realtime-file:PATH", the same at the pace of
// a sound card, holding exactly what would have been heard. The files hold whatever was said: for tests only.
std::unique_ptr<Output> MakeOutput(const std::string& device, const base::Clock& clock);

// The parts of MakeOutput().
std::unique_ptr<Output> MakeAlsaOutput(std::string device);
std::unique_ptr<Output> MakeFileOutput(std::string path, const base::Clock* pace);

}  // namespace bianmin::speech
