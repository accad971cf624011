#include "kiosk/store/restore.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/erased_list.h"
#include "kiosk/store/photos.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
namespace fs = std::filesystem;

constexpr const char* kReadNumbering = "SELECT last_serial, last_sequence FROM numbering WHERE only = 1";
constexpr const char* kWriteNumbering =
    "UPDATE numbering SET last_serial = ?, last_sequence = ?, skipped_sequences = skipped_sequences + ? WHERE only = 1";
// Questions of residents who left long ago, and forms that ended with the disk's day.
constexpr const char* kForgetQuestions = "DELETE FROM inquiry";

Result<Done> CheckNothingIsThere(const fs::path& database) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    const fs::path file = database.string() + suffix;
    std::error_code failed;
    if (!fs::exists(file, failed)) continue;
    return Error{ErrorCode::Conflict,
                 fmt::format("{} exists, and a restore never writes over anything; stop "
                             "bianmin-kiosk and bianmin-sync, move {} with -wal and -shm to another "
                             "place, and keep them until all is well",
                             file.string(), database.string())};
  }
  return Done{};
}

Result<std::string> LeastNextNumber(Store& store) {
  Connection& connection = store.core().connection();
  return Guarded(connection, [&]() -> Result<std::string> {
    Query row{connection, kReadNumbering};
    row.Next();
    const auto next = domain::NextSerial(row.OptionalInteger(0), base::LocalDate(store.core().parts.clock.Now()));
    return domain::RecordNumber::Of(store.core().parts.kiosk, next).Grouped();
  });
}

// A photo that is nowhere is no reason to be without the records: its page says that it is missing.
Result<Done> BringPhotosBack(Store& store, const fs::path& from) {
  Connection& connection = store.core().connection();
  const auto names = Guarded(connection, [&]() -> Result<std::vector<std::string>> { return PhotoNames(connection); });
  if (!names) return names.error();
  return CopyPhotos(*names, from, PhotosBeside(connection.file), [] { return true; });
}

Result<RestoredFile> GoOnIn(const fs::path& unpacked, const fs::path& backups, const BackupContent& content,
                            const OpenStoreAt& open) {
  auto store = open(unpacked);
  if (!store) return store.error();
  auto photos = BringPhotosBack(*store, PhotosOfBackups(backups, store->core().parts.kiosk));
  if (!photos) return photos.error();
  auto erased = EraseAgain(*store, backups);
  if (!erased) return erased.error();
  auto kiosk = ContinueAfterRestore(*store, content.made_at);
  if (!kiosk) return kiosk.error();
  auto number = LeastNextNumber(*store);
  if (!number) return number.error();
  if (auto flushed = store->database().Checkpoint(); !flushed) return flushed.error();
  return RestoredFile{content, *kiosk, *number, *erased};
}

}  // namespace

Result<domain::RestoredKiosk> ContinueAfterRestore(Store& store, base::TimePoint backup_made_at) {
  StoreCore& core = store.core();
  Connection& connection = core.connection();
  return Guarded(connection, [&]() -> Result<domain::RestoredKiosk> {
    Act act{core, Act::ByItself{}};
    std::optional<std::int64_t> serial;
    domain::RestoredKiosk restored{.backup_made_at = backup_made_at};
    {
      Query row{connection, kReadNumbering};
      row.Next();
      serial = row.OptionalInteger(0);
      restored.last_sequence = row.Integer(1);
    }
    const std::int64_t skipped = domain::kSequencesSkipped;
    Query write{connection, kWriteNumbering};
    write.Bind(domain::LastSerialAfterRestore(serial, act.today())).Bind(restored.last_sequence + skipped);
    write.Bind(skipped).Run();
    Query{connection, kForgetQuestions}.Run();
    restored.next_sequence = restored.last_sequence + skipped + 1;
    const domain::EventStamp stamp = act.NewStamp();
    CHECK(stamp.sequence == restored.next_sequence);
    act.Tell(stamp, "kiosk.restored", core.parts.events.KioskRestored(restored, stamp));
    act.Commit();
    return restored;
  });
}

Result<RestoredFile> RestoreBackup(const fs::path& backup, const fs::path& database, const base::SecretKey& kiosks_key,
                                   const base::Clock& clock, const OpenStoreAt& open) {
  if (auto free = CheckNothingIsThere(database); !free) return free.error();
  const fs::path unpacked = database.string() + ".restoring";
  RemoveDatabase(unpacked);
  const auto content = UnpackBackup(backup, unpacked, kiosks_key, [] { return true; });
  if (!content) return content.error();
  Result<RestoredFile> restored = Error{ErrorCode::Refused, ""};
  if (clock.Now() < content->made_at) {
    restored =
        Error{ErrorCode::Refused, fmt::format("the clock says {}, but the backup was made at {}; set the clock first",
                                              base::FormatUtc(clock.Now()), base::FormatUtc(content->made_at))};
  } else {
    restored = GoOnIn(unpacked, backup.parent_path(), *content, open);
  }
  std::error_code failed;
  if (restored && fs::exists(unpacked.string() + "-wal", failed)) {
    restored = Error{ErrorCode::Unavailable, "the restored database is open elsewhere; end what has it open"};
  }
  // As a new one is made: for kiosk and sync, two users of one group.
  if (restored && chmod(unpacked.c_str(), 0660) != 0) {
    restored = Error{ErrorCode::Unavailable, fmt::format("the mode of {} cannot be set", unpacked.string())};
  }
  if (!restored) {
    RemoveDatabase(unpacked);
    return restored.error();
  }
  if (auto placed = base::MoveIntoPlace(unpacked, database); !placed) return placed.error();
  return restored;
}

}  // namespace bianmin::store
