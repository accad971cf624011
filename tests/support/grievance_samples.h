#pragma once
// A complaint's page and the rectification ledger, in the states that staff bring them to; a part of screen_samples.h.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddGrievanceSamples(std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
