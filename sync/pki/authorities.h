#pragma once
// The authorities that a city trusts, and whether one of them vouches for a client's certificate. Used by the centre
// for certificates that do not come by TLS. Copies share it.

#include <memory>
#include <optional>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/pki/certificate.h"

struct x509_store_st;

namespace bianmin::pki {

enum class Standing {
  Good,
  OutOfDate,  // it or an authority above it is out of date; otherwise it would be good
  Unknown,    // none of the authorities signed it, or not for a client
};

class Authorities {
 public:
  // Trusts nobody.
  Authorities() = default;
  // Invalid when one of them cannot be an authority.
  static base::Result<Authorities> Of(const std::vector<Certificate>& trusted);

  // Of a certificate for clients at that moment. `between` may hold the authorities between it and a trusted one; they
  // count only as far as a trusted one vouches for them.
  Standing Judge(const Certificate& certificate, const std::vector<Certificate>& between, base::TimePoint at) const;

 private:
  int FaultOf(const Certificate& certificate, const std::vector<Certificate>& between,
              std::optional<base::TimePoint> at) const;

  std::shared_ptr<x509_store_st> store_;
};

}  // namespace bianmin::pki
