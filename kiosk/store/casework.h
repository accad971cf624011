#pragma once
// What staff do to an order (R04–R09), made durable: each act is one transaction of rows, history, event for the city
// and journal entry. The rules are domain/casework.h's, and are asked again here, whatever a screen offered. A view
// over a Store, made anew where it is needed.

#include "kiosk/domain/case_file.h"
#include "kiosk/domain/matching.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

class Casework {
 public:
  explicit Casework(Store& store) : core_(store.core()) {}

  // NotFound. Nothing is journalled: what is personal in it stays masked.
  base::Result<domain::CaseFile> Read(const domain::RecordNumber& number);
  // Journals who looked at the contact, and returns the same as Read.
  base::Result<domain::CaseFile> RevealContact(const domain::SignedIn& by, const domain::RecordNumber& number);

  // NotFound; Invalid and TooLarge for parts that CheckParts refuses; Refused when state or role do not allow it now,
  // for instance because the city was first.
  base::Result<domain::CaseFile> Perform(const domain::SignedIn& by, const domain::RecordNumber& number,
                                         const domain::CaseAct& act);

  // 代为登记. As Store::RegisterOrder, with a record of how the resident was identified; Refused without consent.
  base::Result<domain::Order> RegisterOnBehalf(const domain::SignedIn& by, const domain::Need& need,
                                               const domain::OnBehalf& behalf);

  // What each provider has in hand, and what its orders' named ratings say.
  base::Result<domain::ProviderRecords> RecordsOfProviders();

 private:
  StoreCore& core_;
};

}  // namespace bianmin::store
