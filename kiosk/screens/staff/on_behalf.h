#pragma once
// 代为登记: before staff fill in the resident's own form with them, how the resident was identified and that they
// agreed to what is kept (R04). The order carries both.

#include <optional>

#include "kiosk/domain/casework.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct OnBehalfState {
  std::optional<domain::IdentityProof> identity;
  bool has_consent = false;
  bool shows_faults = false;
};

bool IsComplete(const OnBehalfState& state);

std::optional<Action> DrawOnBehalf(const OnBehalfState& state, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
