#pragma once
// PKCS#7 "certs-only" in base64: the form in which EST (RFC 7030, 4.1.3 and 4.2.3) hands certificates over.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "sync/pki/certificate.h"

namespace bianmin::pki {

// Base64 in lines.
std::string WriteCertsOnly(const std::vector<Certificate>& certificates);
// Invalid when it is something else, holds none, or more than domain::kMaxTrustedAuthorities.
base::Result<std::vector<Certificate>> ReadCertsOnly(std::string_view base64);

// Base64 as anybody may break it into lines (RFC 8951): what a body of EST holds. Nothing: it is not base64.
std::optional<std::string> DecodeLines(std::string_view base64);
std::string EncodeLines(std::string_view bytes);

}  // namespace bianmin::pki
