#pragma once
// The few cryptographic acts the program needs, by libsodium: encrypting a personal field on the kiosk's disk, sealing
// it to the centre's key, fingerprints, and tokens that only this kiosk can compute. Keys come from files of mode 0600
// or systemd credentials and are held in memory that is wiped when they go.

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/random.h"
#include "kiosk/base/result.h"

namespace bianmin::base {

// Must succeed once before anything below is used; every main calls it first.
Result<Done> StartCrypto();

using Digest = std::array<std::uint8_t, 32>;

// SHA-256 of `bytes`.
Digest Sha256(std::span<const std::uint8_t> bytes);
inline Digest Sha256(std::string_view text) { return Sha256(AsBytes(text)); }

// 32 secret bytes. Copies share nothing; the memory is zeroed on destruction.
class SecretKey {
 public:
  static constexpr std::size_t kBytes = 32;

  SecretKey() = default;
  explicit SecretKey(const std::array<std::uint8_t, kBytes>& bytes) : bytes_(bytes) {}
  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  static SecretKey New(Random& random);
  // A file holding 64 hexadecimal digits (and a final newline), readable by its owner only. "credential:NAME" is looked
  // up in the directory that systemd hands over ($CREDENTIALS_DIRECTORY).
  static Result<SecretKey> Load(const std::string& place);
  std::string Text() const { return ToHex(bytes_) + "\n"; }

  // An independent key for one purpose, so that no key serves two.
  SecretKey For(std::string_view purpose) const;
  // A fingerprint of `text` that cannot be computed, or searched for, without this key.
  Digest Token(std::string_view text) const;

  std::span<const std::uint8_t> bytes() const { return bytes_; }

 private:
  std::array<std::uint8_t, kBytes> bytes_{};
};

// The path meant by a setting that names a secret: "credential:NAME" or a path.
Result<std::filesystem::path> SecretPath(const std::string& place);

// XChaCha20-Poly1305. `context` says whose field it is ("order.phone 0190…"): a value moved to another row or column
// does not decrypt. Output: 1 version byte, 24 nonce bytes, ciphertext with its tag.
Bytes EncryptField(const SecretKey& key, std::string_view plain, std::string_view context, Random& random);
// Corrupt when key, context or bytes are not those of the encryption.
Result<std::string> DecryptField(const SecretKey& key, std::span<const std::uint8_t> cipher, std::string_view context);

// What one guess at a short code costs whoever has the key already: so many passes over so much memory. 0.2 s on one
// core of the machine it was measured on; trying a million codes takes two days of it.
struct CodeWork {
  unsigned passes = 3;
  std::size_t bytes = 64 * 1024 * 1024;
};
// A key that takes both to make, `key` and a short code that a person remembers, and is slow to make on purpose
// (Argon2id, RFC 9106). Unavailable when the machine has not so much memory at the moment.
Result<SecretKey> KeyWithCode(const SecretKey& key, std::string_view code, const CodeWork& work);

// A sealed box: only the holder of the secret half can open it; the sender stays able to make more, not to read them.
using PublicKey = std::array<std::uint8_t, 32>;
struct SealKeys {
  PublicKey public_key{};
  SecretKey secret_key;
};
SealKeys NewSealKeys();
Result<PublicKey> LoadPublicKey(const std::filesystem::path& path);
PublicKey PublicKeyOf(const SecretKey& secret);
Bytes Seal(const PublicKey& to, std::string_view plain);
Result<std::string> OpenSealed(const SecretKey& secret, std::span<const std::uint8_t> sealed);

}  // namespace bianmin::base
