#include "sync/pki/private_key.h"

#include "sync/pki/openssl.h"

namespace bianmin::pki {

using base::Error;
using base::ErrorCode;

bool IsP256(const EVP_PKEY* key) {
  char group[64] = {};
  std::size_t length = 0;
  if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC) return false;
  if (EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1) return false;
  return std::string_view(group, length) == "prime256v1";
}

base::Result<PrivateKey> PrivateKey::New() {
  FreedKey key(EVP_EC_gen("P-256"));
  if (key == nullptr) return Error{ErrorCode::Unavailable, "no key could be made; check the machine's OpenSSL"};
  return PrivateKey(std::shared_ptr<EVP_PKEY>(std::move(key)));
}

base::Result<PrivateKey> PrivateKey::Read(std::string_view pem) {
  const Memory memory = ReaderOf(pem);
  const auto no_password = [](char*, int, int, void*) { return -1; };
  FreedKey key(PEM_read_bio_PrivateKey(memory.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  if (key == nullptr) return Error{ErrorCode::Invalid, "it holds no private key in PEM form, or one with a password"};
  if (!IsP256(key.get())) return Error{ErrorCode::Invalid, "the key is not on the curve P-256; make another one"};
  return PrivateKey(std::shared_ptr<EVP_PKEY>(std::move(key)));
}

std::string PrivateKey::Pem() const {
  const Memory memory(BIO_new(BIO_s_mem()));
  CHECK(PEM_write_bio_PrivateKey(memory.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return TextOf(memory.get());
}

std::string PrivateKey::PublicDer() const { return DerOf<i2d_PUBKEY>(key_.get()); }

}  // namespace bianmin::pki
