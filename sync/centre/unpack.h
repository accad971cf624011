#pragma once
// Unpacks a gzip body (RFC 1952), counting as it goes: a few hundred bytes that would unpack to gigabytes are refused
// after `most_bytes`, and never take more memory than that.

#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace bianmin::centre {

// One gzip member and nothing after it. TooLarge past `most_bytes`; Invalid when it is not gzip, damaged or cut short.
base::Result<std::string> UnpackGzip(std::string_view packed, std::size_t most_bytes);

}  // namespace bianmin::centre
