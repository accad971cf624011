#pragma once
// How many histories a story is told in. BIANMIN_SEED=n tells the n-th alone, BIANMIN_SEEDS=n the first n of each.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string_view>

#include "kiosk/base/log.h"

namespace bianmin::sim {

inline std::optional<std::uint64_t> NumberFrom(const char* variable) {
  const char* text = std::getenv(variable);
  std::uint64_t number = 0;
  if (text == nullptr) return std::nullopt;
  const std::string_view digits(text);
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{}) return std::nullopt;
  return number;
}

// Whether every story is told as often as it is written: only then is it sure to be told with all that may happen in
// it.
inline bool TellsAll() { return !NumberFrom("BIANMIN_SEED") && !NumberFrom("BIANMIN_SEEDS"); }

// What went wrong in simulated networks and disks would fill the test's output.
inline void SayNothing() { static_cast<void>(base::OpenLog("sim", {}, base::LogLevel::Error)); }

// Stops at the first history that went wrong, whose seed stands in the failure.
template <class History>
void TellEachSeed(std::uint64_t count, History history) {
  SayNothing();
  std::uint64_t first = 1, last = NumberFrom("BIANMIN_SEEDS").value_or(count);
  if (const auto one = NumberFrom("BIANMIN_SEED")) first = last = *one;
  std::uint64_t told = 0;
  for (std::uint64_t seed = first; seed <= last && !testing::Test::HasFailure(); ++seed, ++told) {
    SCOPED_TRACE(fmt::format("BIANMIN_SEED={}", seed));
    try {
      history(seed);
    } catch (const std::exception& thrown) {  // caught here, while the seed is still known
      ADD_FAILURE() << thrown.what();
    }
  }
  fmt::print("{} histories, seeds {} to {}\n", told, first, last);
}

}  // namespace bianmin::sim
