// 工作人员: what a supervisor does about accounts.
#include <algorithm>

#include "kiosk/app/update_staff.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/staff/digits_page.h"

namespace bianmin::app {
namespace {

using screens::AccountsNotice;
using screens::AccountsStage;
using screens::AccountsState;

const domain::StaffNumber& Me(const Model& model) { return model.staff->member.number; }

// Back to the account or to the list, without what was typed.
void EndEntering(AccountsState& page, AccountsStage stage) {
  page = AccountsState{.stage = stage, .lines = std::move(page.lines), .chosen = std::move(page.chosen)};
}

Commands Store(Model& model, AccountsState& page, const domain::Pin& pin) {
  if (page.chosen) return Await(model, ResetPin{Me(model), *page.chosen, pin});
  auto number = domain::StaffNumber::Parse(page.number);
  auto name = domain::PersonName::Parse(page.entries.Text(screens::Field::Name));
  if (!number || !name || !page.role) return {};
  return Await(model,
               AddStaff{Me(model), {.number = *std::move(number), .name = *std::move(name), .role = *page.role}, pin});
}

void AskName(AccountsState& page) {
  page.stage = AccountsStage::NewName;
  page.entries.focus = screens::Field::Name;
  page.entries.keyboard = screens::Keyboard::None;
}

Commands AfterPin(Model& model, AccountsState& page) {
  const auto pin = domain::Pin::Parse(page.pin);
  page.shows_faults = !pin;
  if (!pin) {
    page.stage = AccountsStage::NewPin;
    return {};
  }
  if (page.stage == AccountsStage::NewPin) {
    page.stage = AccountsStage::NewPinAgain;
    return {};
  }
  if (page.pin == page.again) return Store(model, page, *pin);
  page.stage = AccountsStage::NewPin;
  page.pin.clear();
  page.again.clear();
  page.differ = true;
  return {};
}

Commands GoOn(Model& model, AccountsState& page) {
  page.notice = AccountsNotice::None;
  page.differ = false;
  switch (page.stage) {
    case AccountsStage::List:
    case AccountsStage::One:
      return {};
    case AccountsStage::NewNumber:
      page.shows_faults = !domain::StaffNumber::Parse(page.number);
      if (!page.shows_faults) AskName(page);
      return {};
    case AccountsStage::NewName:
      page.shows_faults = FaultOf(page.entries, screens::Field::Name).has_value();
      if (!page.shows_faults) page.stage = AccountsStage::NewRole;
      return {};
    case AccountsStage::NewRole:
      page.shows_faults = !page.role;
      if (!page.shows_faults) page.stage = AccountsStage::NewPin;
      return {};
    case AccountsStage::NewPin:
    case AccountsStage::NewPinAgain:
      return AfterPin(model, page);
  }
  return {};
}

void GoBack(Model& model, AccountsState& page) {
  page.notice = AccountsNotice::None;
  page.shows_faults = page.differ = false;
  page.pin.clear();
  page.again.clear();
  switch (page.stage) {
    case AccountsStage::List:
      return ShowStaffScreen(model, Workbench{});
    case AccountsStage::One:
    case AccountsStage::NewNumber:
      page.chosen.reset();
      return EndEntering(page, AccountsStage::List);
    case AccountsStage::NewName:
      page.stage = AccountsStage::NewNumber;
      return;
    case AccountsStage::NewRole:
      return AskName(page);
    case AccountsStage::NewPin:
      page.stage = page.chosen ? AccountsStage::One : AccountsStage::NewRole;
      return;
    case AccountsStage::NewPinAgain:
      page.stage = AccountsStage::NewPin;
      return;
  }
}

struct OnAct {
  Model& model;
  AccountsState& page;

