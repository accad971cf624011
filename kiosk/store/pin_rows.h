#pragma once
// PINs and the count of wrong ones, inside somebody's transaction. A part of staff_accounts.h.

#include <string_view>

#include "kiosk/domain/staff.h"
#include "kiosk/domain/staff_throttle.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// What is stored of a PIN.
struct PinSeal {
  base::Digest salt{};
  base::Digest token{};
  base::CodeWork work;
};

// Takes the work of base::CodeWork; not inside a transaction.
base::Result<PinSeal> SealPin(StoreCore& core, std::string_view pin);
base::Result<base::Digest> TokenOfPin(const StoreCore& core, std::string_view pin, const base::Digest& salt,
                                      const base::CodeWork& work);

// Failures of the future come from a clock that was set back; they count as of now.
domain::PinFailures FailuresOf(StoreCore& core, const domain::StaffNumber& number, base::TimePoint now);
// Returns them with the one that was counted.
domain::PinFailures CountWrongPin(StoreCore& core, const domain::StaffNumber& number, bool is_known,
                                  base::TimePoint now);
void ForgetWrongPins(StoreCore& core, const domain::StaffNumber& number);

}  // namespace bianmin::store
