#include "sync/admin/staff_commands.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "kiosk/domain/limits.h"
#include "kiosk/store/staff_accounts.h"

namespace bianmin::admin {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using store::Operator;
using store::StaffAccounts;

Result<domain::StaffNumber> NumberOf(const StaffOrder& order) {
  auto number = domain::StaffNumber::Parse(order.number);
  if (number) return *std::move(number);
  return Error{ErrorCode::Invalid, fmt::format("a staff number has {} to {} digits", domain::kMinStaffNumberDigits,
                                               domain::kMaxStaffNumberDigits)};
}

Result<domain::Role> RoleOf(const StaffOrder& order) {
  if (const auto role = domain::ParseRole(order.role)) return *role;
  return Error{ErrorCode::Invalid, "the role must be clerk, dispatcher or supervisor"};
}

Result<domain::PersonName> NameOf(const StaffOrder& order) {
  auto name = domain::PersonName::Parse(order.name);
  if (name) return *std::move(name);
  return Error{ErrorCode::Invalid,
               fmt::format("the name must have 1 to {} characters that can be shown", domain::kMaxNameCharacters)};
}

Result<domain::Pin> PinFrom(const PinSource& source) {
  const auto digits = source();
  if (!digits) return digits.error();
  auto pin = domain::Pin::Parse(*digits);
  if (pin) return *std::move(pin);
  if (pin.error() == domain::InputFault::EasyToGuess) {
    return Error{ErrorCode::Invalid,
                 "this PIN is easy to guess: no runs such as 123456, no repetitions, no date; choose another"};
  }
  return Error{ErrorCode::Invalid,
               fmt::format("a PIN has {} to {} digits", domain::kMinPinDigits, domain::kMaxPinDigits)};
}

Report Changed(const domain::StaffNumber& number, std::string_view what) {
  Report report;
  report.lines = {fmt::format("staff number {}: {}", number.text(), what)};
  report.json = {{"number", number.text()}, {"done", what}};
  return report;
}

// One change of one account, told as `what`.
template <class Change>
Result<Report> ChangeAccount(store::Store& store, const StaffOrder& order, std::string_view what, Change change) {
  const auto number = NumberOf(order);
  if (!number) return number.error();
  StaffAccounts accounts{store};
  const Result<base::Done> done = change(accounts, *number);
  if (!done) return done.error();
  return Changed(*number, what);
}

}  // namespace

Result<Report> AddStaff(store::Store& store, const StaffOrder& order, const PinSource& pin) {
  const auto name = NameOf(order);
  if (!name) return name.error();
  const auto role = RoleOf(order);
  if (!role) return role.error();
  return ChangeAccount(store, order, fmt::format("added as {}", order.role),
                       [&](StaffAccounts& accounts, const domain::StaffNumber& number) -> Result<base::Done> {
                         const auto chosen = PinFrom(pin);
                         if (!chosen) return chosen.error();
                         return accounts.Add(Operator{}, {.number = number, .name = *name, .role = *role}, *chosen);
                       });
}

Result<Report> ResetStaffPin(store::Store& store, const StaffOrder& order, const PinSource& pin) {
  return ChangeAccount(store, order, "has a new PIN",
                       [&](StaffAccounts& accounts, const domain::StaffNumber& number) -> Result<base::Done> {
                         const auto chosen = PinFrom(pin);
                         if (!chosen) return chosen.error();
                         return accounts.ResetPin(Operator{}, number, *chosen);
                       });
}

Result<Report> ChangeStaffRole(store::Store& store, const StaffOrder& order) {
  const auto role = RoleOf(order);
  if (!role) return role.error();
  return ChangeAccount(store, order, fmt::format("is {} now", order.role),
                       [&](StaffAccounts& accounts, const domain::StaffNumber& number) {
                         return accounts.ChangeRole(Operator{}, number, *role);
                       });
}

Result<Report> UnlockStaff(store::Store& store, const StaffOrder& order) {
  return ChangeAccount(
      store, order, "can sign in again",
      [&](StaffAccounts& accounts, const domain::StaffNumber& number) { return accounts.Unlock(Operator{}, number); });
}

Result<Report> SetStaffActive(store::Store& store, const StaffOrder& order, bool is_active) {
  return ChangeAccount(store, order, is_active ? "enabled" : "disabled",
                       [&](StaffAccounts& accounts, const domain::StaffNumber& number) {
                         return accounts.SetActive(Operator{}, number, is_active);
                       });
}

Result<Report> ListStaff(store::Store& store) {
  const auto accounts = StaffAccounts{store}.List();
  if (!accounts) return accounts.error();
  Report report;
  boost::json::array list;
  for (const store::StaffAccount& each : *accounts) {
    const domain::StaffMember& member = each.member;
    const std::string_view role = domain::WireName(member.role);
    report.lines.push_back(fmt::format("{:8}  {:10}  {}{}", member.number.text(), role,
                                       member.is_active ? "active" : "disabled",
                                       each.is_locked_out ? ", locked after wrong PINs" : ""));
    list.push_back({{"number", member.number.text()},
                    {"role", role},
                    {"is_active", member.is_active},
                    {"is_locked_out", each.is_locked_out}});
  }
  if (accounts->empty()) report.lines.emplace_back("there is no staff account yet");
  report.json = {{"staff", std::move(list)}};
  return report;
}

}  // namespace bianmin::admin
