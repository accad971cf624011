#include "kiosk/base/ed25519.h"

#include <sodium.h>

#include "kiosk/base/check.h"

namespace bianmin::base {
namespace {

// libsodium's form of the secret: the 32 bytes and the public half behind them. Wiped when it goes.
class Pair {
 public:
  explicit Pair(const SecretKey& secret) {
    CHECK(crypto_sign_seed_keypair(public_half.data(), secret_.data(), secret.bytes().data()) == 0);
  }
  ~Pair() { sodium_memzero(secret_.data(), secret_.size()); }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  const unsigned char* secret() const { return secret_.data(); }
  VerifyKey public_half{};

 private:
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_{};
};

}  // namespace

VerifyKey VerifyKeyOf(const SecretKey& secret) { return Pair(secret).public_half; }

Signature Sign(const SecretKey& secret, std::string_view text) {
  const Pair pair(secret);
  Signature signature{};
  CHECK(crypto_sign_detached(signature.data(), nullptr, AsBytes(text).data(), text.size(), pair.secret()) == 0);
  return signature;
}

bool IsSignedBy(const VerifyKey& key, std::string_view text, const Signature& signature) {
  return crypto_sign_verify_detached(signature.data(), AsBytes(text).data(), text.size(), key.data()) == 0;
}

}  // namespace bianmin::base
