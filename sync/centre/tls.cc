#include "sync/centre/tls.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <memory>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/limits.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
using base::Done;
using base::Error;
using base::ErrorCode;

constexpr std::size_t kMostPemBytes = 256 * 1024;

base::Result<Done> Use(const boost::system::error_code& error, const std::string& place, std::string_view what) {
  if (!error) return Done{};
  ERR_clear_error();
  return Error{ErrorCode::Invalid, fmt::format("{} {}: {}", place, what, error.message())};
}

base::Result<Done> UseFiles(asio::ssl::context& context, const TlsSettings& settings) {
  const auto chain = base::ReadFile(settings.certificate, kMostPemBytes);
  if (!chain) return At("tls.certificate", chain.error());
  const auto authority = base::ReadFile(settings.client_ca, kMostPemBytes);
  if (!authority) return At("tls.client_ca", authority.error());
  const auto key_path = base::SecretPath(settings.key);
  if (!key_path) return At("tls.key", key_path.error());
  const auto key = base::ReadSecretFile(*key_path, kMostPemBytes);
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

std::optional<std::string> SourceOfCertificate(const X509* certificate) {
  const auto free_names = [](GENERAL_NAMES* names) { GENERAL_NAMES_free(names); };
  const std::unique_ptr<GENERAL_NAMES, decltype(free_names)> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)), free_names);
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_IA5STRING* uri = name->d.uniformResourceIdentifier;
    std::string source(reinterpret_cast<const char*>(ASN1_STRING_get0_data(uri)),
                       static_cast<std::size_t>(ASN1_STRING_length(uri)));
    if (source.size() > domain::kMaxSourceBytes) return std::nullopt;
    return source;
  }
  return std::nullopt;
}

std::optional<std::string> SourceOfPeer(SSL* session) {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(session), &X509_free);
  if (!certificate || SSL_get_verify_result(session) != X509_V_OK) return std::nullopt;
  return SourceOfCertificate(certificate.get());
}

}  // namespace bianmin::centre
