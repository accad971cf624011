#pragma once
// A signature over bytes of any number, given piece by piece: ECDSA with SHA-256, as the keys of kiosks make it. What
// is signed must say at its beginning what it is, so that no signature counts for something else.

#include <memory>
#include <string>
#include <string_view>

#include "sync/pki/certificate.h"
#include "sync/pki/private_key.h"

struct evp_md_ctx_st;

namespace bianmin::pki {

inline constexpr std::size_t kMaxSignatureBytes = 72;  // in DER, on P-256

class Signer {
 public:
  explicit Signer(const PrivateKey& key);

  void Add(std::string_view bytes);
  // Over everything that was added; to be called once.
  std::string Finish();

 private:
  std::shared_ptr<evp_md_ctx_st> context_;
};

class SignatureCheck {
 public:
  // Against the public key in it. Who signed the certificate is not looked at here (sync/pki/authorities.h).
  explicit SignatureCheck(const Certificate& certificate);

  void Add(std::string_view bytes);
  // Whether this is the key's signature over everything that was added; false for any key that is not on P-256. To be
  // called once.
  bool Accepts(std::string_view signature);

 private:
  std::shared_ptr<evp_md_ctx_st> context_;  // nullptr: the key is of another kind
};

}  // namespace bianmin::pki
