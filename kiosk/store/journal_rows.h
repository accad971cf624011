#pragma once
// Adding to the journal, inside somebody's transaction.

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/order.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

struct JournalledAct {
  std::string at;  // a moment, or a day for what must not be traced to a moment
  std::string_view act;
  std::string record;
  domain::Actor actor = domain::Actor::Resident;
  base::Digest digest{};
};

// Returns the entry's sequence.
std::int64_t AppendToJournal(Connection& connection, const JournalledAct& act);

}  // namespace bianmin::store
