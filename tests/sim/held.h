#pragma once
// What the centre of a simulated world holds, and what of it is missing.

#include <gtest/gtest.h>

#include "tests/support/sim_world.h"

namespace bianmin::sim {

template <class T>
T Must(base::Result<T> result) {
  EXPECT_TRUE(result.ok()) << (result ? "" : result.error().message);
  return std::move(result).value();
}

inline Told HeldBy(World& world) {
  Told held;
  for (const auto& event : Must(world.archive().List({.number = {}, .source = {}, .type = {}, .limit = 10'000}))) {
    ++held[{event.type, event.number}];
  }
  return held;
}

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
