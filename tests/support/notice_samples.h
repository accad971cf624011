#pragma once
// 通知公告 for tests/support/screen_samples.h.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

void AddNoticeSamples(std::vector<ScreenSample>& samples);
// What the city has published where the sample of this name is shown.
std::vector<domain::Notice> NoticesOf(std::string_view sample, base::Date today);

}  // namespace bianmin::testing
