#include "tests/support/csr_samples.h"

#include <openssl/rsa.h>

#include <memory>

#include "kiosk/base/bytes.h"
#include "kiosk/base/check.h"
#include "sync/pki/openssl.h"

namespace bianmin::tls {
namespace {

using pki::Freed;

using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Request = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;

Key NewKey(KeyKind kind) {
  switch (kind) {
    case KeyKind::P256:
      return Key(EVP_EC_gen("P-256"));
    case KeyKind::P384:
      return Key(EVP_EC_gen("P-384"));
    case KeyKind::Rsa2048:
      return Key(EVP_RSA_gen(2048));
    case KeyKind::Ed25519:
      return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  }
  return nullptr;
}

void AddAltNames(X509_REQ* request, const std::string& names) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, nullptr, nullptr, request, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, names.c_str());
  CHECK(extension != nullptr);
  STACK_OF(X509_EXTENSION)* all = sk_X509_EXTENSION_new_null();
  sk_X509_EXTENSION_push(all, extension);
  CHECK(X509_REQ_add_extensions(request, all) == 1);
  sk_X509_EXTENSION_pop_free(all, X509_EXTENSION_free);
}

}  // namespace

std::string RequestFor(const RequestWish& wish) {
  const Key key = NewKey(wish.kind);
  const Request request(X509_REQ_new());
  CHECK(key != nullptr && request != nullptr);
  X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(wish.common_name.c_str()), -1, -1, 0);
  CHECK(X509_REQ_set_pubkey(request.get(), key.get()) == 1);
  if (!wish.alt_names.empty()) AddAltNames(request.get(), wish.alt_names);
  const bool signs_digest = wish.kind != KeyKind::Ed25519;
  CHECK(X509_REQ_sign(request.get(), key.get(), signs_digest ? EVP_sha256() : nullptr) > 0);
  unsigned char* bytes = nullptr;
  const int size = i2d_X509_REQ(request.get(), &bytes);
  CHECK(size > 0);
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  if (wish.is_signature_broken) der.back() = static_cast<char>(der.back() ^ 1);  // the last byte is of the signature
  return base::ToBase64(base::AsBytes(der));
}

}  // namespace bianmin::tls
