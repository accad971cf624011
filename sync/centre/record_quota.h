#pragma once
// How often one kiosk may ask for a record: enough for a busy counter, and too little to try out the city's numbers
// with a stolen one (domain::kMaxRecordsAskedPerMinute and …PerDay). Another system of the city has a quota of its own
// (open311.h). Counted in memory: a centre that starts anew counts anew. It holds one pair of counters for each that
// asked on the day. Belongs to one thread.

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/domain/limits.h"

namespace bianmin::centre {

class RecordQuota {
 public:
  RecordQuota() : RecordQuota(domain::kMaxRecordsAskedPerMinute, domain::kMaxRecordsAskedPerDay) {}
  RecordQuota(int per_minute, int per_day) : per_minute_(per_minute), per_day_(per_day) {}

  // Counts one question. Nothing: it may be answered. Otherwise how long to wait, and it was not counted.
  std::optional<std::chrono::seconds> Ask(const std::string& source, base::TimePoint now);

 private:
  struct Asked {
    std::chrono::sys_time<std::chrono::minutes> minute;
    int in_minute = 0;
    int in_day = 0;
  };

  int per_minute_;
  int per_day_;
  std::chrono::sys_days day_{};
  std::map<std::string, Asked> kiosks_;
};

}  // namespace bianmin::centre
