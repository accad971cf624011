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

void MustBeAbleToOwn(Connection& connection, const domain::StaffNumber& owner, const domain::Concern& concern) {
  const auto role = ActiveRole(connection, owner);
  if (role && domain::MaySee(concern, {.number = owner, .role = *role})) return;
  throw Failure{{ErrorCode::Refused, fmt::format("staff number {} cannot be given this", owner.text())}};
}

std::optional<domain::StaffNumber> FindSubject(StoreCore& core, std::string_view words) {
  if (words.empty()) return std::nullopt;
  std::vector<domain::StaffMember> staff;
  Query row{core.connection(), kSelectStaff};
  while (row.Next()) staff.push_back(MemberOf(core, row));
  return domain::SubjectIn(words, staff);
}

}  // namespace bianmin::store
