#include "kiosk/domain/staff.h"

#include <algorithm>
#include <set>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<Role, 3> kRoleNames{
    {{Role::Clerk, "clerk"}, {Role::Dispatcher, "dispatcher"}, {Role::Supervisor, "supervisor"}}};

base::Result<std::string, InputFault> Digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.empty()) return InputFault::Missing;
  const bool is_all_digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_all_digits) return InputFault::BadCharacter;
  if (text.size() < least) return InputFault::TooShort;
  if (text.size() > most) return InputFault::TooLong;
  return std::string(text);
}

// Every digit follows the one before by the same small step, round the corner of 9 and 0: 123456, 987654, 111111.
bool IsRun(std::string_view digits) {
  for (const int step : {0, 1, 9}) {
    bool fits = true;
    for (std::size_t i = 1; i < digits.size(); ++i) fits = fits && (digits[i - 1] - '0' + step) % 10 == digits[i] - '0';
    if (fits) return true;
  }
  return false;
}

bool IsRepeated(std::string_view digits) {
  for (std::size_t part = 1; part <= digits.size() / 2; ++part) {
    if (digits.size() % part == 0 && digits.substr(part) == digits.substr(0, digits.size() - part)) return true;
  }
  return false;
}

int Number(std::string_view digits) { return std::stoi(std::string(digits)); }

bool IsMonthAndDay(std::string_view digits) {
  const int month = Number(digits.substr(0, 2));
  const int day = Number(digits.substr(2, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// 19520713 and 520713: what people choose first, and others guess first.
bool IsDay(std::string_view digits) {
  if (digits.size() == 6) return IsMonthAndDay(digits.substr(2));
  if (digits.size() != 8) return false;
  const int year = Number(digits.substr(0, 4));
  return year >= 1900 && year < 2100 && IsMonthAndDay(digits.substr(4));
}

bool IsWeak(std::string_view digits) {
  return std::set<char>(digits.begin(), digits.end()).size() < 3 || IsRun(digits) || IsRepeated(digits) ||
         IsDay(digits);
}

}  // namespace

base::Result<StaffNumber, InputFault> StaffNumber::Parse(std::string_view text) {
  auto digits = Digits(text, kMinStaffNumberDigits, kMaxStaffNumberDigits);
  if (!digits) return digits.error();
  return StaffNumber{*std::move(digits)};
}

base::Result<Pin, InputFault> Pin::Parse(std::string_view text) {
  auto digits = Digits(text, kMinPinDigits, kMaxPinDigits);
  if (!digits) return digits.error();
  if (IsWeak(*digits)) return InputFault::EasyToGuess;
  return Pin{*std::move(digits)};
}

std::string_view WireName(Role role) { return NameIn(kRoleNames, role); }
std::optional<Role> ParseRole(std::string_view text) { return ParseIn(kRoleNames, text); }

}  // namespace bianmin::domain
