#include "kiosk/store/staff_accounts.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/pin_rows.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::Role;
using domain::StaffNumber;

constexpr const char* kInsert =
    "INSERT INTO staff (number, name, role, is_active, pin_is_given, pin_salt, pin_token, pin_passes, pin_bytes) "
    "VALUES (?, ?, ?, 1, 1, ?, ?, ?, ?)";
constexpr const char* kSetPin =
    "UPDATE staff SET pin_salt = ?, pin_token = ?, pin_passes = ?, pin_bytes = ?, pin_is_given = ? WHERE number = ?";
constexpr const char* kSetActive = "UPDATE staff SET is_active = ? WHERE number = ?";
constexpr const char* kSetRole = "UPDATE staff SET role = ? WHERE number = ?";
constexpr const char* kExists = "SELECT EXISTS (SELECT 1 FROM staff WHERE number = ?)";
constexpr const char* kCountAll = "SELECT count(*) FROM staff";
constexpr const char* kOtherSupervisors =
    "SELECT count(*) FROM staff WHERE role = 'supervisor' AND is_active = 1 AND number <> ?";
constexpr const char* kList =
    "SELECT number, name, role, is_active, pin_is_given FROM staff ORDER BY is_active DESC, number";
constexpr const char* kCounts =
    "SELECT count(*), ifnull(sum(role = 'supervisor'), 0), "
    "(SELECT count(*) FROM pin_failure WHERE is_known = 1 AND failures >= ?) FROM staff WHERE is_active = 1";

std::int64_t CountOf(Connection& connection, const char* sql, std::string_view number) {
  Query row{connection, sql};
  row.Bind(number);
  row.Next();
  return row.Integer(0);
}

void MustExist(Connection& connection, const StaffNumber& number) {
  if (CountOf(connection, kExists, number.text()) != 0) return;
  throw Failure{{ErrorCode::NotFound, fmt::format("nobody has the staff number {}", number.text())}};
}

// Called before `number` stops being an active supervisor.
void MustLeaveASupervisor(Connection& connection, const StaffNumber& number) {
  if (ActiveRole(connection, number) != Role::Supervisor) return;
  if (CountOf(connection, kOtherSupervisors, number.text()) > 0) return;
  throw Failure{
      {ErrorCode::Conflict, fmt::format("{} is the only active supervisor; make another one first", number.text())}};
}

void BindPin(Query& query, const PinSeal& seal) {
  query.Bind(seal.salt).Bind(seal.token).Bind(std::int64_t{seal.work.passes});
  query.Bind(static_cast<std::int64_t>(seal.work.bytes));
}

void MustHaveRoom(Connection& connection) {
  Query all{connection, kCountAll};
  all.Next();
  if (all.Integer(0) < std::int64_t{domain::kMaxStaff}) return;
  throw Failure{
      {ErrorCode::TooLarge, fmt::format("there are {} staff accounts already; no more fit", domain::kMaxStaff)}};
}

// One change of an account that is there, by somebody who may: `write` makes it, the journal gets `act`, and as `what`
// what it was changed to.
template <class Write>
Result<Done> Change(StoreCore& core, const By& by, const StaffNumber& number, std::string_view act,
                    std::string_view what, Write write) {
  Connection& connection = core.connection();
  return Attempted(core, {ActorText(by), std::string(act), ActorText(number)}, [&]() -> Result<Done> {
    Act change = BeginAct(core, by);
    MustReach(connection, by, Role::Supervisor);
    MustExist(connection, number);
    write(connection);
    change.Note(act, ActorText(number), what);
    change.Commit();
    return Done{};
  });
}

}  // namespace

Result<Done> StaffAccounts::Add(const By& by, const domain::StaffMember& member, const domain::Pin& pin) {
  const auto seal = SealPin(core_, pin.digits());
  if (!seal) return seal.error();
  Connection& connection = core_.connection();
  return Attempted(core_, {ActorText(by), "staff.added", ActorText(member.number)}, [&]() -> Result<Done> {
    Act act = BeginAct(core_, by);
    MustReach(connection, by, Role::Supervisor);
    if (CountOf(connection, kExists, member.number.text()) != 0) {
      return Error{ErrorCode::Conflict, fmt::format("the staff number {} is taken", member.number.text())};
    }
    MustHaveRoom(connection);
    const base::Bytes name = Fields{core_, "staff", member.number.text()}.Encrypt("name", member.name.text());
    Query insert{connection, kInsert};
    insert.Bind(member.number.text()).Bind(name).Bind(domain::WireName(member.role));
    BindPin(insert, *seal);
    insert.Run();
    ForgetWrongPins(core_, member.number);  // from when nobody had it
    act.Note("staff.added", ActorText(member.number), domain::WireName(member.role));
    act.Commit();
    return Done{};
  });
}

Result<Done> StaffAccounts::SetActive(const By& by, const StaffNumber& number, bool is_active) {
  const std::string_view act = is_active ? "staff.enabled" : "staff.disabled";
  return Change(core_, by, number, act, act, [&](Connection& connection) {
    if (!is_active) MustLeaveASupervisor(connection, number);
    Query{connection, kSetActive}.Bind(std::int64_t{is_active}).Bind(number.text()).Run();
  });
}

Result<Done> StaffAccounts::ChangeRole(const By& by, const StaffNumber& number, Role role) {
  return Change(core_, by, number, "staff.role_changed", domain::WireName(role), [&](Connection& connection) {
    if (role != Role::Supervisor) MustLeaveASupervisor(connection, number);
    Query{connection, kSetRole}.Bind(domain::WireName(role)).Bind(number.text()).Run();
  });
}

Result<Done> StaffAccounts::ResetPin(const By& by, const StaffNumber& number, const domain::Pin& pin) {
  const auto seal = SealPin(core_, pin.digits());
  if (!seal) return seal.error();
  return Change(core_, by, number, "staff.pin_reset", "", [&](Connection& connection) {
    Query set{connection, kSetPin};
    BindPin(set, *seal);
    const auto* chooser = std::get_if<StaffNumber>(&by);
    const bool is_given = chooser == nullptr || *chooser != number;
    set.Bind(std::int64_t{is_given}).Bind(number.text()).Run();
    ForgetWrongPins(core_, number);
  });
}

Result<Done> StaffAccounts::Unlock(const By& by, const StaffNumber& number) {
  return Change(core_, by, number, "staff.unlocked", "", [&](Connection&) { ForgetWrongPins(core_, number); });
}

Result<std::vector<StaffAccount>> StaffAccounts::List() {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<StaffAccount>> {
    const Snapshot snapshot{connection};
    const base::TimePoint now = core_.parts.clock.Now();
    std::vector<StaffAccount> accounts;
    Query row{connection, kList};
    while (row.Next()) accounts.push_back({MemberOf(core_, row), false});
    for (StaffAccount& each : accounts)
      each.is_locked_out = domain::IsLockedOut(FailuresOf(core_, each.member.number, now));
    return accounts;
  });
}

Result<StaffCounts> CountStaff(Database& database) {
  Connection& connection = database.connection();
  return Guarded(connection, [&]() -> Result<StaffCounts> {
    Query row{connection, kCounts};
    row.Bind(std::int64_t{domain::kPinFailuresBeforeLock});
    row.Next();
    return StaffCounts{.members = static_cast<int>(row.Integer(0)),
                       .supervisors = static_cast<int>(row.Integer(1)),
                       .locked_out = static_cast<int>(row.Integer(2))};
  });
}

}  // namespace bianmin::store
