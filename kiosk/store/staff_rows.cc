#include "kiosk/store/staff_rows.h"

#include <fmt/format.h>

#include "kiosk/store/fields.h"
#include "kiosk/store/journal_rows.h"

namespace bianmin::store {
namespace {

constexpr const char* kSelectRole = "SELECT role FROM staff WHERE number = ? AND is_active = 1";

}  // namespace

Act BeginAct(StoreCore& core, const By& by) {
  const auto* number = std::get_if<domain::StaffNumber>(&by);
  return number != nullptr ? Act{core, *number} : Act{core, Operator{}};
}

std::string ActorText(const By& by) {
  const auto* number = std::get_if<domain::StaffNumber>(&by);
  return number != nullptr ? ActorText(*number) : std::string(kOperator);
}

std::optional<domain::Role> ActiveRole(Connection& connection, const domain::StaffNumber& number) {
  Query row{connection, kSelectRole};
  row.Bind(number.text());
  if (!row.Next()) return std::nullopt;
  return Known(domain::ParseRole(row.Text(0)), "staff.role");
}

domain::StaffMember MemberOf(StoreCore& core, const Query& row) {
  auto number = domain::StaffNumber::Parse(row.Text(0));
  if (!number) throw Failure{{base::ErrorCode::Corrupt, "the database holds a staff number that is none"}};
  auto name = domain::PersonName::Parse(Fields{core, "staff", number->text()}.Decrypt("name", row.Blob(1)));
  if (!name) throw Failure{{base::ErrorCode::Corrupt, "staff: a stored name is not one any more"}};
  return {.number = *std::move(number),
          .name = *std::move(name),
          .role = Known(domain::ParseRole(row.Text(2)), "staff.role"),
          .is_active = row.Integer(3) != 0,
          .has_given_pin = row.Integer(4) != 0};
}

void MustReach(Connection& connection, const By& by, domain::Role least) {
  const auto* number = std::get_if<domain::StaffNumber>(&by);
  if (number == nullptr) return;
  const auto role = ActiveRole(connection, *number);
  if (role && domain::Reaches(*role, least)) return;
  throw Failure{{base::ErrorCode::Refused, fmt::format("staff number {} may not do this: it takes an active {}",
                                                       number->text(), domain::WireName(least))}};
}

}  // namespace bianmin::store
