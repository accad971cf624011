// Accounts and journal, on the worker's thread.
#include "kiosk/app/account_command.h"
#include "kiosk/base/log.h"

namespace bianmin::app {
namespace {

using screens::AccountsNotice;

// Looking at so many entries takes a few hundredths of a second.
constexpr int kPieceOfChain = 5000;

struct Performer {
  store::StaffAccounts accounts;
  store::Store& store;

  AccountReport operator()(const CountStaff&) { return StaffCounted{store::CountStaff(store.database())}; }
  AccountReport operator()(const SignIn& c) { return SignInAnswered{c.errand, accounts.SignIn(c.number, c.pin)}; }
  AccountReport operator()(const SignOut& c) {
    const SignOutNoted answer{accounts.SignOut(c.number, c.by_itself)};
    // Nobody is there any more to be told.
    if (!answer.noted) base::LogError("a sign-out is not in the journal: {}", answer.noted.error().message);
    return answer;
  }
  AccountReport operator()(const ChangeOwnPin& c) {
    return OwnPinAnswered{accounts.ChangePin(c.number, c.old_pin, c.pin)};
  }
  AccountReport operator()(const ListStaff&) { return StaffListed{accounts.List()}; }
  AccountReport operator()(const AddStaff& c) {
    return AccountChanged{AccountsNotice::Added, accounts.Add(c.by, c.member, c.pin)};
  }
  AccountReport operator()(const ResetPin& c) {
    return AccountChanged{AccountsNotice::PinReset, accounts.ResetPin(c.by, c.number, c.pin)};
  }
  AccountReport operator()(const ChangeRole& c) {
    return AccountChanged{AccountsNotice::RoleChanged, accounts.ChangeRole(c.by, c.number, c.role)};
  }
  AccountReport operator()(const SetActive& c) {
    return AccountChanged{c.is_active ? AccountsNotice::Enabled : AccountsNotice::Disabled,
                          accounts.SetActive(c.by, c.number, c.is_active)};
  }
  AccountReport operator()(const Unlock& c) {
    return AccountChanged{AccountsNotice::Unlocked, accounts.Unlock(c.by, c.number)};
  }
  AccountReport operator()(const ReadJournal& c) {
    JournalRead read{store::Journal{store.database()}.Page(c.query)};
    const auto staff = accounts.List();
    if (!staff) return read;
    for (const store::StaffAccount& each : *staff) read.names[each.member.number.text()] = each.member.name.text();
    return read;
  }
  AccountReport operator()(const CheckChain& c) {
    return ChainChecked{store::Journal{store.database()}.VerifyPiece(c.check, kPieceOfChain)};
  }
};

struct Failure {
  const base::Error& error;

  AccountReport operator()(const CountStaff&) const { return StaffCounted{error}; }
  AccountReport operator()(const SignIn& c) const { return SignInAnswered{c.errand, error}; }
  AccountReport operator()(const SignOut&) const {
    base::LogError("a sign-out is not in the journal: {}", error.message);
    return SignOutNoted{error};
  }
  AccountReport operator()(const ChangeOwnPin&) const { return OwnPinAnswered{error}; }
  AccountReport operator()(const ListStaff&) const { return StaffListed{error}; }
  AccountReport operator()(const AddStaff&) const { return AccountChanged{{}, error}; }
  AccountReport operator()(const ResetPin&) const { return AccountChanged{{}, error}; }
  AccountReport operator()(const ChangeRole&) const { return AccountChanged{{}, error}; }
  AccountReport operator()(const SetActive&) const { return AccountChanged{{}, error}; }
  AccountReport operator()(const Unlock&) const { return AccountChanged{{}, error}; }
  AccountReport operator()(const ReadJournal&) const { return JournalRead{error}; }
  AccountReport operator()(const CheckChain&) const { return ChainChecked{error}; }
};

}  // namespace

AccountReport CarryOut(const AccountCommand& command, store::Store& store) {
  return std::visit(Performer{store::StaffAccounts{store}, store}, command);
}
AccountReport Failed(const AccountCommand& command, const base::Error& error) {
  return std::visit(Failure{error}, command);
}

}  // namespace bianmin::app
