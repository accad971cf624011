#pragma once
// The centre's face to other systems of the city: Open311 GeoReport v2, under /open311/v2/. They see which services
// there are and where orders stand, and may bring requests of their own. sync/open311.yaml is its contract.
//
// What this promises: whoever shows no key of the settings learns nothing. Nothing that was sealed is opened, no word
// of a resident is told, no address beyond the compound, and complaints, suggestions and ratings do not exist here.
// What is personal in a request is sealed before the archive sees it. A key is in no log.

#include <optional>
#include <string>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/catalogue.h"
#include "sync/centre/archive.h"
#include "sync/centre/form.h"
#include "sync/centre/message.h"
#include "sync/centre/record_quota.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

// What the settings name, read.
struct Open311Parts {
  domain::Catalogue catalogue;
  std::optional<base::PublicKey> seal_key;
  std::vector<ApiKeySettings> keys;
};
// Fails with a plain sentence that names the setting.
base::Result<Open311Parts> LoadOpen311(const Open311Settings& settings);

// Belongs to the archive's thread, but for the functions that are static.
class Open311Desk {
 public:
  explicit Open311Desk(Open311Parts parts);

  // Whether the target is one of its addresses.
  static bool IsAddressed(const Request& request);
  // Of a request to such an address: whether it may send its body at all; otherwise the answer.
  static std::optional<Response> RefusalBeforeBody(const Request& head);
  Response Handle(Archive& archive, const Request& request, base::TimePoint now);

 private:
  // Nothing: no such key. Takes the same time whichever key it is.
  const ApiKeySettings* KeyOf(const Request& request, const Form& query, const Form& body) const;

  Open311Parts parts_;
  RecordQuota quota_;
};

}  // namespace bianmin::centre
