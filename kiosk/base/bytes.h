#pragma once
// Bytes and their printable forms.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bianmin::base {

using Bytes = std::vector<std::uint8_t>;

inline std::span<const std::uint8_t> AsBytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string AsText(std::span<const std::uint8_t> bytes) { return {bytes.begin(), bytes.end()}; }
// A digest, a key: nothing unless there are exactly as many bytes as the array has.
template <class Array>
std::optional<Array> ArrayOf(std::span<const std::uint8_t> bytes) {
  Array array{};
  if (bytes.size() != array.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

// Lower case.
std::string ToHex(std::span<const std::uint8_t> bytes);
// Lower case only, an even number of digits.
std::optional<Bytes> FromHex(std::string_view text);
// RFC 4648, with padding.
std::string ToBase64(std::span<const std::uint8_t> bytes);
std::optional<Bytes> FromBase64(std::string_view text);

}  // namespace bianmin::base
