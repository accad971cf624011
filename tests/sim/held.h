#pragma once
// What the centre of a simulated world should hold and does not.

#include <string>

#include "tests/support/sim_world.h"

namespace bianmin::sim {

// A line for each event that is not held as often as expected; empty: all are.
inline std::string MissingOf(const Told& expected, const Told& held) {
  std::string missing;
  for (const auto& [event, count] : expected) {
    const auto found = held.find(event);
    if ((found == held.end() ? 0 : found->second) < count) missing += event.first + " " + event.second + "\n";
  }
  return missing;
}

}  // namespace bianmin::sim
