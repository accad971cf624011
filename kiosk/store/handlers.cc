#include "kiosk/store/handlers.h"

#include <fmt/format.h>

#include <vector>

#include "kiosk/store/staff_rows.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;

constexpr const char* kSelectStaff = "SELECT number, name, role, is_active, pin_is_given FROM staff ORDER BY number";

}  // namespace

void MustBe(Connection& connection, const domain::Handler& handler) {
  const auto role = ActiveRole(connection, handler.number);
  if (role == handler.role) return;
  throw Failure{{ErrorCode::Refused, fmt::format("staff number {} is no active {} any more", handler.number.text(),
                                                 domain::WireName(handler.role))}};
}

void MustWorkHere(Connection& connection, const domain::StaffNumber& number) {
  if (ActiveRole(connection, number)) return;
  throw Failure{{ErrorCode::Refused, fmt::format("staff number {} does not work here any more", number.text())}};
}

void MustBeAbleToOwn(Connection& connection, const domain::StaffNumber& owner, const domain::Concern& concern) {
  const auto role = ActiveRole(connection, owner);
  if (role && domain::MaySee(concern, {.number = owner, .role = *role})) return;
  throw Failure{{ErrorCode::Refused, fmt::format("staff number {} cannot be given this", owner.text())}};
}

void MustBeAllowedToSay(const domain::Handler& by, const domain::Concern& now, const domain::Concern& to) {
  if (!now.is_about_staff || domain::Reaches(by.role, domain::Role::Supervisor)) return;
  if (to.is_about_staff && (!now.subject || to.subject == now.subject)) return;
  throw Failure{{ErrorCode::Refused, "it is said to be about a member of staff; only a supervisor changes that"}};
}

std::optional<domain::StaffNumber> FindSubject(StoreCore& core, std::string_view words) {
  if (words.empty()) return std::nullopt;
  std::vector<domain::StaffMember> staff;
  Query row{core.connection(), kSelectStaff};
  while (row.Next()) staff.push_back(MemberOf(core, row));
  return domain::SubjectIn(words, staff);
}

}  // namespace bianmin::store