  Commands operator()(const screens::ChooseAccount& act) const {
    const auto number = domain::StaffNumber::Parse(act.number);
    if (!number) return {};
    page.chosen = *number;
    page.notice = AccountsNotice::None;
    page.stage = AccountsStage::One;
    return {};
  }
  Commands operator()(const screens::AddAccount&) const {
    page.chosen.reset();
    EndEntering(page, AccountsStage::NewNumber);
    return {};
  }
  Commands operator()(const screens::ChooseRole& act) const {
    if (page.stage == AccountsStage::NewRole) {
      page.role = act.role;
      return {};
    }
    const screens::AccountLine* line = page.Chosen();
    if (line == nullptr || line->member.role == act.role) return {};
    return Await(model, ChangeRole{Me(model), line->member.number, act.role});
  }
  Commands operator()(const screens::ResetAccountPin&) const {
    EndEntering(page, AccountsStage::NewPin);
    return {};
  }
  Commands operator()(const screens::UnlockAccount&) const {
    return page.chosen ? Await(model, Unlock{Me(model), *page.chosen}) : Commands{};
  }
  Commands operator()(const screens::SetAccountActive& act) const {
    return page.chosen ? Await(model, SetActive{Me(model), *page.chosen, act.is_active}) : Commands{};
  }
  template <class Other>
  Commands operator()(const Other&) const {
    return {};
  }
};

AccountsNotice NoticeOf(const AccountChanged& report) {
  if (report.done) return report.if_done;
  switch (report.done.error().code) {
    case base::ErrorCode::Conflict:
      return report.if_done == AccountsNotice::Added ? AccountsNotice::NumberTaken : AccountsNotice::LastSupervisor;
    case base::ErrorCode::TooLarge:
      return AccountsNotice::TooMany;
    case base::ErrorCode::Refused:
      return AccountsNotice::NotAllowed;
    default:
      base::LogError("an account was not changed: {}", report.done.error().message);
      return AccountsNotice::NotNow;
  }
}

// A change of one's own account counts at once.
void TakeOwnAccount(Model& model, const std::vector<store::StaffAccount>& accounts) {
  const auto mine =
      std::find_if(accounts.begin(), accounts.end(), [&](const auto& each) { return each.member.number == Me(model); });
  if (mine == accounts.end() || !mine->member.is_active) return Reset(model);
  model.staff->member = mine->member;
  model.staff->member.has_given_pin = false;  // which counts from the next sign-in on
  const auto* screen = std::get_if<StaffScreen>(&model.screen);
  if (screen != nullptr && !Admits(model, *screen)) ShowStaffScreen(model, Workbench{});
}

}  // namespace

Commands OpenAccounts(Model& model) {
  ShowStaffScreen(model, AccountsState{});
  return {OfStaff(AccountCommand{ListStaff{}})};
}

Commands TypeOnAccounts(Model& model, AccountsState& page, const std::vector<ui::Typed>& typed) {
  bool is_entered = false;
  if (page.stage == AccountsStage::NewNumber) {
    is_entered = screens::TypeDigits(page.number, domain::kMaxStaffNumberDigits, typed);
  } else if (page.stage == AccountsStage::NewPin) {
    is_entered = screens::TypeDigits(page.pin, domain::kMaxPinDigits, typed);
  } else if (page.stage == AccountsStage::NewPinAgain) {
    is_entered = screens::TypeDigits(page.again, domain::kMaxPinDigits, typed);
  }
  return is_entered ? GoOn(model, page) : Commands{};
}

Commands ActOnAccounts(Model& model, AccountsState& page, const screens::AccountAct& act) {
  return std::visit(OnAct{model, page}, act);
}

Commands OnPage(Model& model, AccountsState& page, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoNext>(action)) return GoOn(model, page);
  if (std::holds_alternative<screens::GoBack>(action)) GoBack(model, page);
  if (const auto* focus = std::get_if<screens::Focus>(&action)) page.entries.focus = focus->field;
  if (const auto* entered = std::get_if<screens::Enter>(&action)) {
    for (const ui::Typed& typed : entered->typed) page.entries.Enter(typed);
  }
  return {};
}

Commands Handle(Model& model, const StaffListed& report, const Circumstances&) {
  auto* page = StaffState<AccountsState>(model);
  if (page == nullptr) return {};
  if (!report.accounts) {
    base::LogError("the accounts of staff cannot be read: {}", report.accounts.error().message);
    page->notice = AccountsNotice::NotNow;
    return {};
  }
  page->lines.emplace();
  for (const store::StaffAccount& each : *report.accounts) page->lines->push_back({each.member, each.is_locked_out});
  TakeOwnAccount(model, *report.accounts);
  return {};
}

Commands Handle(Model& model, const AccountChanged& report, const Circumstances&) {
  auto* page = StaffState<AccountsState>(model);
  if (page == nullptr) return {};
  model.is_saving = false;
  const AccountsNotice notice = NoticeOf(report);
  if (notice == AccountsNotice::NumberTaken) {
    page->stage = AccountsStage::NewNumber;
    page->pin.clear();
    page->again.clear();
  } else {
    EndEntering(*page, page->chosen ? AccountsStage::One : AccountsStage::List);
  }
  page->notice = notice;
  return {OfStaff(AccountCommand{ListStaff{}})};
}

}  // namespace bianmin::app
