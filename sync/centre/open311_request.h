#pragma once
// A request that another system brings by POST /open311/v2/requests, from its form to the frozen event. Used by
// open311.cc.

#include "kiosk/base/crypto.h"
#include "sync/centre/archive.h"
#include "sync/centre/form.h"

namespace bianmin::centre::open311 {

struct OfferedRequest {
  std::string service_code;
  std::string compound;  // address_id; empty when the place is told in another way
  Form personal;         // everything that may lead to a person, by the standard's names
};

// Invalid for a field that is missing, not known, too long or not a text; the description says which.
base::Result<OfferedRequest> ReadRequest(const Form& form);

// The event's bytes. `seal_key` may be missing only when nothing is personal.
std::string WriteRequest(const OfferedRequest& request, const std::optional<base::PublicKey>& seal_key,
                         const std::string& source, const RequestIdentity& identity, base::TimePoint now);

}  // namespace bianmin::centre::open311
