#include "kiosk/store/backup.h"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/file.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/backup_label.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/migrations.h"
#include "kiosk/store/photos.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::GoOn;
using base::Result;
namespace fs = std::filesystem;

constexpr int kPagesAStep = 16;  // of 4 KiB: less than a millisecond
constexpr std::string_view kSuffix = ".backup";

constexpr const char* kCopying = ".copying";  // beside the database: no plain copy ever leaves its disk
constexpr const char* kProving = ".proving";

Error Stopped() { return {ErrorCode::Unavailable, "the backup was stopped before its end; nothing older was touched"}; }

// "kiosk-JA-20261126-021503": the day and time in China, as people look for them.
std::string NameFor(const domain::KioskCode& kiosk, base::TimePoint at) {
  const base::LocalTime local = base::ToLocal(at);
  std::string day = base::FormatDate(local.date);
  std::erase(day, '-');
  return fmt::format("kiosk-{}-{}-{:02}{:02}{:02}{}", kiosk.text(), day, local.hour, local.minute, local.second,
                     kSuffix);
}

std::optional<int> DigitsAt(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  const char* begin = text.data() + at;
  const auto read = std::from_chars(begin, begin + count, value);
  if (read.ec != std::errc() || read.ptr != begin + count) return std::nullopt;
  return value;
}

std::optional<base::TimePoint> MomentIn(std::string_view name, const domain::KioskCode& kiosk) {
  const std::string shape = NameFor(kiosk, base::TimePoint{});
  if (name.size() != shape.size() || !name.starts_with("kiosk-" + kiosk.text() + "-") || !name.ends_with(kSuffix)) {
    return std::nullopt;
  }
  std::array<std::optional<int>, 6> parts;
  const std::array<std::pair<std::size_t, std::size_t>, 6> places{
      {{9, 4}, {13, 2}, {15, 2}, {18, 2}, {20, 2}, {22, 2}}};
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = DigitsAt(name, places[i].first, places[i].second);
  if (!std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.has_value(); })) return std::nullopt;
  const base::Date date{std::chrono::year{*parts[0]}, std::chrono::month{static_cast<unsigned>(*parts[1])},
                        std::chrono::day{static_cast<unsigned>(*parts[2])}};
  if (!date.ok()) return std::nullopt;
  const auto at = base::FromLocal({.date = date, .hour = *parts[3], .minute = *parts[4], .second = *parts[5]});
  return NameFor(kiosk, at) == name ? std::optional{at} : std::nullopt;
}

// SQLite's backup of one connection into a new file. The source holds one snapshot for the whole time, so that commits
// of others neither wait nor make it begin again.
Result<Done> CopyPages(Connection& from, const fs::path& into, const GoOn& go_on) {
  Connection copy{.sqlite = SQLite::Database{into.string(), SQLite::OPEN_READWRITE}, .file = into};
  return Guarded(copy, [&]() -> Result<Done> {
    copy.sqlite.exec("PRAGMA synchronous = OFF");  // it is read back and thrown away; a power cut may have it
    SQLite::Backup backup(copy.sqlite, from.sqlite);
    while (go_on()) {
      if (backup.executeStep(kPagesAStep) == SQLITE_DONE) return Done{};
    }
    return Stopped();
  });
}

// Removed when it goes, whatever happened.
class PrivateFile {
 public:
  explicit PrivateFile(fs::path path) : path_(std::move(path)) { RemoveDatabase(path_); }
  ~PrivateFile() { RemoveDatabase(path_); }
  PrivateFile(const PrivateFile&) = delete;
  PrivateFile& operator=(const PrivateFile&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

fs::path Beside(const fs::path& database, const char* what) { return database.string() + what; }

Result<BackupContent> CopyPlain(const fs::path& database, const fs::path& into, base::TimePoint now,
                                const GoOn& go_on) {
  auto source = Database::Open({.file = database, .may_create = false});
  if (!source) return source.error();
  // Made by us, so that nobody else can read it from its first byte on.
  if (auto made = base::ReplaceFile(into, "", 0600); !made) return made.error();
  Connection& connection = source->connection();
  return Guarded(connection, [&]() -> Result<BackupContent> {
    const Snapshot snapshot{connection};
    BackupContent content = ContentOf(connection);
    content.made_at = now;
    if (auto copied = CopyPages(connection, into, go_on); !copied) return copied.error();
    return content;
  });
}

Result<Done> Rotate(const BackupPlan& plan, base::TimePoint now) {
  const auto backups = ListBackups(plan.folder, plan.kiosk);
  if (!backups) return backups.error();
  for (std::size_t i = domain::kLeastBackups; i < backups->size(); ++i) {
    const BackupFile& old = (*backups)[i];
    const bool is_too_old = now - old.made_at > std::chrono::days{plan.keep_days};
    if (!is_too_old && i < domain::kMostBackups) continue;
    std::error_code failed;
    fs::remove(old.path, failed);
    if (failed) return Error{ErrorCode::Unavailable, fmt::format("{} cannot be deleted", old.path.string())};
  }
  return Done{};
}

Result<fs::path> FreeName(const BackupPlan& plan, base::TimePoint now) {
  for (int later = 0; later < 60; ++later) {
    fs::path path = plan.folder / NameFor(plan.kiosk, now + std::chrono::seconds{later});
    std::error_code failed;
    if (!fs::exists(path, failed) && !failed) return path;
  }
  return Error{ErrorCode::Conflict,
               fmt::format("{}: there are backups of this very minute already", plan.folder.string())};
}

Result<Done> CopyEvidence(const BackupPlan& plan, const GoOn& go_on) {
  auto source = Database::Open({.file = plan.database, .may_create = false});
  if (!source) return source.error();
  Connection& connection = source->connection();
  const auto names = Guarded(connection, [&]() -> Result<std::vector<std::string>> { return PhotoNames(connection); });
  if (!names) return names.error();
  const fs::path copies = PhotosOfBackups(plan.folder, plan.kiosk);
  if (auto copied = CopyPhotos(*names, PhotosBeside(plan.database), copies, go_on); !copied) return copied.error();
  PrunePhotos(copies, *names);
  return Done{};
}

}  // namespace

fs::path PhotosOfBackups(const fs::path& folder, const domain::KioskCode& kiosk) {
  return folder / fmt::format("kiosk-{}-evidence", kiosk.text());
}

void RemoveDatabase(const fs::path& file) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    fs::remove(file.string() + suffix, ignored);
  }
}

