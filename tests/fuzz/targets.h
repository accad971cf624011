#pragma once
// Every parser that reads what comes from the network, a scanner or a memory stick, as a function of any bytes. Each
// ends the process by a CHECK when a promise of its parser does not hold. The suite runs them over the kept corpus and
// over damaged copies of it; the preset "fuzz" (clang, libFuzzer, sanitizers) lets them search on.

#include <span>
#include <string_view>

namespace bianmin::fuzz {

struct Target {
  std::string_view name;  // the folder of its corpus
  void (*run)(std::string_view bytes);
};

std::span<const Target> Targets();

}  // namespace bianmin::fuzz
