#pragma once
// Signatures by Ed25519 (RFC 8032), by libsodium: whoever holds the secret can sign, everybody can check.

#include <array>
#include <string_view>

#include "kiosk/base/crypto.h"

namespace bianmin::base {

using Signature = std::array<std::uint8_t, 64>;
// The public half, by which signatures are checked.
using VerifyKey = std::array<std::uint8_t, 32>;

VerifyKey VerifyKeyOf(const SecretKey& secret);
Signature Sign(const SecretKey& secret, std::string_view text);
bool IsSignedBy(const VerifyKey& key, std::string_view text, const Signature& signature);

}  // namespace bianmin::base
