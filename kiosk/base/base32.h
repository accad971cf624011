#pragma once
// Crockford's base 32: capital letters and digits only, none that is taken for another. Five bits a character, the last
// one filled up with zeros.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace bianmin::base {

std::string ToBase32(std::span<const std::uint8_t> bytes);
// Capitals only. Nothing for another character, a length that no bytes have, or bits that are not zero at the end.
std::optional<Bytes> FromBase32(std::string_view text);

}  // namespace bianmin::base
