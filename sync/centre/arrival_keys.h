#pragma once
// By which key the centre signs that orders and complaints arrived, and by which it did before. Read once, when the
// centre starts; every copy of a centre has the same.

#include <vector>

#include "kiosk/domain/arrival.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

struct ArrivalKeys {
  base::SigningKey key;                // signs
  std::vector<base::VerifyKey> known;  // its public half, and those of earlier ones that are still good
};

// Every fault names the setting.
base::Result<ArrivalKeys> OpenArrivalKeys(const ArrivalSettings& settings);

}  // namespace bianmin::centre
