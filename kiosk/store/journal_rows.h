#pragma once
// Adding to the journal, inside somebody's transaction.

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/staff.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

struct JournalledAct {
  std::string at;  // a moment, or a day for what must not be traced to a moment
  std::string_view act;
  std::string record;
  std::string actor;  // domain::WireName(Actor), or ActorText(StaffNumber)
  base::Digest digest{};
};

// "operator"; who tried to sign in with a number that nobody has is "unknown".
inline constexpr std::string_view kOperator = "operator";
inline constexpr std::string_view kNobodyKnown = "unknown";
// Ends the name of an act that came to nothing.
inline constexpr std::string_view kRefusedSuffix = "_refused";
// "staff:1001"
std::string ActorText(const domain::StaffNumber& number);

// Returns the entry's sequence.
std::int64_t AppendToJournal(Connection& connection, const JournalledAct& act);

}  // namespace bianmin::store
