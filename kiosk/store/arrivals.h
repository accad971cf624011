#pragma once
// By which keys the centre signs that a record arrived. What it has signed is kept with the answer to the record's
// event (kiosk/store/outbox.h) and comes with the record when that is looked up, as long as a key of these proves it.
//
// Uses the caller's Database; no function throws.

#include <span>
#include <vector>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/result.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

class Arrivals {
 public:
  explicit Arrivals(Database& database) : database_(database) {}

  base::Result<std::vector<base::VerifyKey>> Keys();
  // From now on these and no others. True when they are others than before; otherwise nothing was written.
  base::Result<bool> ReplaceKeys(std::span<const base::VerifyKey> keys);

 private:
  Database& database_;
};

}  // namespace bianmin::store
