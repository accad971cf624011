#pragma once

// Checks on the text alone: how long files and functions are, what nobody may call, how things may be called, what
// headers open with, and whether the documents name files that exist.

#include "tests/tidy/tree.h"

namespace bianmin::tidy {

constexpr std::size_t kLongestFile = 400;     // lines
constexpr std::size_t kLongestFunction = 60;  // lines, from its name to its closing brace
constexpr std::size_t kWidestLine = 120;      // characters, where clang-format does not look

Faults LengthFaults(const Tree& tree);
Faults BannedCallFaults(const Tree& tree);
Faults NameFaults(const Tree& tree);
Faults HeaderFaults(const Tree& tree);
// README, ARCHITECTURE, CONTRIBUTING and DECISIONS exist, and every path and link in them does.
Faults DocumentFaults(const Tree& tree);
// Nothing in the repository points into a folder of the machine it was written on.
Faults ForeignPathFaults(const Tree& tree);

}  // namespace bianmin::tidy
