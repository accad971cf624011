#pragma once
// What residents find under 查询进度 of what staff have done: an agreed visit, ratings.

#include "tests/support/screen_samples.h"

namespace bianmin::testing {

// `order` is one that was dispatched.
void AddFoundSamples(const domain::Order& order, base::TimePoint now, std::vector<ScreenSample>& samples);

}  // namespace bianmin::testing
