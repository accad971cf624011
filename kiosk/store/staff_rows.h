#pragma once
// Who may do what, asked inside somebody's transaction: the use cases of staff refuse whoever was disabled or given
// another role while the screen still showed them signed in.

#include <optional>
#include <string>
#include <variant>

#include "kiosk/domain/staff.h"
#include "kiosk/store/act.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// Who does an act of staff: one of them, or the operator by bianmin-admin.
using By = std::variant<Operator, domain::StaffNumber>;

Act BeginAct(StoreCore& core, const By& by);
std::string ActorText(const By& by);

// Nothing: no such number, or disabled.
std::optional<domain::Role> ActiveRole(Connection& connection, const domain::StaffNumber& number);

// From a row whose first columns are number, name, role, is_active and pin_is_given.
domain::StaffMember MemberOf(StoreCore& core, const Query& row);

// Leaves the use case with Refused unless the operator acts, or somebody active whose role reaches `least`.
void MustReach(Connection& connection, const By& by, domain::Role least);

}  // namespace bianmin::store
