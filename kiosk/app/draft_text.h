#pragma once
// An interrupted form as bytes for the store, and back: named texts behind a line that says the version. It stays in
// kiosk/app because only the app knows both the screens' drafts and the store; JSON belongs to kiosk/wire, which knows
// no screen, and would have to escape what residents write.
//
//   bianmin draft 1\n
//   description 12\n厨房漏水\n
//
// Strict: anything that does not fit, doubled names and bytes behind the end included, is Corrupt. Names that a reader
// does not know are its caller's to leave alone; so a later version may add some. A version it does not know is
// Refused.

#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace bianmin::app {

// By name: lower-case letters, digits, '.' and '_'.
using DraftTexts = std::map<std::string, std::string, std::less<>>;

std::string WriteDraftTexts(const DraftTexts& texts);
base::Result<DraftTexts> ReadDraftTexts(std::string_view bytes);

}  // namespace bianmin::app
