#pragma once
// A kiosk's name in its two spellings. The `source` of its events has colons, which a user name of HTTP Basic
// authentication cannot have (RFC 7617); there, and where operators type it, it has slashes.

#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace bianmin::centre {

class KioskName {
 public:
  // "demo-city/jingan/k01" or "urn:bianmin:demo-city:jingan:k01"; Invalid with what it must look like.
  static base::Result<KioskName> Parse(std::string_view text);

  const std::string& source() const { return source_; }  // "urn:bianmin:demo-city:jingan:k01"
  std::string Login() const;                             // "demo-city/jingan/k01"

 private:
  explicit KioskName(std::string source) : source_(std::move(source)) {}

  std::string source_;
};

}  // namespace bianmin::centre
