#pragma once
// One sentence from espeak-ng 1.51, a child process for each (about 15 ms; it ends by itself). Samples arrive while
// it works. Used by the speaker's thread.

#include <memory>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/speech/child_process.h"
#include "kiosk/speech/prepare.h"
#include "kiosk/speech/resampler.h"

namespace bianmin::speech {

struct Synthesiser {
  std::string program;  // path of espeak-ng
  std::string variant;  // of its voices: "f3"
};

class Synthesis {
 public:
  static base::Result<Synthesis> Start(const Synthesiser& synthesiser, const Sentence& sentence, int rate_percent);

  // What to wait for with poll(2) before Next().
  int descriptor() const { return child_.descriptor(); }

  enum class Step { Waits, Produced, Ended, Failed };
  // Appends what is there to `samples`. Failed: it died, was killed, or produced what is no sound.
  Step Next(Samples& samples);

 private:
  explicit Synthesis(ChildProcess child) : child_(std::move(child)) {}
  bool ReadHeader();
  void Take(Samples& samples);

  ChildProcess child_;
  std::string bytes_;  // not yet samples
  bool has_header_ = false;
  std::unique_ptr<Resampler> resampler_;
};

}  // namespace bianmin::speech
