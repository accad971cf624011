#include "kiosk/base/base32.h"

namespace bianmin::base {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr unsigned kBits = 5;

}  // namespace

std::string ToBase32(std::span<const std::uint8_t> bytes) {
  std::string text;
  text.reserve((bytes.size() * 8 + kBits - 1) / kBits);
  unsigned held = 0;
  unsigned count = 0;
  for (const std::uint8_t byte : bytes) {
    held = (held << 8) | byte;
    for (count += 8; count >= kBits;) {
      count -= kBits;
      text += kAlphabet[(held >> count) & 31];
    }
  }
  if (count > 0) text += kAlphabet[(held << (kBits - count)) & 31];
  return text;
}

std::optional<Bytes> FromBase32(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size() * kBits / 8);
  unsigned held = 0;
  unsigned count = 0;
  for (const char character : text) {
    const auto value = kAlphabet.find(character);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << kBits) | static_cast<unsigned>(value);
    count += kBits;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<std::uint8_t>(held >> count));
    held &= (1U << count) - 1;
  }
  if (count >= kBits || held != 0) return std::nullopt;
  return bytes;
}

}  // namespace bianmin::base
