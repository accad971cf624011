#pragma once
// A whole file encrypted under a key, in pieces, so that its size costs no memory (libsodium's secretstream,
// XChaCha20-Poly1305). A piece that was changed, moved, left out or cut off at the end is found. Used for backups.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"

namespace bianmin::base {

// Called between two pieces; false ends the work with Unavailable. Where whoever works beside others waits a little.
using GoOn = std::function<bool()>;

inline constexpr std::size_t kMaxSealedLabelBytes = 4096;

// Encrypts `plain` into a new file `sealed` of mode 0600 and flushes it to the disk. The label travels inside, as
// secret and as safe from change as the rest. A file of that name is overwritten; after a failure it is gone.
Result<Done> SealFile(const SecretKey& key, std::string_view label, const std::filesystem::path& plain,
                      const std::filesystem::path& sealed, const GoOn& go_on);
// The reverse; returns the label. `plain` becomes a new file of mode 0600, and is removed again after a failure.
// Corrupt when the key is another one or the file is not whole.
Result<std::string> OpenSealedFile(const SecretKey& key, const std::filesystem::path& sealed,
                                   const std::filesystem::path& plain, const GoOn& go_on);

}  // namespace bianmin::base
