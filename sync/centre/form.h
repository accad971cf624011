#pragma once
// Fields as browsers and Open311 clients send them (application/x-www-form-urlencoded), in a body or behind the
// question mark of an address.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::centre {

using Form = std::map<std::string, std::string>;  // by name, unescaped

// TooLarge past kMaxFormBytes or kMaxFormFields. Invalid for a broken escape, for what is not UTF-8 once unescaped, for
// a field without a name, and for one that stands there twice.
base::Result<Form> ReadForm(std::string_view text);

// "" when it is not there.
std::string FieldOf(const Form& form, const std::string& name);

// A comma-separated list; no empty parts.
std::vector<std::string> ListOf(std::string_view text);

}  // namespace bianmin::centre
