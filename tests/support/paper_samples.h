#pragma once
// The service agreement and archived papers; a part of screen_samples.h.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddPaperSamples(std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
