#include "sync/centre/proxies.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/core/string.hpp>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"
#include "sync/centre/percent.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
using base::Error;
using base::ErrorCode;

constexpr const char* kHeader = "bianmin-client-certificate";
constexpr std::size_t kMostPemBytes = 256 * 1024;
constexpr std::size_t kMostForwardedBytes = 16 * 1024;

// An IPv4 address that comes in at an IPv6 socket is the same address.
asio::ip::address Plain(const asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

// "192.0.2.1", "192.0.2.1:4711", "2001:db8::1" or "[2001:db8::1]:4711".
std::optional<asio::ip::address> AddressIn(std::string_view text) {
  text = base::Trim(text);
  if (text.starts_with('[')) {
    text = text.substr(1, text.find(']') - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  boost::system::error_code error;
  const auto address = asio::ip::make_address(text, error);
  if (error) return std::nullopt;
  return Plain(address);
}

// What stands between separators that are not within quotation marks.
std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool is_quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') is_quoted = !is_quoted;
    if (text[i] != separator || is_quoted) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

// The `for` of one element of Forwarded (RFC 7239); empty when there is none.
std::string_view ForIn(std::string_view element) {
  for (const std::string_view pair : Split(element, ';')) {
    const auto equals = std::min(pair.find('='), pair.size());
    if (!boost::beast::iequals(base::Trim(pair.substr(0, equals)), "for")) continue;
    std::string_view value = base::Trim(pair.substr(std::min(equals + 1, pair.size())));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
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
  auto trusted = pki::Authorities::Of(*authorities);
  if (!trusted) return At(settings.tls.client_ca.string(), trusted.error());
  proxies.authorities_ = std::move(*trusted);
  return proxies;
}

bool Proxies::Include(const asio::ip::address& peer) const {
  return std::find(addresses_.begin(), addresses_.end(), Plain(peer)) != addresses_.end();
}

// Whoever is nearest and no proxy of ours. What stands farther left may be invented by the client.
template <class AddressOf>
std::optional<asio::ip::address> Proxies::NearestIn(std::string_view header, AddressOf address_of) const {
  const auto hops = Split(header, ',');
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    const auto address = AddressIn(address_of(*hop));
    if (!address || !Include(*address)) return address;
  }
  return std::nullopt;
}

std::string Proxies::ClientOf(const Request& request) const {
  const std::string list = request.Header("x-forwarded-for");
  const std::string forwarded = request.Header("forwarded");
  const auto by_list = NearestIn(list, [](std::string_view hop) { return hop; });
  const auto by_standard = NearestIn(forwarded, ForIn);
  // A proxy writes one of the two and may pass on what a client wrote into the other.
  const bool is_one = list.empty() != forwarded.empty() || by_list == by_standard;
  const auto& client = list.empty() ? by_standard : by_list;
  return is_one && client ? client->to_string() : request.peer;
}

std::optional<Response> Proxies::Identify(Request& request, bool is_from_proxy, base::TimePoint now) const {
  if (!request.headers.contains(kHeader)) return std::nullopt;
  if (!is_from_proxy) {
    return Problem(403, problem::kNoCertificate,
                   "A certificate in a header is taken from the proxies only that the centre's settings name.");
  }
  const auto certificate = CertificateIn(request.Header(kHeader), now);
  if (!certificate) return Problem(403, problem::kNoCertificate, certificate.error().message);
  request.source = certificate->source();
  request.serial = certificate->serial();
  request.good_until = certificate->not_after();
  return std::nullopt;
}

base::Result<pki::Certificate> Proxies::CertificateIn(std::string_view escaped, base::TimePoint now) const {
  const auto pem = escaped.size() > kMostForwardedBytes ? std::nullopt : FromPercent(escaped);
  auto certificate = pki::Certificate::Read(pem.value_or(""));
  if (!certificate) return Error{ErrorCode::Invalid, "The header holds no certificate."};
  if (authorities_.Judge(*certificate, {}, now) != pki::Standing::Good) {
    return Error{ErrorCode::Refused, "The certificate is not one that the city's authority vouches for."};
  }
  if (certificate->source()) return certificate;
  return Error{ErrorCode::Refused, "The certificate's subject alternative name holds no kiosk's URN."};
}

}  // namespace bianmin::centre
