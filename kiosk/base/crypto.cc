#include "kiosk/base/crypto.h"

#include <fmt/format.h>
#include <sodium.h>

#include <cstdlib>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"

namespace bianmin::base {
namespace {

constexpr std::uint8_t kFieldVersion = 1;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeyFileBytes = 256;
constexpr std::string_view kCredentialPrefix = "credential:";

Result<std::array<std::uint8_t, 32>> ParseKey(std::string_view text, const std::filesystem::path& path) {
  const auto bytes = FromHex(Trim(text));
  const auto key = bytes ? ArrayOf<std::array<std::uint8_t, 32>>(*bytes) : std::nullopt;
  if (key) return *key;
  return Error{ErrorCode::Corrupt, fmt::format("{} does not hold a key of 64 hexadecimal digits; make one with: "
                                               "bianmin-admin keygen",
                                               path.string())};
}

// A key that is missing can be made; whatever else is wrong with its file is said by the file.
Error WithCure(const Error& error) {
  if (error.code != ErrorCode::NotFound) return error;
  return {error.code, error.message + "; make a key with: bianmin-admin keygen"};
}

}  // namespace

Result<Done> StartCrypto() {
  if (sodium_init() < 0) {
    return Error{ErrorCode::Unavailable, "libsodium cannot start: the kernel gives no random numbers"};
  }
  return Done{};
}

Digest Sha256(std::span<const std::uint8_t> bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

SecretKey::~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

SecretKey SecretKey::New(Random& random) {
  SecretKey key;
  random.Fill(key.bytes_);
  return key;
}

Result<std::filesystem::path> SecretPath(const std::string& place) {
  if (!place.starts_with(kCredentialPrefix)) return std::filesystem::path{place};
  const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
  if (directory == nullptr) {
    return Error{ErrorCode::NotFound, fmt::format("{} names a systemd credential, but systemd handed over none; add "
                                                  "LoadCredential= to the unit or give a file",
                                                  place)};
  }
  return std::filesystem::path{directory} / place.substr(kCredentialPrefix.size());
}

Result<SecretKey> SecretKey::Load(const std::string& place) {
  const auto path = SecretPath(place);
  if (!path) return path.error();
  auto text = ReadSecretFile(*path, kKeyFileBytes);
  if (!text) return WithCure(text.error());
  const auto key = ParseKey(*text, *path);
  sodium_memzero(text->data(), text->size());
  if (!key) return key.error();
  return SecretKey{*key};
}

SecretKey SecretKey::For(std::string_view purpose) const { return SecretKey{Token(purpose)}; }

Digest SecretKey::Token(std::string_view text) const {
  Digest digest;
  crypto_generichash(digest.data(), digest.size(), AsBytes(text).data(), text.size(), bytes_.data(), bytes_.size());
  return digest;
}

Bytes EncryptField(const SecretKey& key, std::string_view plain, std::string_view context, Random& random) {
  Bytes cipher(1 + kNonceBytes + plain.size() + kTagBytes);
  cipher[0] = kFieldVersion;
  random.Fill(std::span{cipher}.subspan(1, kNonceBytes));
  crypto_aead_xchacha20poly1305_ietf_encrypt(cipher.data() + 1 + kNonceBytes, nullptr, AsBytes(plain).data(),
                                             plain.size(), AsBytes(context).data(), context.size(), nullptr,
                                             cipher.data() + 1, key.bytes().data());
  return cipher;
}

Result<std::string> DecryptField(const SecretKey& key, std::span<const std::uint8_t> cipher, std::string_view context) {
  const Error corrupt{ErrorCode::Corrupt,
                      "a personal field does not decrypt: the key is not the one it was written with, "
                      "or the database was changed by hand"};
  if (cipher.size() < 1 + kNonceBytes + kTagBytes || cipher[0] != kFieldVersion) return corrupt;
  const auto body = cipher.subspan(1 + kNonceBytes);
  std::string plain(body.size() - kTagBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr,
                                                 body.data(), body.size(), AsBytes(context).data(), context.size(),
                                                 cipher.data() + 1, key.bytes().data()) != 0) {
    return corrupt;
  }
  return plain;
}

Result<SecretKey> KeyWithCode(const SecretKey& key, std::string_view code, const CodeWork& work) {
  const Digest salt = key.Token("salt");
  std::array<std::uint8_t, SecretKey::kBytes> stretched;
  static_assert(crypto_pwhash_SALTBYTES <= sizeof(Digest));
  if (crypto_pwhash(stretched.data(), stretched.size(), code.data(), code.size(), salt.data(), work.passes, work.bytes,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{ErrorCode::Unavailable,
                 fmt::format("the machine has no {} MB of memory to spare for a moment; end what "
                             "else runs on it, or give it more",
                             work.bytes / 1'000'000)};
  }
  const std::string hex = ToHex(stretched);
  sodium_memzero(stretched.data(), stretched.size());
  return key.For("code " + hex);
}

SealKeys NewSealKeys() {
  SealKeys keys;
  std::array<std::uint8_t, 32> secret;
  crypto_box_keypair(keys.public_key.data(), secret.data());
  keys.secret_key = SecretKey{secret};
  sodium_memzero(secret.data(), secret.size());
  return keys;
}

Result<PublicKey> LoadPublicKey(const std::filesystem::path& path) {
  const auto text = ReadFile(path, kKeyFileBytes);
  if (!text) return WithCure(text.error());
  return ParseKey(*text, path);
}

PublicKey PublicKeyOf(const SecretKey& secret) {
  PublicKey key;
  crypto_scalarmult_base(key.data(), secret.bytes().data());
  return key;
}

Bytes Seal(const PublicKey& to, std::string_view plain) {
  Bytes sealed(plain.size() + crypto_box_SEALBYTES);
  CHECK(crypto_box_seal(sealed.data(), AsBytes(plain).data(), plain.size(), to.data()) == 0);
  return sealed;
}

Result<std::string> OpenSealed(const SecretKey& secret, std::span<const std::uint8_t> sealed) {
  const Error corrupt{ErrorCode::Corrupt, "a sealed text does not open with this key"};
  if (sealed.size() < crypto_box_SEALBYTES) return corrupt;
  std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), sealed.data(), sealed.size(),
                           PublicKeyOf(secret).data(), secret.bytes().data()) != 0) {
    return corrupt;
  }
  return plain;
}

}  // namespace bianmin::base
