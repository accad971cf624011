#include "sync/centre/code_throttle.h"

#include "kiosk/domain/enrolment_limits.h"

namespace bianmin::centre {

std::optional<std::chrono::seconds> CodeThrottle::Wait(const std::string& address, base::TimePoint now) {
  const auto minute = std::chrono::floor<std::chrono::minutes>(now);
  if (minute != minute_) {
    minute_ = minute;
    wrong_.clear();
    in_all_ = 0;
  }
  const auto found = wrong_.find(address);
  const bool is_here = found != wrong_.end() && found->second >= domain::kMaxWrongCodesPerMinute;
  if (!is_here && in_all_ < domain::kMaxWrongCodesInAllPerMinute) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(minute_ + std::chrono::minutes{1} - now);
}

void CodeThrottle::CountWrong(const std::string& address) {
  ++wrong_[address];
  ++in_all_;
}

}  // namespace bianmin::centre
