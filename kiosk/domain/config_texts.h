#pragma once
// Reading the two-language texts and codes that catalogue and addresses share.

#include <string_view>

#include "kiosk/base/config.h"
#include "kiosk/domain/catalogue.h"

namespace bianmin::domain {

// { zh = "…", en = "…" }: both must be there, clean and within kMaxConfiguredTextCharacters.
LocalisedText ReadLocalisedText(base::ConfigSection& from, std::string_view key);
// A code: lower-case letters, digits, '.', '_' and '-'.
std::string ReadCode(base::ConfigSection& from, std::string_view key);

}  // namespace bianmin::domain
