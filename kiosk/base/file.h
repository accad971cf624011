#pragma once
// Small files, read whole and replaced whole.

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace bianmin::base {

// Fails with NotFound, Unavailable, or TooLarge past `most_bytes`.
Result<std::string> ReadFile(const std::filesystem::path& path, std::size_t most_bytes);

// After success the file holds exactly `content` even if the power fails; before, the old content. `mode` as in chmod.
Result<Done> ReplaceFile(const std::filesystem::path& path, std::string_view content, unsigned mode = 0644);

// Renames a file whose bytes are on the disk already, and makes the name last: after success `path` is that file even
// if the power fails, before it is what it was.
Result<Done> MoveIntoPlace(const std::filesystem::path& fresh, const std::filesystem::path& path);

// Reads a secret (a key, a password). Refuses a file that group or others may read, and says which command cures it.
Result<std::string> ReadSecretFile(const std::filesystem::path& path, std::size_t most_bytes);

}  // namespace bianmin::base
