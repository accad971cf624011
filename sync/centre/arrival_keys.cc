#include "sync/centre/arrival_keys.h"

#include <algorithm>

#include "kiosk/base/crypto.h"

namespace bianmin::centre {
base::Result<ArrivalKeys> OpenArrivalKeys(const ArrivalSettings& settings) {
  auto key = base::SecretKey::Load(settings.key);
  if (!key) return base::Error{key.error().code, "arrivals.key: " + key.error().message};
  ArrivalKeys keys{*key, {}};
  keys.known.push_back(keys.key.public_half());
  for (const base::VerifyKey& former : settings.former) {
    if (std::find(keys.known.begin(), keys.known.end(), former) == keys.known.end()) keys.known.push_back(former);
  }
  return keys;
}

}  // namespace bianmin::centre
