#pragma once
// Reads the screen aloud: the app gives it what a page says, it is heard at once, in order, until something else is to
// be said or somebody touches the screen. A thread of its own prepares the texts (prepare.h), has espeak-ng speak them
// or plays recordings, and feeds the device; every call returns at once. While nothing is said there is no open device,
// no child process and no wake-up, but for looking for a missing loudspeaker or voice again.
//
// What is said is neither kept nor logged nor written anywhere, unless the device is a file. Masked parts (•••, ***)
// are never spoken. Missing sound card, program, table or recording: everything else goes on, state() says what staff
// can do.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/speech/utterance.h"

namespace bianmin::speech {

struct SpeakerOptions {
  std::string device = "default";  // "none": no voice at all; otherwise see MakeOutput() in output.h
  std::string espeak = "/usr/bin/espeak-ng";
  std::string variant = "f3";             // of espeak-ng's voices; empty: the plain one
  std::string recordings{};               // the folder with zh/ and en/; empty: none
  std::string overrides{};                // assets/voice/overrides_zh.txt; empty: none
  base::Milliseconds first_retry{2'000};  // for what is missing; doubled until
  base::Milliseconds last_retry{60'000};
  base::Milliseconds patience{5'000};  // with an espeak-ng that gives no sound
};

struct SpeakerState {
  enum class Condition {
    Off,          // the device is "none"
    Ready,        // as far as is known
    NoSoundCard,  // nothing can be heard
    NoVoice,      // espeak-ng or its Chinese voice is missing; recordings still play
  };
  Condition condition = Condition::Ready;
  std::string detail{};              // for staff, in English: what, and what to do
  std::vector<std::string> notes{};  // the table or recordings that cannot be used, and why
  friend bool operator==(const SpeakerState&, const SpeakerState&) = default;
};

inline constexpr std::size_t kMostNotes = 20;
inline constexpr std::size_t kMostUtterances = 200;  // of one Say(); what is behind them is not spoken

class Speaker {
 public:
  // `changed` is called from the speaker's thread when all was said or state() changed; it must be quick and safe
  // there. It is not called for a Stop().
  Speaker(SpeakerOptions options, const base::Clock& clock, std::function<void()> changed);
  // Silent at once.
  ~Speaker();
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  // Takes the place of what is being said. An empty list is Stop().
  void Say(std::vector<Utterance> what, Voice how);
  // Two tones that call somebody, where no voice is needed. False while something is being said, which comes first: ask
  // again. A Stop() does not end them, for it means what is said.
  bool Chime(int volume_percent);
  void Stop();
  bool IsSpeaking() const;
  SpeakerState state() const;

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace bianmin::speech
