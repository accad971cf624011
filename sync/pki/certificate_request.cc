#include "sync/pki/certificate_request.h"

#include "sync/pki/openssl.h"

namespace bianmin::pki {
namespace {

using base::Error;
using base::ErrorCode;
using Request = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;

}  // namespace

base::Result<std::string> MakeRequest(const PrivateKey& key, const std::string& common_name) {
  const Request request(X509_REQ_new());
  CHECK(request != nullptr);
  const bool is_made = X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_UTF8,
                                                  reinterpret_cast<const unsigned char*>(common_name.data()),
                                                  static_cast<int>(common_name.size()), -1, 0) == 1 &&
                       X509_REQ_set_pubkey(request.get(), key.native()) == 1 &&
                       X509_REQ_sign(request.get(), key.native(), EVP_sha256()) > 0;
  ERR_clear_error();
  if (!is_made) return Error{ErrorCode::Unavailable, "a request for a certificate could not be made"};
  return DerOf<i2d_X509_REQ>(request.get());
}

base::Result<std::string> KeyOfRequest(std::string_view der) {
  const auto* begin = reinterpret_cast<const unsigned char*>(der.data());
  const unsigned char* at = begin;
  const Request request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  if (request == nullptr || at != begin + der.size()) {
    return Error{ErrorCode::Invalid, "the body is no PKCS#10 request"};
  }
  EVP_PKEY* key = X509_REQ_get0_pubkey(request.get());
  ERR_clear_error();
  if (key == nullptr || !IsP256(key)) {
    return Error{ErrorCode::Refused, "the request is for a key of another kind; make one on the curve P-256"};
  }
  const bool is_signed = X509_REQ_verify(request.get(), key) == 1;
  ERR_clear_error();
  if (!is_signed) return Error{ErrorCode::Invalid, "the request is not signed with the key it is for"};
  return DerOf<i2d_PUBKEY>(key);
}

}  // namespace bianmin::pki
