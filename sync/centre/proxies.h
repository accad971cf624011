#pragma once
// Reverse proxies that end TLS in front of the centre and pass the kiosk's certificate on in a header. Only the proxies
// that the settings name by address may do that: from anybody else the header is refused, and never read. What they
// pass on is checked once more against the city's authority, so that a proxy that was set up to let every certificate
// pass does not open the centre. Used by Connection.

#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "sync/centre/message.h"
#include "sync/centre/settings.h"
#include "sync/pki/authorities.h"
#include "sync/pki/certificate.h"

namespace bianmin::centre {

class Proxies {
 public:
  Proxies() = default;
  // Fails with a plain sentence when an address is none, or the authority cannot be read.
  static base::Result<Proxies> Load(const CentreSettings& settings);

  bool Include(const boost::asio::ip::address& peer) const;
  // Takes the kiosk's identity from the header, if there is one. Otherwise `request.source` stays what the certificate
  // of the connection said. Returns the answer to give when the header may not be there or names no kiosk of the city.
  std::optional<Response> Identify(Request& request, bool is_from_proxy, base::TimePoint now) const;
  // Of a request from a proxy: the address of the client for whom it asks, as X-Forwarded-For or Forwarded (RFC 7239)
  // says it: the last one there that is no proxy of ours. The proxy's own address when neither names one, or both are
  // there and name two.
  std::string ClientOf(const Request& request) const;
  // A kiosk's certificate, written as nginx writes $ssl_client_escaped_cert. Invalid for what is no certificate;
  // Refused for one that is not the authority's, is out of date or names no source.
  base::Result<pki::Certificate> CertificateIn(std::string_view escaped, base::TimePoint now) const;

 private:
  template <class AddressOf>
  std::optional<boost::asio::ip::address> NearestIn(std::string_view header, AddressOf address_of) const;

  std::vector<boost::asio::ip::address> addresses_;
  pki::Authorities authorities_;
};

}  // namespace bianmin::centre
