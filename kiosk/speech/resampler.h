#pragma once
// Changes the rate of a stream of samples, with a windowed sinc of 16 zero crossings on either side. Not thread-safe:
// one object is one stream.

#include <span>
#include <vector>

#include "kiosk/speech/samples.h"

namespace bianmin::speech {

class Resampler {
 public:
  // Samples a second, both 4,000 to 200,000.
  Resampler(int from, int to);

  // What can be computed so far; the end of the stream needs Finish().
  Samples Process(std::span<const float> input);
  Samples Finish();

 private:
  double step_;      // input samples for each output sample
  double cutoff_;    // of the lower of both rates, 1 is half the input's rate
  double reach_;     // input samples that the kernel spans to either side
  double next_ = 0;  // where the next output sample lies, in input samples from the beginning of window_
  std::vector<float> window_;
};

}  // namespace bianmin::speech
