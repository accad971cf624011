#pragma once
// The queue's pages in every state, for the gate and for pictures.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddQueueSamples(std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
