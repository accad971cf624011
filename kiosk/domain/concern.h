#pragma once
// Whom a complaint, a bad rating or a rectification concerns, and who of the staff may therefore know of it (R25).
// Nobody reads, and nobody handles, what is said about themself.

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/domain/staff.h"

namespace bianmin::domain {

// A member of staff who acts: as signed in.
struct Handler {
  StaffNumber number;
  Role role = Role::Clerk;
};

struct Concern {
  bool is_about_staff = false;         // a member of staff, known or not
  std::optional<StaffNumber> subject;  // known: of whom it is said
  bool is_for_the_city_alone = false;  // about the whole centre: counted here and read by nobody here
};

// Whether `reader` may know of it at all. As long as it is not known which of the staff it is about, only supervisors
// may: any other reader could be the one.
bool MaySee(const Concern& concern, const Handler& reader);

// The member of staff meant by a resident's words: the only one whose number stands in them as a number of its own, or
// else the only one whose whole name does. Nothing when none or several fit: then a person decides.
std::optional<StaffNumber> SubjectIn(std::string_view words, std::span<const StaffMember> staff);

}  // namespace bianmin::domain
