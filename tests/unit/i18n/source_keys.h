#pragma once
// Finds in C++ source which texts it asks for: the keys inside T("…"), Format("…"), F("…"), Plural("…") and N_("…"),
// and the names it gives to arguments. A reader of calls, not of C++: it knows strings, comments and brackets.

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bianmin::i18n {

struct KeyUse {
  std::string key;
  std::string place;  // "kiosk/app/app.cc:81"
  bool fills_arguments = false;
  bool is_plural = false;
  std::set<std::string> arguments;
};

// `name` is what places begin with.
std::vector<KeyUse> KeysIn(std::string_view source, const std::string& name);
// Every .h and .cc file under `folder`.
std::vector<KeyUse> KeysUnder(const std::filesystem::path& folder);

// The {names} in a text: "{day} {month}" has day and month. A text that is no format yields {"?"}.
std::set<std::string> ArgumentsOf(std::string_view text);

}  // namespace bianmin::i18n
