#pragma once
// 工作人员: a supervisor sees who may sign in, adds somebody, gives another role or a new PIN, unlocks and disables.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/staff.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct AccountLine {
  domain::StaffMember member;
  bool is_locked_out = false;
};

// NewNumber to NewPinAgain add somebody; the last two also give a chosen account another PIN.
enum class AccountsStage { List, One, NewNumber, NewName, NewRole, NewPin, NewPinAgain };

// What the last change came to.
enum class AccountsNotice {
  None,
  Added,
  RoleChanged,
  PinReset,
  Unlocked,
  Enabled,
  Disabled,
  NumberTaken,
  LastSupervisor,
  TooMany,
  NotAllowed,
  NotNow
};

struct AccountsState {
  AccountsStage stage = AccountsStage::List;
  std::optional<std::vector<AccountLine>> lines;  // nothing: not read yet
  std::optional<domain::StaffNumber> chosen;      // nothing: somebody is being added
  AccountsNotice notice = AccountsNotice::None;
  // Of who is being added.
  std::string number;
  Entries entries;  // the name
  std::optional<domain::Role> role;
  std::string pin;
  std::string again;
  bool shows_faults = false;
  bool differ = false;  // the two PINs

  const AccountLine* Chosen() const;
};

std::optional<Action> DrawAccounts(const AccountsState& state, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
