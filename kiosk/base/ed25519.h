#pragma once
// Signatures by Ed25519 (RFC 8032), by libsodium: whoever holds the secret can sign, everybody can check.

#include <array>
#include <string_view>

#include "kiosk/base/crypto.h"

namespace bianmin::base {

using Signature = std::array<std::uint8_t, 64>;
// The public half, by which signatures are checked.
using VerifyKey = std::array<std::uint8_t, 32>;

// A secret with its public half, which takes as long to find as to sign: whoever signs often keeps one. A secret key
// stands for one where a single text is signed. Wiped when it goes.
class SigningKey {
 public:
  SigningKey(const SecretKey& secret);
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  ~SigningKey();

  const VerifyKey& public_half() const { return public_half_; }
  Signature Sign(std::string_view text) const;

 private:
  std::array<std::uint8_t, 64> pair_{};  // as libsodium keeps it: the secret and its public half
  VerifyKey public_half_{};
};

inline VerifyKey VerifyKeyOf(const SecretKey& secret) { return SigningKey(secret).public_half(); }
inline Signature Sign(const SecretKey& secret, std::string_view text) { return SigningKey(secret).Sign(text); }
bool IsSignedBy(const VerifyKey& key, std::string_view text, const Signature& signature);

}  // namespace bianmin::base
