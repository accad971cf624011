#pragma once
// Copies of the database that bring a kiosk back. A backup is one file, encrypted under a key derived from the kiosk's
// ("backup"); it counts only after this program has restored it into a private file, looked at every page, walked the
// journal and found every count as it was in the snapshot. It gets its name last, so that a power cut, a full disk or a
// folder that vanishes leaves the older ones as they were. Evidence photos, which are encrypted files that never
// change, stand once beside all backups; those of erased records go with the next backup.
//
// Used by the kiosk's night thread and by bianmin-admin. Each call opens connections of its own and reads one snapshot
// of the database; commits of others go on meanwhile. No function throws.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/sealed_file.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

struct BackupFile {
  std::filesystem::path path;
  base::TimePoint made_at;
  std::uintmax_t bytes = 0;
};

// What the restored copy showed.
struct BackupContent {
  base::TimePoint made_at;
  int schema = 0;
  std::int64_t orders = 0;
  std::int64_t complaints = 0;
  std::int64_t ratings = 0;
  std::int64_t events = 0;   // of the outbox, ever told
  std::int64_t entries = 0;  // of the journal
  friend bool operator==(const BackupContent&, const BackupContent&) = default;
};

struct BackupPlan {
  std::filesystem::path database;
  std::filesystem::path folder;  // must exist
  domain::KioskCode kiosk;
  int keep_days = 14;
};

// Beside the backups of this kiosk in `folder`.
std::filesystem::path PhotosOfBackups(const std::filesystem::path& folder, const domain::KioskCode& kiosk);

// Newest first; only files with the name of a whole backup of this kiosk.
base::Result<std::vector<BackupFile>> ListBackups(const std::filesystem::path& folder, const domain::KioskCode& kiosk);

// Makes one, proves it and deletes those that are too old. `go_on` is called between small steps. What this leaves
// beside the database when it is killed is removed by the next call.
base::Result<BackupFile> MakeBackup(const BackupPlan& plan, const base::SecretKey& kiosks_key, base::TimePoint now,
                                    const base::GoOn& go_on);

// Restores it into a private file beside `database` and compares, as after making it. Corrupt says what does not fit.
base::Result<BackupContent> ProveBackup(const std::filesystem::path& backup, const std::filesystem::path& database,
                                        const base::SecretKey& kiosks_key, const base::GoOn& go_on);

// Decrypts and proves it into a new file of this path; whoever calls removes it. The first half of a restore.
base::Result<BackupContent> UnpackBackup(const std::filesystem::path& backup, const std::filesystem::path& into,
                                         const base::SecretKey& kiosks_key, const base::GoOn& go_on);

// Removes a database file that was private to us, with its companions.
void RemoveDatabase(const std::filesystem::path& file);

// What is remembered in the database itself.
struct BackupState {
  std::optional<base::TimePoint> last_success;
  std::string last_file;  // its name without the folder
  std::int64_t last_bytes = 0;
  std::optional<base::TimePoint> last_failure;
  std::string last_error;  // of the latest try; empty when it succeeded
};
base::Result<BackupState> ReadBackupState(Database& database);
base::Result<base::Done> RecordBackup(Database& database, const base::Result<BackupFile>& made, base::TimePoint now);

}  // namespace bianmin::store
