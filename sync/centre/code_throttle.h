#pragma once
// Slows down whoever tries out one-time codes: so many wrong ones a minute from one address, and so many from all
// (domain::kMaxWrongCodesPerMinute and …InAllPerMinute), then no code is looked at until the minute is over. Counted in
// memory; it holds one counter for each address of the minute, as many as there may be wrong codes in all. Belongs to
// one thread.

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "kiosk/base/time.h"

namespace bianmin::centre {

class CodeThrottle {
 public:
  // Nothing: a code from there may be looked at. Otherwise how long to wait.
  std::optional<std::chrono::seconds> Wait(const std::string& address, base::TimePoint now);
  // A code from there was wrong.
  void CountWrong(const std::string& address);

 private:
  std::chrono::sys_time<std::chrono::minutes> minute_{};
  std::map<std::string, int> wrong_;
  int in_all_ = 0;
};

}  // namespace bianmin::centre
