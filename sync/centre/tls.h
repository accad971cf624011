#pragma once
// The centre's side of TLS: which certificate it shows, which authority must have signed those of the kiosks, and which
// kiosk a verified certificate belongs to. TLS 1.2 at least. A client without a certificate is let in as far as
// /healthz; one with a wrong certificate is not let in at all.

#include <boost/asio/ssl.hpp>
#include <optional>
#include <string>

#include "kiosk/base/result.h"
#include "sync/centre/settings.h"
#include "sync/pki/certificate.h"

namespace bianmin::centre {

// Fails with a plain sentence that names the file.
base::Result<base::Done> PrepareTls(boost::asio::ssl::context& context, const TlsSettings& settings);

// The certificate that the peer showed and that was verified. Nothing: it showed none.
std::optional<pki::Certificate> CertificateOfPeer(SSL* session);

}  // namespace bianmin::centre
