#pragma once
// PKCS#10 (RFC 2986): a kiosk asks for a certificate over its public key and proves, by signing, that it holds the
// private one. Of what a request says, the centre believes the key and nothing else.

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "sync/pki/private_key.h"

namespace bianmin::pki {

// DER. The name, at most 64 letters, is for people who look at the request; the centre gives its own.
base::Result<std::string> MakeRequest(const PrivateKey& key, const std::string& common_name);

// The key of a request (SubjectPublicKeyInfo, DER). Invalid: it is no request, or its signature is not by that key.
// Refused: the key is not on the curve P-256.
base::Result<std::string> KeyOfRequest(std::string_view der);

}  // namespace bianmin::pki
