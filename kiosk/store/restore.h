#pragma once
// Bringing a kiosk back from a backup. What was given after the backup was made is on no disk here any more, but may be
// at the city: so numbers and events go on far beyond it, and nothing is ever numbered twice. What was delivered stays
// at the city; what the backup still holds as waiting is sent again and recognised there by its id.

#include "kiosk/store/backup.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

struct RestoredFile {
  BackupContent content;
  domain::RestoredKiosk kiosk;
  std::string next_number;  // the least that can be given now
  int erased_again = 0;     // records that had been erased after the backup was made
};

// What residents had erased since stays erased (erased_list.h).
//
// Unpacks `backup` into the database file that `open` opens (a path), which must not exist. Nothing stands under its
// name until all of it is there and proven, so it can be done again after a power cut. Conflict when there is a
// database; Refused when the clock stands before the moment of the backup. No program may use the database meanwhile.
using OpenStoreAt = std::function<base::Result<Store>(const std::filesystem::path&)>;
base::Result<RestoredFile> RestoreBackup(const std::filesystem::path& backup, const std::filesystem::path& database,
                                         const base::SecretKey& kiosks_key, const base::Clock& clock,
                                         const OpenStoreAt& open);

// The use case inside: moves numbering past what may have been given, and tells the city.
base::Result<domain::RestoredKiosk> ContinueAfterRestore(Store& store, base::TimePoint backup_made_at);

}  // namespace bianmin::store
