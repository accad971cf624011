#include "sync/pki/certs_only.h"

#include <fmt/format.h>

#include "kiosk/base/bytes.h"
#include "kiosk/domain/enrolment_limits.h"
#include "sync/pki/openssl.h"

namespace bianmin::pki {
namespace {

using base::Error;
using base::ErrorCode;
using Pkcs7 = std::unique_ptr<PKCS7, Freed<PKCS7_free>>;

constexpr std::size_t kLineLength = 64;

}  // namespace

std::optional<std::string> DecodeLines(std::string_view base64) {
  std::string line;
  for (const char letter : base64) {
    if (letter != '\r' && letter != '\n' && letter != ' ' && letter != '\t') line += letter;
  }
  const auto bytes = base::FromBase64(line);
  if (!bytes) return std::nullopt;
  return base::AsText(*bytes);
}

std::string EncodeLines(std::string_view bytes) {
  const std::string whole = base::ToBase64(base::AsBytes(bytes));
  std::string lines;
  for (std::size_t at = 0; at < whole.size(); at += kLineLength) lines += whole.substr(at, kLineLength) + "\n";
  return lines;
}

std::string WriteCertsOnly(const std::vector<Certificate>& certificates) {
  const Pkcs7 bag(PKCS7_new());
  CHECK(bag != nullptr && PKCS7_set_type(bag.get(), NID_pkcs7_signed) == 1);
  CHECK(PKCS7_content_new(bag.get(), NID_pkcs7_data) == 1);
  ASN1_OCTET_STRING_free(bag->d.sign->contents->d.data);  // "degenerate": no content at all
  bag->d.sign->contents->d.data = nullptr;
  for (const Certificate& certificate : certificates) {
    CHECK(PKCS7_add_certificate(bag.get(), certificate.native()) == 1);
  }
  return EncodeLines(DerOf<i2d_PKCS7>(bag.get()));
}

base::Result<std::vector<Certificate>> ReadCertsOnly(std::string_view base64) {
  const auto der = DecodeLines(base64);
  if (!der) return Error{ErrorCode::Invalid, "the answer is not base64"};
  const auto* at = reinterpret_cast<const unsigned char*>(der->data());
  const Pkcs7 bag(d2i_PKCS7(nullptr, &at, static_cast<long>(der->size())));
  ERR_clear_error();
  if (bag == nullptr || !PKCS7_type_is_signed(bag.get()) || bag->d.sign == nullptr || bag->d.sign->cert == nullptr) {
    return Error{ErrorCode::Invalid, "the answer holds no certificates in PKCS#7 form"};
  }
  const int count = sk_X509_num(bag->d.sign->cert);
  if (count < 1 || static_cast<std::size_t>(count) > domain::kMaxTrustedAuthorities) {
    return Error{ErrorCode::Invalid, fmt::format("the answer holds {} certificates, and 1 to {} were expected", count,
                                                 domain::kMaxTrustedAuthorities)};
  }
  std::vector<Certificate> certificates;
  for (int i = 0; i < count; ++i) certificates.push_back(Certificate::Of(sk_X509_value(bag->d.sign->cert, i)));
  return certificates;
}

}  // namespace bianmin::pki
