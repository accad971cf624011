#pragma once
// Signatures that anybody can check and nobody else can make: Ed25519 (RFC 8032), by libsodium. Keys are stored as
// those of crypto.h are, and the same calls load them.

#include <array>
#include <string_view>

#include "kiosk/base/crypto.h"

namespace bianmin::base {

using Signature = std::array<std::uint8_t, 64>;
// The public half, for those who check.
PublicKey SigningKeyOf(const SecretKey& secret);
Signature Sign(const SecretKey& secret, std::string_view message);
bool IsSignedBy(const PublicKey& signer, std::string_view message, const Signature& signature);

}  // namespace bianmin::base
