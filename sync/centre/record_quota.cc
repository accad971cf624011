#include "sync/centre/record_quota.h"

namespace bianmin::centre {

std::optional<std::chrono::seconds> RecordQuota::Ask(const std::string& source, base::TimePoint now) {
  using std::chrono::ceil, std::chrono::floor, std::chrono::seconds;
  const auto today = floor<std::chrono::days>(now);
  const auto minute = floor<std::chrono::minutes>(now);
  if (today != day_) kiosks_.clear();
  day_ = today;
  Asked& asked = kiosks_[source];
  if (asked.minute != minute) {
    asked.minute = minute;
    asked.in_minute = 0;
  }
  if (asked.in_day >= per_day_) return ceil<seconds>(today + std::chrono::days{1} - now);
  if (asked.in_minute >= per_minute_) return ceil<seconds>(minute + std::chrono::minutes{1} - now);
  ++asked.in_minute;
  ++asked.in_day;
  return std::nullopt;
}

}  // namespace bianmin::centre
