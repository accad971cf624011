#include "kiosk/base/id.h"

#include "kiosk/base/bytes.h"

namespace bianmin::base {
namespace {

void Stamp(UuidBytes& bytes, std::uint8_t version) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | (version << 4));
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
}

bool IsDash(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

}  // namespace

UuidBytes NewUuidV7(TimePoint now, Random& random) {
  UuidBytes bytes;
  random.Fill(bytes);
  const auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (int i = 0; i < 6; ++i)
    bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * i));
  Stamp(bytes, 7);
  return bytes;
}

UuidBytes NewUuidV4(Random& random) {
  UuidBytes bytes;
  random.Fill(bytes);
  Stamp(bytes, 4);
  return bytes;
}

std::string FormatUuid(const UuidBytes& bytes) {
  const std::string hex = ToHex(bytes);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
         hex.substr(20);
}

std::optional<UuidBytes> ParseUuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string hex;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (IsDash(i) != (text[i] == '-')) return std::nullopt;
    if (!IsDash(i)) hex += text[i];
  }
  const auto bytes = FromHex(hex);
  return bytes ? ArrayOf<UuidBytes>(*bytes) : std::nullopt;
}

}  // namespace bianmin::base
