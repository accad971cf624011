#pragma once
// The text-entry sheet in each way to write; a part of screen_samples.h. The drafts are those it lies over.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddEntrySamples(screens::NeedDraft draft, screens::ComplaintDraft complaint, std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
