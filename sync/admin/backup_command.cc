#include "sync/admin/backup_command.h"

#include <fmt/format.h>

#include "kiosk/base/file.h"
#include "kiosk/store/backup.h"
#include "kiosk/store/restore.h"
#include "kiosk/wire/cloud_event_writer.h"

namespace bianmin::admin {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kMostConfigBytes = 1 << 20;
constexpr std::chrono::hours kOld{36};

bool Always() { return true; }

store::BackupPlan PlanOf(const domain::KioskSettings& kiosk) {
  return {.database = kiosk.storage.database,
          .folder = kiosk.backup.folder,
          .kiosk = kiosk.code,
          .keep_days = kiosk.backup.keep_days};
}

Result<domain::WorkingCalendar> LoadCalendar(const std::string& path) {
  const auto text = base::ReadFile(path, kMostConfigBytes);
  if (!text) return text.error();
  return domain::ReadCalendar(*text, path);
}

}  // namespace

Result<Report> BackUpKiosk(const domain::KioskSettings& kiosk, const base::Clock& clock) {
  if (kiosk.backup.folder.empty()) {
    return Error{ErrorCode::Refused, "backup.folder is empty: give a folder on another disk in kiosk.toml"};
  }
  const auto key = base::SecretKey::Load(kiosk.storage.key);
  if (!key) return key.error();
  auto database = store::Database::Open({.file = kiosk.storage.database, .may_create = false});
  if (!database) return database.error();
  const auto made = store::MakeBackup(PlanOf(kiosk), *key, clock.Now(), Always);
  if (auto kept = store::RecordBackup(*database, made, clock.Now()); !kept) return kept.error();
  if (!made) return made.error();
  Report report;
  report.lines.push_back(fmt::format("{} was made, restored for trial and found whole", made->path.string()));
  report.json = {{"file", made->path.string()}, {"bytes", made->bytes}};
  return report;
}

Result<Report> RestoreKiosk(const domain::KioskSettings& kiosk, const std::string& from, const base::Clock& clock,
                            base::Random& random) {
  const auto key = base::SecretKey::Load(kiosk.storage.key);
  if (!key) return key.error();
  const auto centre_key = base::LoadPublicKey(kiosk.storage.centre_public_key);
  if (!centre_key) return centre_key.error();
  const auto calendar = LoadCalendar(kiosk.files.calendar);
  if (!calendar) return calendar.error();
  const wire::CloudEventWriter writer(kiosk.name.Source(), {*centre_key, std::nullopt});
  const auto open = [&](const std::filesystem::path& file) -> Result<store::Store> {
    auto database = store::Database::Open({.file = file, .may_create = false});
    if (!database) return database.error();
    return store::Store::Open(
        {*std::move(database), *key, clock, random, writer, kiosk.code, kiosk.response, *calendar});
  };
  const auto restored = store::RestoreBackup(from, kiosk.storage.database, *key, clock, open);
  if (!restored) return restored.error();
  const store::BackupContent& content = restored->content;
  Report report;
  report.lines = {
      fmt::format("{} holds what {} held", kiosk.storage.database, from),
      fmt::format("made at {}: {} orders, {} complaints and suggestions, {} ratings", base::FormatUtc(content.made_at),
                  content.orders, content.complaints, content.ratings),
      "what was taken in after that and had reached the centre is there; what had not is lost",
      fmt::format("numbers go on from {}, so that none is given twice", restored->next_number),
      fmt::format("records erased again that residents had erased after the backup: {}", restored->erased_again),
      "start bianmin-kiosk and bianmin-sync, then look at: bianmin-admin doctor --config kiosk.toml"};
  report.json = {{"database", kiosk.storage.database},
                 {"made_at", base::FormatUtc(content.made_at)},
                 {"orders", content.orders},
                 {"next_number", restored->next_number},
                 {"erased_again", restored->erased_again}};
  return report;
}

void CheckBackup(const domain::KioskSettings& kiosk, store::Database& database, const base::Clock& clock,
                 std::vector<Check>& checks) {
  const auto add = [&](Health health, std::string message) {
    checks.push_back({"backup", health, std::move(message)});
  };
  if (kiosk.backup.folder.empty()) {
    return add(Health::Warning,
               "none is made: backup.folder is empty in kiosk.toml; a broken disk would take with it "
               "what has not reached the centre");
  }
  const auto state = store::ReadBackupState(database);
  if (!state) return add(Health::Trouble, state.error().message);
  const auto backups = store::ListBackups(kiosk.backup.folder, kiosk.code);
  if (!backups) return add(Health::Trouble, backups.error().message);
  if (!state->last_error.empty()) return add(Health::Trouble, "the last one failed: " + state->last_error);
  if (backups->empty()) {
    return add(Health::Warning,
               fmt::format("there is none in {} yet; make one with: bianmin-admin backup --config kiosk.toml",
                           kiosk.backup.folder));
  }
  const store::BackupFile& newest = backups->front();
  const auto key = base::SecretKey::Load(kiosk.storage.key);
  if (!key) return;  // said elsewhere
  const auto proven = store::ProveBackup(newest.path, kiosk.storage.database, *key, Always);
  if (!proven) return add(Health::Trouble, "the newest cannot be restored: " + proven.error().message);
  const bool is_old = clock.Now() - newest.made_at > kOld;
  add(is_old ? Health::Warning : Health::Fine,
      fmt::format("{} can be restored: {} orders{}", newest.path.string(), proven->orders,
                  is_old ? "; it is older than a day, let the kiosk run at night or see its log" : ""));
}

}  // namespace bianmin::admin
