#pragma once
// Signing in and out, the workbench, and what a supervisor does about accounts and the journal. Part of StaffAct.

#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/staff.h"
#include "kiosk/ui/input.h"

namespace bianmin::screens {

// The tiles of the workbench.
enum class StaffTile { Queue, Shift, Rectification, Journal, Accounts, Device };

struct OpenSignIn {};
struct SignOut {};  // 退出登录
struct OpenTile {
  StaffTile tile;
};
struct PressDigits {  // of a staff number or a PIN: keys of the number pad
  std::vector<ui::Typed> typed;
};
struct OpenOwnPin {};  // 修改密码

// ---- 工作人员
struct ChooseAccount {
  std::string number;
};
struct AddAccount {};
struct ChooseRole {  // of who is being added, or of the chosen account
  domain::Role role;
};
struct ResetAccountPin {};
struct UnlockAccount {};
struct SetAccountActive {
  bool is_active = false;
};

// ---- 操作记录
struct OlderEntries {};
struct NewerEntries {};
struct AskForRecord {};  // 按编号查
struct ShowAllRecords {};

using AccountAct = std::variant<OpenSignIn, SignOut, OpenTile, PressDigits, OpenOwnPin, ChooseAccount, AddAccount,
                                ChooseRole, ResetAccountPin, UnlockAccount, SetAccountActive, OlderEntries,
                                NewerEntries, AskForRecord, ShowAllRecords>;

}  // namespace bianmin::screens
