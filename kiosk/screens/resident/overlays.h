#pragma once
// What may lie over any screen: the idle warning, and the question before leaving a form.

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct IdleWarning {
  int seconds_left = 0;
  int seconds_total = 1;
  bool is_for_staff = false;  // somebody is signed in, who will be signed out
};

std::optional<Action> DrawIdleWarning(const IdleWarning& warning, const Scene& scene, ui::Frame& frame);
// For a form that cannot be kept now; otherwise keep_form.h asks.
std::optional<Action> DrawLeaveQuestion(const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
