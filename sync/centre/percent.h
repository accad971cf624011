#pragma once
// Text whose bytes were escaped as %41 (RFC 3986): in a query, a form, and a header that a proxy wrote.

#include <optional>
#include <string>
#include <string_view>

namespace bianmin::centre {

// Nothing for a percent sign without two hexadecimal digits behind it. Whether it is UTF-8 is not looked at.
std::optional<std::string> FromPercent(std::string_view escaped);

}  // namespace bianmin::centre
