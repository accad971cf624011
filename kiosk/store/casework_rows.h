#pragma once
// The rows of casework, inside somebody's transaction.

#include "kiosk/domain/case_file.h"
#include "kiosk/domain/matching.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// An act as it is kept, `place` being its entry of the history.
struct KeptAct {
  std::int64_t serial = 0;
  domain::OrderId order;
  domain::SignedIn by;
  const domain::CaseAct& act;
  base::TimePoint now;
};

void InsertStaffAct(StoreCore& core, const KeptAct& kept);
// What the act changed of what is known.
void UpdateCase(StoreCore& core, const KeptAct& kept);
void InsertOnBehalf(Connection& connection, std::int64_t serial, const domain::StaffNumber& staff,
                    const domain::OnBehalf& behalf, base::TimePoint now);
// What its provider agreed on with the resident; nothing as long as nobody confirmed it.
std::optional<domain::Visit> LoadVisit(StoreCore& core, const domain::OrderId& order, std::int64_t serial);
// The order must exist.
domain::CaseFile LoadCase(StoreCore& core, const domain::RecordNumber& number);
domain::ProviderRecords LoadProviderRecords(Connection& connection);

}  // namespace bianmin::store
