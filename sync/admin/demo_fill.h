#pragma once
// bianmin-admin demo fill: an empty kiosk becomes one that has been used for weeks, with invented people. It refuses a
// database that holds any record, because invented and real ones could not be told apart afterwards.

#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/admin/report.h"

namespace bianmin::admin {

struct DemoOrder {
  std::string kiosk_config;
  std::int64_t records = 0;
  std::uint64_t seed = 1;
  bool everything_waits = false;
};
inline constexpr std::int64_t kMostDemoRecords = 5'000'000;

base::Result<Report> FillWithDemo(const DemoOrder& order, const base::Clock& clock, base::Random& random);

}  // namespace bianmin::admin
