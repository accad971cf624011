#pragma once
// Staff numbers in columns that may be NULL.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/domain/staff.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

inline std::optional<domain::StaffNumber> StaffNumberIn(const Query& row, int column, std::string_view name) {
  const auto text = row.OptionalText(column);
  if (!text) return std::nullopt;
  const auto number = domain::StaffNumber::Parse(*text);
  return Known(number ? std::optional{*number} : std::nullopt, name);
}

inline std::optional<std::string> TextOf(const std::optional<domain::StaffNumber>& number) {
  return number ? std::optional{number->text()} : std::nullopt;
}

}  // namespace bianmin::store
