#pragma once

// The arrows of ARCHITECTURE.md, held against every #include of kiosk/ and sync/: a module includes itself, what its
// arrows reach, and the third-party headers that are its own. The two tables are at the top of layering.cc.

#include "tests/tidy/tree.h"

namespace bianmin::tidy {

Faults LayeringFaults(const Tree& tree);

}  // namespace bianmin::tidy
