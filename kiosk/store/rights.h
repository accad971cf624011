#pragma once
// What becomes of personal fields after a record was dealt with (PIPL, articles 19 and 44 to 47): erased when their
// time is over, and seen, corrected or erased at a resident's wish, which staff carry out with them. Every such act is
// journalled. What statistics need (numbers, services, states, stars, days) stays; the digest of an archived document
// stays, its text goes.

#include "kiosk/base/result.h"
#include "kiosk/domain/held_fields.h"
#include "kiosk/domain/personal.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/staff.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

class Rights {
 public:
  explicit Rights(Store& store) : core_(store.core()) {}

  // NotFound. Journalled: somebody looked.
  base::Result<domain::HeldFields> Show(const domain::RecordNumber& number, const domain::StaffNumber& by);
  // Refused when there is no contact to correct. From then on the new phone's digits open the record, and the city is
  // told.
  base::Result<base::Done> CorrectContact(const domain::RecordNumber& number, const domain::Contact& contact,
                                          const domain::StaffNumber& by);
  // Refused while the record is open: it could not be dealt with any more. The city is told to do the same.
  base::Result<base::Done> ErasePersonal(const domain::RecordNumber& number, const domain::StaffNumber& by);

  // Erases what was closed, and whose events were delivered, more than `keep_days` ago; at most domain::kErasedAtOnce
  // records a call. Returns how many: call again until it is none.
  base::Result<int> EraseOld(int keep_days);
  // Deletes evidence photos that nothing names any more: what a crash left between an act and its file.
  base::Result<base::Done> DeleteLostPhotos();

 private:
  StoreCore& core_;
};

}  // namespace bianmin::store
