#pragma once
// The people who work at the counter: what one signs in with, and how far a role reaches. A dispatcher may do all that
// a clerk may, a supervisor all that a dispatcher may.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/input_fault.h"
#include "kiosk/domain/personal.h"

namespace bianmin::domain {

enum class Role { Clerk, Dispatcher, Supervisor };  // 窗口人员, 调度专员, 主管

inline bool Reaches(Role role, Role least) { return static_cast<int>(role) >= static_cast<int>(least); }

// 工号: two to eight digits. It names a member of staff in the journal, in orders and to the city; names stay here.
class StaffNumber {
 public:
  static base::Result<StaffNumber, InputFault> Parse(std::string_view text);
  const std::string& text() const { return text_; }
  friend auto operator<=>(const StaffNumber&, const StaffNumber&) = default;

 private:
  explicit StaffNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Six to twelve digits. Refused as weak: fewer than three different digits, runs up or down (123456), a repeated half
// (123123), and what has the shape of a day (19520713, 520713).
class Pin {
 public:
  static base::Result<Pin, InputFault> Parse(std::string_view text);
  const std::string& digits() const { return digits_; }

 private:
  explicit Pin(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

struct StaffMember {
  StaffNumber number;
  PersonName name;
  Role role = Role::Clerk;
  bool is_active = true;       // those who left keep their row: the journal names them
  bool has_given_pin = false;  // somebody else chose the PIN: a new one comes before anything else
};

std::string_view WireName(Role role);  // "clerk", "dispatcher", "supervisor"
std::optional<Role> ParseRole(std::string_view text);

}  // namespace bianmin::domain
