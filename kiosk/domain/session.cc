#include "kiosk/domain/session.h"

namespace bianmin::domain {

SessionState Session::At(base::Milliseconds steady) const {
  if (!last_touch_) return SessionIdle{};
  const base::Milliseconds warning_at = *last_touch_ + times_.idle;
  if (steady < warning_at) return SessionActive{warning_at - steady};
  const base::Milliseconds end = warning_at + times_.answer;
  if (steady >= end) return SessionExpired{};
  return SessionWarning{std::chrono::ceil<std::chrono::seconds>(end - steady)};
}

}  // namespace bianmin::domain
