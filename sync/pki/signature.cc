#include "sync/pki/signature.h"

#include "sync/pki/openssl.h"

namespace bianmin::pki {
namespace {

std::shared_ptr<EVP_MD_CTX> NewContext() {
  std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  CHECK(context != nullptr);
  return context;
}

}  // namespace

Signer::Signer(const PrivateKey& key) : context_(NewContext()) {
  CHECK(EVP_DigestSignInit(context_.get(), nullptr, EVP_sha256(), nullptr, key.native()) == 1);
}

void Signer::Add(std::string_view bytes) {
  CHECK(EVP_DigestSignUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

std::string Signer::Finish() {
  std::size_t size = 0;
  CHECK(EVP_DigestSignFinal(context_.get(), nullptr, &size) == 1);
  std::string signature(size, '\0');
  CHECK(EVP_DigestSignFinal(context_.get(), reinterpret_cast<unsigned char*>(signature.data()), &size) == 1);
  signature.resize(size);
  return signature;
}

SignatureCheck::SignatureCheck(const Certificate& certificate) {
  EVP_PKEY* key = X509_get0_pubkey(certificate.native());
  if (key != nullptr && IsP256(key)) {
    context_ = NewContext();
    CHECK(EVP_DigestVerifyInit(context_.get(), nullptr, EVP_sha256(), nullptr, key) == 1);
  }
  ERR_clear_error();
}

void SignatureCheck::Add(std::string_view bytes) {
  if (context_) CHECK(EVP_DigestVerifyUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

bool SignatureCheck::Accepts(std::string_view signature) {
  if (!context_) return false;
  const auto* bytes = reinterpret_cast<const unsigned char*>(signature.data());
  const bool is_good = EVP_DigestVerifyFinal(context_.get(), bytes, signature.size()) == 1;
  ERR_clear_error();
  return is_good;
}

}  // namespace bianmin::pki
