#include "kiosk/base/ed25519.h"

#include <sodium.h>

#include "kiosk/base/check.h"

namespace bianmin::base {

SigningKey::SigningKey(const SecretKey& secret) {
  static_assert(std::tuple_size_v<decltype(pair_)> == crypto_sign_SECRETKEYBYTES);
  CHECK(crypto_sign_seed_keypair(public_half_.data(), pair_.data(), secret.bytes().data()) == 0);
}

SigningKey::~SigningKey() { sodium_memzero(pair_.data(), pair_.size()); }

Signature SigningKey::Sign(std::string_view text) const {
  Signature signature{};
  CHECK(crypto_sign_detached(signature.data(), nullptr, AsBytes(text).data(), text.size(), pair_.data()) == 0);
  return signature;
}

bool IsSignedBy(const VerifyKey& key, std::string_view text, const Signature& signature) {
  return crypto_sign_verify_detached(signature.data(), AsBytes(text).data(), text.size(), key.data()) == 0;
}

}  // namespace bianmin::base
