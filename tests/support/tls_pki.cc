#include "tests/support/tls_pki.h"

#include <openssl/ec.h>
#include <openssl/rand.h>

#include <fstream>

#include "kiosk/base/check.h"
#include "sync/pki/openssl.h"

namespace bianmin::tls {
namespace {

using pki::Freed;
using pki::Memory;
using pki::TextOf;

using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

Key NewKey() {
  Key key(EVP_EC_gen("P-256"));
  CHECK(key != nullptr);
  return key;
}

std::string ToPem(X509* certificate) {
  const Memory memory(BIO_new(BIO_s_mem()));
  CHECK(PEM_write_bio_X509(memory.get(), certificate) == 1);
  return TextOf(memory.get());
}

std::string ToPem(EVP_PKEY* key) {
  const Memory memory(BIO_new(BIO_s_mem()));
  CHECK(PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return TextOf(memory.get());
}

void Extend(X509* certificate, X509* issuer, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()));
  CHECK(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

Certificate Blank(const Wish& wish, EVP_PKEY* key) {
  Certificate certificate(X509_new());
  CHECK(X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  std::uint64_t serial = 0;
  CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
  const auto seconds = [](std::chrono::hours hours) { return static_cast<long>(std::chrono::seconds(hours).count()); };
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), seconds(wish.begins_in));
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), seconds(wish.ends_in));
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(wish.common_name.c_str()), -1, -1, 0);
  return certificate;
}

void AddLeafExtensions(X509* certificate, X509* issuer, const Wish& wish) {
  Extend(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  Extend(certificate, issuer, NID_ext_key_usage, wish.usage);
  if (!wish.alt_names.empty()) Extend(certificate, issuer, NID_subject_alt_name, wish.alt_names);
}

void Sign(X509* certificate, X509* issuer, EVP_PKEY* issuer_key) {
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
  CHECK(X509_sign(certificate, issuer_key, EVP_sha256()) > 0);
}

}  // namespace

struct Authority::Keys {
  Key key = NewKey();
  Certificate certificate;
  std::string pem;
};

Authority::Authority(const std::string& name, std::chrono::hours good_for) : keys_(std::make_unique<Keys>()) {
  Wish wish;
  wish.common_name = name;
  wish.begins_in = -good_for;
  wish.ends_in = good_for;
  keys_->certificate = Blank(wish, keys_->key.get());
  X509* certificate = keys_->certificate.get();
  Extend(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
  Extend(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  Sign(certificate, certificate, keys_->key.get());
  keys_->pem = ToPem(certificate);
}

Authority::~Authority() = default;
Authority::Authority(Authority&&) noexcept = default;

const std::string& Authority::certificate() const { return keys_->pem; }

std::string Authority::key() const { return ToPem(keys_->key.get()); }

Pem Authority::Issue(const Wish& wish) const {
  const Key key = NewKey();
  const Certificate certificate = Blank(wish, key.get());
  AddLeafExtensions(certificate.get(), keys_->certificate.get(), wish);
  Sign(certificate.get(), keys_->certificate.get(), keys_->key.get());
  return {ToPem(certificate.get()), ToPem(key.get())};
}

Pem SelfSigned(const Wish& wish) {
  const Key key = NewKey();
  const Certificate certificate = Blank(wish, key.get());
  AddLeafExtensions(certificate.get(), certificate.get(), wish);
  Sign(certificate.get(), certificate.get(), key.get());
  return {ToPem(certificate.get()), ToPem(key.get())};
}

std::filesystem::path WritePem(const std::filesystem::path& file, const std::string& pem) {
  std::ofstream(file, std::ios::binary) << pem;
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  return file;
}

}  // namespace bianmin::tls
