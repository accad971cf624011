#pragma once
// Which records were erased at their residents' wish, encrypted beside the backups: an older backup still holds what
// was erased after it was made, and a restore must not bring it back. What was erased by age needs no list, because its
// turn comes again in the first night.

#include <filesystem>

#include "kiosk/store/store.h"

namespace bianmin::store {

inline constexpr std::size_t kMaxErasedListBytes = 4 * 1024 * 1024;  // some 350,000 records

// "kiosk-JA-erased" in the folder of the backups.
std::filesystem::path ErasedListIn(const std::filesystem::path& folder, const domain::KioskCode& kiosk);

// Writes the list where it is not there or says something else. What it names and `store` does not know stays on it:
// a new database in place of a lost one must not forget what the backups still hold. Cheap enough for every minute.
base::Result<base::Done> KeepErasedList(Store& store, const std::filesystem::path& folder);

// Erases what the list names and `store` still holds, journalled; how many. Nothing to do without a list; Corrupt when
// it is not the one that this kiosk wrote.
base::Result<int> EraseAgain(Store& store, const std::filesystem::path& folder);

}  // namespace bianmin::store
