#pragma once
// What the pages of accounts and journal want of the store. Part of StaffCommand.

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/staff.h"
#include "kiosk/screens/staff/accounts.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/staff_accounts.h"

namespace bianmin::app {

struct CountStaff {};
struct SignIn {
  domain::StaffNumber number;
  std::string pin;
  std::uint64_t errand = 0;  // the model's: an answer that comes later signs nobody in
};
struct SignOut {
  domain::StaffNumber number;
  bool by_itself = false;
};

struct ChangeOwnPin {
  domain::StaffNumber number;
  std::string old_pin;
  domain::Pin pin;
};
struct ListStaff {};
// What a supervisor changes; AccountChanged answers each.
struct AddStaff {
  domain::StaffNumber by;
  domain::StaffMember member;
  domain::Pin pin;
};
struct ResetPin {
  domain::StaffNumber by;
  domain::StaffNumber number;
  domain::Pin pin;
};
struct ChangeRole {
  domain::StaffNumber by;
  domain::StaffNumber number;
  domain::Role role;
};
struct SetActive {
  domain::StaffNumber by;
  domain::StaffNumber number;
  bool is_active = false;
};
struct Unlock {
  domain::StaffNumber by;
  domain::StaffNumber number;
};
struct ReadJournal {
  store::JournalQuery query;
};
// One piece of it; answered with what was found so far.
struct CheckChain {
  store::ChainCheck check;
};

using AccountCommand = std::variant<CountStaff, SignIn, SignOut, ChangeOwnPin, ListStaff, AddStaff, ResetPin,
                                    ChangeRole, SetActive, Unlock, ReadJournal, CheckChain>;

struct StaffCounted {
  base::Result<store::StaffCounts> counts;
};
struct SignInAnswered {
  std::uint64_t errand = 0;
  base::Result<store::PinCheck> check;
};
struct SignOutNoted {
  base::Result<base::Done> noted;
};

struct OwnPinAnswered {
  base::Result<store::PinCheck> check;
};
struct StaffListed {
  base::Result<std::vector<store::StaffAccount>> accounts;
};
struct AccountChanged {
  screens::AccountsNotice if_done = screens::AccountsNotice::None;
  base::Result<base::Done> done;
};
struct JournalRead {
  base::Result<std::vector<store::JournalEntry>> entries;
  std::map<std::string, std::string> names = {};  // of staff, by their numbers; without them the numbers are shown
};
struct ChainChecked {
  base::Result<store::ChainCheck> check;
};

using AccountReport = std::variant<StaffCounted, SignInAnswered, SignOutNoted, OwnPinAnswered, StaffListed,
                                   AccountChanged, JournalRead, ChainChecked>;

AccountReport CarryOut(const AccountCommand& command, store::Store& store);
// For want of a store.
AccountReport Failed(const AccountCommand& command, const base::Error& error);

}  // namespace bianmin::app
