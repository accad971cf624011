#pragma once
// When an unattended kiosk warns and when it wipes. A session is one resident from first touch to reset.

#include <chrono>
#include <optional>
#include <variant>

#include "kiosk/base/time.h"

namespace bianmin::domain {

struct SessionTimes {
  std::chrono::seconds idle{120};   // 60 to 300
  std::chrono::seconds answer{30};  // 20 or more
};

// How long somebody of the staff stays signed in untouched, unless kiosk.toml says otherwise.
inline constexpr std::chrono::seconds kStaffIdle{600};

struct SessionIdle {};  // home, nothing entered: nothing to wipe
struct SessionActive {
  base::Milliseconds warning_in;
};
struct SessionWarning {
  std::chrono::seconds left;  // rounded up; counts down to 1
};
struct SessionExpired {};
using SessionState = std::variant<SessionIdle, SessionActive, SessionWarning, SessionExpired>;

class Session {
 public:
  explicit Session(SessionTimes times) : times_(times) {}
  // Any touch or key, at a steady time. Starts a session if there is none. A touch during the warning gives the full
  // time again.
  void Touched(base::Milliseconds steady) { last_touch_ = steady; }
  void End() { last_touch_.reset(); }
  SessionState At(base::Milliseconds steady) const;

 private:
  SessionTimes times_;
  std::optional<base::Milliseconds> last_touch_;
};

}  // namespace bianmin::domain
