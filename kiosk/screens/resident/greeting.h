#pragma once
// The one question before the first errand of a session: is the text large enough? One tap leads on to what the
// resident touched; nobody is asked twice.

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// `usual` is what this kiosk begins with.
std::optional<Action> DrawGreeting(const Comfort& usual, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
