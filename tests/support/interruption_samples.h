#pragma once
// Leaving in the middle of a form, the idle warning, the code a form is kept under and asked for again; a part of
// screen_samples.h. The drafts are what was interrupted.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddInterruptions(const screens::NeedDraft& details, const screens::NeedDraft& phone, base::TimePoint now,
                      std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
