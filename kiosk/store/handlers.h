#pragma once
// Who of the staff acts on grievances and rectifications, asked inside somebody's transaction. Each leaves the use case
// by a Failure.

#include <optional>
#include <string_view>

#include "kiosk/domain/concern.h"
#include "kiosk/store/core.h"

namespace bianmin::store {

// Refused unless `handler` is active and still has the role they are signed in with.
void MustBe(Connection& connection, const domain::Handler& handler);
// Refused unless somebody active has this number and may see what it concerns.
void MustBeAbleToOwn(Connection& connection, const domain::StaffNumber& owner, const domain::Concern& concern);

// Which member of staff a resident's words name (domain::SubjectIn), those who left included.
std::optional<domain::StaffNumber> FindSubject(StoreCore& core, std::string_view words);

}  // namespace bianmin::store