Result<std::vector<BackupFile>> ListBackups(const fs::path& folder, const domain::KioskCode& kiosk) {
  std::error_code failed;
  fs::directory_iterator files(folder, failed);
  if (failed) {
    return Error{ErrorCode::NotFound, fmt::format("{}: the folder for backups is not there ({}); plug in or mount its "
                                                  "disk, or correct backup.folder",
                                                  folder.string(), failed.message())};
  }
  std::vector<BackupFile> backups;
  for (; files != fs::directory_iterator(); files.increment(failed)) {
    if (failed) return Error{ErrorCode::Unavailable, fmt::format("{}: {}", folder.string(), failed.message())};
    const auto at = MomentIn(files->path().filename().string(), kiosk);
    if (!at) continue;
    std::error_code gone;
    const auto bytes = files->file_size(gone);
    if (!gone) backups.push_back({files->path(), *at, bytes});
  }
  std::sort(backups.begin(), backups.end(), [](const auto& a, const auto& b) { return a.made_at > b.made_at; });
  return backups;
}

Result<BackupContent> UnpackBackup(const fs::path& backup, const fs::path& into, const base::SecretKey& kiosks_key,
                                   const GoOn& go_on) {
  const auto label = base::OpenSealedFile(kiosks_key.For("backup"), backup, into, go_on);
  if (!label) return label.error();
  const auto promised = ReadLabel(*label);
  if (!promised) return Error{base::At(backup.string(), promised.error())};
  if (promised->schema > LatestSchema()) {
    return Error{ErrorCode::Refused, fmt::format("{}: the backup was made by a newer version of the program (schema "
                                                 "{}, this one knows {}); install that version",
                                                 backup.string(), promised->schema, LatestSchema())};
  }
  const auto found = ContentOfFile(into);
  if (!found) return Error{base::At(backup.string(), found.error())};
  BackupContent content = *found;
  content.made_at = promised->made_at;
  if (content != *promised) {
    return Error{ErrorCode::Corrupt,
                 fmt::format("{}: what is in the backup is not what was put in; take another one", backup.string())};
  }
  return content;
}

Result<BackupContent> ProveBackup(const fs::path& backup, const fs::path& database, const base::SecretKey& kiosks_key,
                                  const GoOn& go_on) {
  const PrivateFile restored{Beside(database, kProving)};
  return UnpackBackup(backup, restored.path(), kiosks_key, go_on);
}

Result<BackupFile> MakeBackup(const BackupPlan& plan, const base::SecretKey& kiosks_key, base::TimePoint now,
                              const GoOn& go_on) {
  if (const auto there = ListBackups(plan.folder, plan.kiosk); !there) return there.error();
  const fs::path fresh = plan.folder / fmt::format("kiosk-{}.new", plan.kiosk.text());
  {
    const PrivateFile copy{Beside(plan.database, kCopying)};
    const auto content = CopyPlain(plan.database, copy.path(), now, go_on);
    if (!content) return content.error();
    auto sealed = base::SealFile(kiosks_key.For("backup"), WriteLabel(*content), copy.path(), fresh, go_on);
    if (!sealed) return sealed.error();
  }
  if (const auto proven = ProveBackup(fresh, plan.database, kiosks_key, go_on); !proven) {
    std::error_code ignored;
    fs::remove(fresh, ignored);
    return proven.error();
  }
  if (auto copied = CopyEvidence(plan, go_on); !copied) return copied.error();
  if (!go_on()) return Stopped();
  const auto name = FreeName(plan, now);
  if (!name) return name.error();
  if (auto placed = base::MoveIntoPlace(fresh, *name); !placed) return placed.error();
  if (!go_on()) return Stopped();
  if (auto rotated = Rotate(plan, now); !rotated) return rotated.error();
  std::error_code failed;
  return BackupFile{*name, now, fs::file_size(*name, failed)};
}

}  // namespace bianmin::store
