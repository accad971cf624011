#pragma once

// Checks that ask another tool: clang-format about the sources, readelf and ldd about the programs that were built.

#include "tests/tidy/tree.h"

namespace bianmin::tidy {

Faults FormatFaults(const Tree& tree);

struct Program {
  std::string name;                    // for the message
  std::filesystem::path binary;        // built
  std::vector<std::string> forbidden;  // beginnings of shared libraries' names, direct or not
  std::vector<std::string> silent;     // functions it must not import: "connect"
};

Faults LinkageFaults(const Program& program);

}  // namespace bianmin::tidy
