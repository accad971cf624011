#pragma once
// Every text that is anywhere in a kiosk's model, for tests that look for what must be gone. It names each member of
// each draft, so that a member added later does not compile until somebody has looked at it here.

#include <string>

#include "kiosk/app/model.h"

namespace bianmin::testing {

// One text a line.
std::string TextsIn(const app::Model& model);

}  // namespace bianmin::testing
