#pragma once
// A key pair on the curve P-256, the only sort that kiosks and the centre's authority use: a kiosk makes one and it
// never leaves its disk, the centre signs with another. Copies share the key.

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

struct evp_pkey_st;

namespace bianmin::pki {

class PrivateKey {
 public:
  static base::Result<PrivateKey> New();
  // PEM, not encrypted. Invalid when it is no private key, or not on P-256.
  static base::Result<PrivateKey> Read(std::string_view pem);

  // PKCS#8. A secret: for a file of mode 0600 and nothing else.
  std::string Pem() const;
  // The public half as X.509 writes it (SubjectPublicKeyInfo, DER).
  std::string PublicDer() const;
  evp_pkey_st* native() const { return key_.get(); }

 private:
  explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}

  std::shared_ptr<evp_pkey_st> key_;
};

// Whether OpenSSL's key is on the curve P-256.
bool IsP256(const evp_pkey_st* key);

}  // namespace bianmin::pki
