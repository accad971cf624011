#pragma once
// The staff's pages in the states that a kiosk can be in; a part of screen_samples.h.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddStaffSamples(std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
