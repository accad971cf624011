#include "sync/centre/tls.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include <memory>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/enrolment_limits.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
using base::Done;
using base::Error;
using base::ErrorCode;

base::Result<Done> Use(const boost::system::error_code& error, const std::string& place, std::string_view what) {
  if (!error) return Done{};
  ERR_clear_error();
  return Error{ErrorCode::Invalid, fmt::format("{} {}: {}", place, what, error.message())};
}

base::Result<Done> UseFiles(asio::ssl::context& context, const TlsSettings& settings) {
  const auto chain = base::ReadFile(settings.certificate, domain::kMaxPemBytes);
  if (!chain) return At("tls.certificate", chain.error());
  const auto authority = base::ReadFile(settings.client_ca, domain::kMaxPemBytes);
  if (!authority) return At("tls.client_ca", authority.error());
  const auto key_path = base::SecretPath(settings.key);
  if (!key_path) return At("tls.key", key_path.error());
  const auto key = base::ReadSecretFile(*key_path, domain::kMaxPemBytes);
  if (!key) return At("tls.key", key.error());

  boost::system::error_code error;
  context.use_certificate_chain(asio::buffer(*chain), error);
  if (auto used = Use(error, settings.certificate.string(), "holds no usable certificate"); !used) return used;
  context.use_private_key(asio::buffer(*key), asio::ssl::context::pem, error);
  if (auto used = Use(error, key_path->string(), "holds no private key that fits the certificate"); !used) return used;
  context.add_certificate_authority(asio::buffer(*authority), error);
  return Use(error, settings.client_ca.string(), "holds no usable certificate of an authority");
}

}  // namespace

base::Result<Done> PrepareTls(asio::ssl::context& context, const TlsSettings& settings) {
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_compression |
                      asio::ssl::context::single_dh_use);
  SSL_CTX* native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);  // each connection shows its certificate
  SSL_CTX_set_num_tickets(native, 0);
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // thousands of kiosks wait most of the time
  boost::system::error_code error;
  context.set_verify_mode(asio::ssl::verify_peer, error);
  if (error) return Error{ErrorCode::Unavailable, fmt::format("TLS cannot be set up: {}", error.message())};
  return UseFiles(context, settings);
}

std::optional<pki::Certificate> CertificateOfPeer(SSL* session) {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(session), &X509_free);
  if (!certificate || SSL_get_verify_result(session) != X509_V_OK) return std::nullopt;
  return pki::Certificate::Of(certificate.get());
}

}  // namespace bianmin::centre
