#pragma once
// Which kiosk of which centre of which city one is, and the two ways in which that is written. The `source` of its
// events has colons, which a user name of HTTP Basic authentication cannot have (RFC 7617); there, and where operators
// type it, it has slashes.

#include <string>
#include <string_view>

#include "kiosk/base/config.h"
#include "kiosk/base/result.h"

namespace bianmin::domain {

// Each part is 1 to kMaxKioskNamePartCharacters lower-case letters, digits and hyphens.
struct KioskName {
  // "demo-city/jingan/k01" or "urn:bianmin:demo-city:jingan:k01"; Invalid with what it must look like.
  static base::Result<KioskName> Parse(std::string_view text);

  // "urn:bianmin:demo-city:jingan:k01": the `source` of its events and the URI in its certificate.
  std::string Source() const;
  // "demo-city/jingan/k01"
  std::string Login() const;

  std::string city;
  std::string centre;
  std::string kiosk;
};

// 1 to kMaxKioskNamePartCharacters lower-case letters, digits and hyphens.
bool IsKioskNamePart(std::string_view part);
// `city`, `centre` and `kiosk` of a table; faults are told there.
KioskName ReadKioskName(base::ConfigSection& from);

}  // namespace bianmin::domain
