#pragma once
// Who of the staff may act, asked inside somebody's transaction, whatever a screen offered. Each leaves the use case by
// a Failure.

#include <optional>
#include <string_view>

#include "kiosk/domain/concern.h"
#include "kiosk/store/core.h"

namespace bianmin::store {

// Refused unless `handler` is active and still has the role they are signed in with.
void MustBe(Connection& connection, const domain::Handler& handler);
// Refused unless somebody active has this number.
void MustWorkHere(Connection& connection, const domain::StaffNumber& number);
// Refused unless somebody active has this number and may see what it concerns.
void MustBeAbleToOwn(Connection& connection, const domain::StaffNumber& owner, const domain::Concern& concern);
// Anybody may find that something is about a member of staff; that it is not, or about another one, only a supervisor
// says: otherwise a colleague's label could be taken off by whoever it is about.
void MustBeAllowedToSay(const domain::Handler& by, const domain::Concern& now, const domain::Concern& to);

// Which member of staff a resident's words name (domain::SubjectIn), those who left included.
std::optional<domain::StaffNumber> FindSubject(StoreCore& core, std::string_view words);

}  // namespace bianmin::store
