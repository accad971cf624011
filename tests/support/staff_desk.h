#pragma once
// The people at a KioskDesk's counter, for tests: 张敏 and 李华 at the windows, a dispatcher and two supervisors.

#include "kiosk/domain/concern.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::support {

inline domain::Handler Works(std::string_view number, domain::Role role) {
  return {.number = domain::StaffNumber::Parse(number).value(), .role = role};
}

inline const domain::Handler kZhang = Works("1001", domain::Role::Clerk);
inline const domain::Handler kLi = Works("1002", domain::Role::Clerk);
inline const domain::Handler kDispatcher = Works("2001", domain::Role::Dispatcher);
inline const domain::Handler kSupervisor = Works("9001", domain::Role::Supervisor);
inline const domain::Handler kOtherSupervisor = Works("9002", domain::Role::Supervisor);

// Makes an account whose owner has chosen this PIN.
void Hire(store::Store& store, const domain::StaffMember& member, std::string_view pin);
// The same for somebody who does not sign in.
void Hire(store::Store& store, const domain::Handler& who);
// The people above, each with the PIN 738291.
void Employ(store::Store& store);

domain::FiledComplaint RudeClerk();  // about 张敏, by her number

}  // namespace bianmin::support
