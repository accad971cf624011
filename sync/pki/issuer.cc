#include "sync/pki/issuer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/pki/openssl.h"

namespace bianmin::pki {
namespace {

using base::Error;
using base::ErrorCode;

bool SetSerial(X509* certificate, base::Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.Fill(bytes);
  bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x3f) | 0x40);  // positive, and of one length
  const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
      BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  return number != nullptr && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool SetTimes(X509* certificate, base::TimePoint begin, base::TimePoint end) {
  const auto seconds = [](base::TimePoint time) {
    return static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
  };
  return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(begin)) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(end)) != nullptr;
}

bool Extend(X509* certificate, X509* issuer, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()));
  return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// As a value and not by X509V3's small language, so that no letter of a name can mean anything in it.
bool NameKiosk(X509* certificate, const std::string& source) {
  const auto free_names = [](GENERAL_NAMES* names) { GENERAL_NAMES_free(names); };
  const std::unique_ptr<GENERAL_NAMES, decltype(free_names)> names(sk_GENERAL_NAME_new_null(), free_names);
  GENERAL_NAME* name = GENERAL_NAME_new();
  ASN1_IA5STRING* uri = ASN1_IA5STRING_new();
  CHECK(names != nullptr && name != nullptr && uri != nullptr);
  CHECK(ASN1_STRING_set(uri, source.data(), static_cast<int>(source.size())) == 1);
  GENERAL_NAME_set0_value(name, GEN_URI, uri);
  CHECK(sk_GENERAL_NAME_push(names.get(), name) > 0);
  const std::string short_name = source.substr(source.rfind(':') + 1);
  return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1 &&
         X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(short_name.data()),
                                    static_cast<int>(short_name.size()), -1, 0) == 1;
}

bool SetKey(X509* certificate, const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const FreedKey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  return key != nullptr && X509_set_pubkey(certificate, key.get()) == 1;
}

}  // namespace

base::Result<Issuer> Issuer::Of(Certificate certificate, PrivateKey key) {
  if (!certificate.is_authority()) {
    return Error{ErrorCode::Invalid, "the certificate is not that of an authority (basicConstraints CA:TRUE)"};
  }
  if (!certificate.Fits(key)) return Error{ErrorCode::Invalid, "the key is not that of the certificate"};
  return Issuer(std::move(certificate), std::move(key));
}

base::Result<Certificate> Issuer::Issue(const CertificateWish& wish, base::Random& random) const {
  const base::TimePoint begin = std::max(wish.not_before, certificate_.not_before());
  const base::TimePoint end = std::min(wish.not_after, certificate_.not_after());
  if (begin >= end) {
    return Error{ErrorCode::Unavailable, "the centre's authority has expired and signs nothing; give it another one"};
  }
  const FreedX509 fresh(X509_new());
  X509* authority = certificate_.native();
  CHECK(fresh != nullptr);
  const bool is_made = X509_set_version(fresh.get(), X509_VERSION_3) == 1 && SetSerial(fresh.get(), random) &&
                       SetTimes(fresh.get(), begin, end) && SetKey(fresh.get(), wish.public_key) &&
                       X509_set_issuer_name(fresh.get(), X509_get_subject_name(authority)) == 1 &&
                       NameKiosk(fresh.get(), wish.source) &&
                       Extend(fresh.get(), authority, NID_basic_constraints, "critical,CA:FALSE") &&
                       Extend(fresh.get(), authority, NID_key_usage, "critical,digitalSignature") &&
                       Extend(fresh.get(), authority, NID_ext_key_usage, "clientAuth") &&
                       Extend(fresh.get(), authority, NID_subject_key_identifier, "hash") &&
                       (X509_get0_subject_key_id(authority) == nullptr ||
                        Extend(fresh.get(), authority, NID_authority_key_identifier, "keyid")) &&
                       X509_sign(fresh.get(), key_.native(), EVP_sha256()) > 0;
  ERR_clear_error();
  if (!is_made) return Error{ErrorCode::Unavailable, "a certificate could not be signed"};
  return Certificate::Of(fresh.get());
}

}  // namespace bianmin::pki
