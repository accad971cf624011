#pragma once
// Every state of 交接班 and of a resident's rights, for the gate over all screens and for pictures.

#include <vector>

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddShiftSamples(std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
