#pragma once
// The one way enumerations get their stored and sent words: a table, read in both directions.

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/base/check.h"

namespace bianmin::domain {

template <class Enum, std::size_t N>
using WireNames = std::array<std::pair<Enum, std::string_view>, N>;

template <class Enum, std::size_t N>
std::string_view NameIn(const WireNames<Enum, N>& names, Enum value) {
  for (const auto& [each, name] : names) {
    if (each == value) return name;
  }
  CHECK(false);
  return {};
}

template <class Enum, std::size_t N>
std::optional<Enum> ParseIn(const WireNames<Enum, N>& names, std::string_view text) {
  for (const auto& [value, name] : names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace bianmin::domain
