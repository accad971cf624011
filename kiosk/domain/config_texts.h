#pragma once
// Reading the two-language texts and codes that the configuration files share.

#include <string_view>

#include "kiosk/base/config.h"
#include "kiosk/domain/catalogue.h"

namespace bianmin::domain {

// A text people read: there, not empty, clean and within kMaxConfiguredTextCharacters.
std::string ReadShownText(base::ConfigSection& from, std::string_view key);
// Such texts in both languages, in the table `from` itself.
LocalisedText ReadLocalisedText(base::ConfigSection& from);
// { zh = "…", en = "…" }: the same in the table `key`.
LocalisedText ReadLocalisedText(base::ConfigSection& from, std::string_view key);
// A code: lower-case letters, digits, '.', '_' and '-'.
std::string ReadCode(base::ConfigSection& from, std::string_view key);
// A telephone number that people are to call, as digits: kMinPublishedPhoneDigits to kMaxPhoneDigits of them; spaces
// and hyphens may stand between.
std::string ReadPublishedPhone(base::ConfigSection& from, std::string_view key);

}  // namespace bianmin::domain
