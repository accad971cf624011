#pragma once
// Requests for certificates (PKCS#10) good and bad, in base64 as EST sends them.

#include <string>

namespace bianmin::tls {

enum class KeyKind { P256, P384, Rsa2048, Ed25519 };

struct RequestWish {
  KeyKind kind = KeyKind::P256;
  std::string common_name = "test";
  std::string alt_names;  // "URI:urn:…"; empty: none
  bool is_signature_broken = false;
};

std::string RequestFor(const RequestWish& wish);

}  // namespace bianmin::tls
