#pragma once
// The page of one order and the pages of its acts, in the states that staff can bring them to; a part of
// screen_samples.h.

#include "kiosk/domain/case_file.h"
#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddCaseSamples(std::vector<ScreenSample>& samples);

// An order that has come a long way: corrected, prioritised, with a provider, details and an overdue clock.
domain::CaseFile ALongCase();

}  // namespace bianmin::testing
