#pragma once
// Who works at this kiosk, and whether the PIN is theirs. Used by the kiosk's staff pages and by bianmin-admin. Each
// change is one transaction with its journal entry, refused unless whoever makes it may; the city hears nothing of it.
// Names are encrypted; of a PIN only a token is kept that takes the kiosk's key and the PIN to make (Argon2id), so that
// the disk alone does not tell it.

#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/staff.h"
#include "kiosk/store/staff_rows.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

struct StaffAccount {
  domain::StaffMember member;
  bool is_locked_out = false;
};

// The number and the PIN do not belong together. Which of the two is wrong is not told.
struct WrongPair {
  int tries_left = 0;  // before the first wait
};
struct LockedOut {};  // until a supervisor unlocks the number
using PinCheck = std::variant<domain::StaffMember, WrongPair, WaitUntil, LockedOut>;

// What a right PIN is asked for: the journal says it.
enum class PinUse { SignIn, Signature };

// A cheap view over a store.
class StaffAccounts {
 public:
  explicit StaffAccounts(Store& store) : core_(store.core()) {}

  // Conflict: the number is taken, if only by somebody who left. TooLarge past domain::kMaxStaff. A PIN that somebody
  // else chose must be changed at the next sign-in (StaffMember::has_given_pin), as after ResetPin.
  base::Result<base::Done> Add(const By& by, const domain::StaffMember& member, const domain::Pin& pin);
  // NotFound: nobody has this number. Conflict: no other active supervisor would be left. The same holds below.
  base::Result<base::Done> SetActive(const By& by, const domain::StaffNumber& number, bool is_active);
  base::Result<base::Done> ChangeRole(const By& by, const domain::StaffNumber& number, domain::Role role);
  // Also unlocks.
  base::Result<base::Done> ResetPin(const By& by, const domain::StaffNumber& number, const domain::Pin& pin);
  base::Result<base::Done> Unlock(const By& by, const domain::StaffNumber& number);

  // All of them by their numbers, those who left last.
  base::Result<std::vector<StaffAccount>> List();

  // `pin` is what was typed. Wrong pairs are counted on disk and take the same work, whichever part is wrong; while a
  // number must wait nothing is tried. What is refused is journalled as well.
  base::Result<PinCheck> CheckPin(const domain::StaffNumber& number, std::string_view pin, PinUse use);
  base::Result<PinCheck> SignIn(const domain::StaffNumber& number, std::string_view pin) {
    return CheckPin(number, pin, PinUse::SignIn);
  }
  // `by_itself`: nobody touched the kiosk for too long.
  base::Result<base::Done> SignOut(const domain::StaffNumber& number, bool by_itself);
  // The screen was measured by somebody signed in.
  base::Result<base::Done> NoteCalibration(const domain::StaffNumber& number, int width_mm);
  // One's own; a wrong old one counts as a wrong PIN does. Invalid: it is the old one.
  base::Result<PinCheck> ChangePin(const domain::StaffNumber& number, std::string_view old_pin, const domain::Pin& pin);

 private:
  StoreCore& core_;
};

// What can be said without a key, for bianmin-admin doctor.
struct StaffCounts {
  int members = 0;  // active
  int supervisors = 0;
  int locked_out = 0;
};
base::Result<StaffCounts> CountStaff(Database& database);

}  // namespace bianmin::store
