#include "kiosk/base/signing.h"

#include <sodium.h>

namespace bianmin::base {
namespace {

// libsodium's secret key: the seed with the public half behind it. Wiped when it goes.
struct SigningPair {
  explicit SigningPair(const SecretKey& secret) {
    crypto_sign_seed_keypair(public_half.data(), secret_half.data(), secret.bytes().data());
  }
  SigningPair(const SigningPair&) = delete;
  SigningPair& operator=(const SigningPair&) = delete;
  ~SigningPair() { sodium_memzero(secret_half.data(), secret_half.size()); }

  PublicKey public_half{};
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret_half{};
};
static_assert(crypto_sign_SEEDBYTES == SecretKey::kBytes && crypto_sign_BYTES == sizeof(Signature));

}  // namespace

PublicKey SigningKeyOf(const SecretKey& secret) { return SigningPair(secret).public_half; }

Signature Sign(const SecretKey& secret, std::string_view message) {
  const SigningPair pair(secret);
  Signature signature{};
  const auto bytes = AsBytes(message);
  crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), pair.secret_half.data());
  return signature;
}

bool IsSignedBy(const PublicKey& signer, std::string_view message, const Signature& signature) {
  const auto bytes = AsBytes(message);
  return crypto_sign_verify_detached(signature.data(), bytes.data(), bytes.size(), signer.data()) == 0;
}

}  // namespace bianmin::base
