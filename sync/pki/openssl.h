#pragma once
// OpenSSL's objects with owners. Used by the files of this module, whose other headers show OpenSSL to nobody, and by
// the authority of the tests.

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

namespace bianmin::pki {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using FreedKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using FreedX509 = std::unique_ptr<X509, Freed<X509_free>>;

// Reads from `text`, which must outlive it.
inline Memory ReaderOf(std::string_view text) {
  return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

inline std::string TextOf(BIO* memory) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

// What OpenSSL's i2d_… function writes of an object.
template <auto Write, class T>
std::string DerOf(T* object) {
  unsigned char* bytes = nullptr;
  const int size = Write(object, &bytes);
  if (size < 0) return {};
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

}  // namespace bianmin::pki
