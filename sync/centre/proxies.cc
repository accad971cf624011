#include "sync/centre/proxies.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "kiosk/base/file.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
using base::Error;
using base::ErrorCode;

constexpr const char* kHeader = "bianmin-client-certificate";
constexpr std::size_t kMostPemBytes = 256 * 1024;
constexpr std::size_t kMostForwardedBytes = 16 * 1024;

int DigitOf(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return -1;
}

// Nothing for a percent sign without two hexadecimal digits behind it.
std::optional<std::string> Unescape(std::string_view escaped) {
  std::string text;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '%') {
      text += escaped[i];
      continue;
    }
    if (i + 2 >= escaped.size()) return std::nullopt;
    const int high = DigitOf(escaped[i + 1]);
    const int low = DigitOf(escaped[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    text += static_cast<char>(16 * high + low);
    i += 2;
  }
  return text;
}

// An IPv4 address that comes in at an IPv6 socket is the same address.
asio::ip::address Plain(const asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

}  // namespace

base::Result<Proxies> Proxies::Load(const CentreSettings& settings) {
  Proxies proxies;
  for (const std::string& text : settings.proxies) {
    boost::system::error_code error;
    proxies.addresses_.push_back(Plain(asio::ip::make_address(text, error)));
    if (error) return Error{ErrorCode::Invalid, fmt::format("proxy.addresses: '{}' is not an IP address", text)};
  }
  if (proxies.addresses_.empty()) return proxies;
  const auto pem = base::ReadFile(settings.tls.client_ca, kMostPemBytes);
  if (!pem) return At("tls.client_ca", pem.error());
  const auto authorities = pki::Certificate::ReadAll(*pem);
  if (!authorities) return At("tls.client_ca", authorities.error());
  proxies.authority_ = {X509_STORE_new(), &X509_STORE_free};
  for (const pki::Certificate& each : *authorities) {
    if (X509_STORE_add_cert(proxies.authority_.get(), each.native()) == 1) continue;
    return Error{ErrorCode::Invalid,
                 fmt::format("{} holds a certificate that is none of an authority", settings.tls.client_ca.string())};
  }
  return proxies;
}

bool Proxies::Include(const asio::ip::address& peer) const {
  return std::find(addresses_.begin(), addresses_.end(), Plain(peer)) != addresses_.end();
}

std::optional<Response> Proxies::Identify(Request& request, bool is_from_proxy) const {
  if (!request.headers.contains(kHeader)) return std::nullopt;
  if (!is_from_proxy) {
    return Problem(403, problem::kNoCertificate,
                   "A certificate in a header is taken from the proxies only that the centre's settings name.");
  }
  const auto certificate = CertificateIn(request.Header(kHeader));
  if (!certificate) return Problem(403, problem::kNoCertificate, certificate.error().message);
  request.source = certificate->source();
  request.serial = certificate->serial();
  request.good_until = certificate->not_after();
  return std::nullopt;
}

base::Result<pki::Certificate> Proxies::CertificateIn(std::string_view escaped) const {
  const auto pem = escaped.size() > kMostForwardedBytes ? std::nullopt : Unescape(escaped);
  auto certificate = pki::Certificate::Read(pem.value_or(""));
  if (!certificate) return Error{ErrorCode::Invalid, "The header holds no certificate."};
  const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> check(X509_STORE_CTX_new(),
                                                                              &X509_STORE_CTX_free);
  const bool is_sound = X509_STORE_CTX_init(check.get(), authority_.get(), certificate->native(), nullptr) == 1 &&
                        X509_STORE_CTX_set_purpose(check.get(), X509_PURPOSE_SSL_CLIENT) == 1 &&
                        X509_verify_cert(check.get()) == 1;
  ERR_clear_error();
  if (!is_sound) return Error{ErrorCode::Refused, "The certificate is not one that the city's authority vouches for."};
  if (certificate->source()) return certificate;
  return Error{ErrorCode::Refused, "The certificate's subject alternative name holds no kiosk's URN."};
}

}  // namespace bianmin::centre
