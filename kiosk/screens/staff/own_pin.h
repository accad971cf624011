#pragma once
// 修改密码: one's own PIN, by the old one; the new one twice.

#include <optional>
#include <string>

#include "kiosk/screens/staff/sign_in.h"

namespace bianmin::screens {

enum class OwnPinStage { Old, New, Again, Done };

struct OwnPinState {
  OwnPinStage stage = OwnPinStage::Old;
  std::string old_pin;
  std::string pin;
  std::string again;
  bool shows_faults = false;
  bool differ = false;    // the two new ones
  SignInProblem problem;  // of the old one
};

// `is_given`: somebody else chose the present one, and it is said that a new one comes first.
std::optional<Action> DrawOwnPin(const OwnPinState& state, bool is_given, bool is_saving, const Scene& scene,
                                 ui::Frame& frame);

}  // namespace bianmin::screens
