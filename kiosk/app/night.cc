#include "kiosk/app/night.h"

#include "kiosk/base/log.h"
#include "kiosk/domain/night_work.h"
#include "kiosk/store/backup.h"
#include "kiosk/store/erased_list.h"
#include "kiosk/store/rights.h"

namespace bianmin::app {

Night::Night(Parts parts, Pace pace) : parts_(std::move(parts)), pace_(pace), thread_([this] { Run(); }) {}

Night::~Night() {
  {
    const std::lock_guard lock(mutex_);
    stops_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

bool Night::Pause(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, time, [this] { return stops_; });
}

void Night::Run() {
  while (Pause(pace_.look)) Look();
}

void Night::Look() {
  const base::TimePoint now = parts_.clock.Now();
  const domain::BackupSettings& backup = parts_.settings.backup;
  const bool erases = erased_on_ != base::LocalDate(now);
  if (!erases && backup.folder.empty()) return;
  auto store = parts_.open_store();
  if (!store) return;  // the worker says so
  if (erases) EraseOld(*store);
  if (backup.folder.empty()) return;
  KeepErasedList(*store);
  const auto state = store::ReadBackupState(store->database());
  if (!state) return;
  if (domain::IsNightWorkDue({state->last_success, state->last_failure}, backup.hour, now)) BackUp(*store);
}

void Night::EraseOld(store::Store& store) {
  int erased = 0;
  do {
    const auto step = store::Rights{store}.EraseOld(parts_.settings.privacy.keep_days);
    if (!step) return base::LogError("personal fields could not be erased: {}", step.error().message);
    erased = *step;
    if (erased > 0) base::LogNote("the personal fields of {} records were erased, as their time is over", erased);
  } while (erased > 0 && Pause(pace_.pause));
  if (auto pruned = store::Rights{store}.DeleteLostPhotos(); !pruned) {
    return base::LogError("evidence photos that nothing names could not be deleted: {}", pruned.error().message);
  }
  erased_on_ = base::LocalDate(parts_.clock.Now());
}

// Said once for each trouble, though it is tried every minute: the disk of the backups may be away for days.
void Night::KeepErasedList(store::Store& store) {
  const auto kept = store::KeepErasedList(store, parts_.settings.backup.folder);
  const std::string trouble = kept ? std::string() : kept.error().message;
  if (trouble == list_trouble_) return;
  list_trouble_ = trouble;
  if (!kept) base::LogError("the list of erased records is not beside the backups: {}", trouble);
}

void Night::BackUp(store::Store& store) {
  const domain::KioskSettings& settings = parts_.settings;
  const auto key = parts_.load_key();
  if (!key) return base::LogError("no backup: {}", key.error().message);
  const store::BackupPlan plan{.database = settings.storage.database,
                               .folder = settings.backup.folder,
                               .kiosk = settings.code,
                               .keep_days = settings.backup.keep_days};
  const auto made = store::MakeBackup(plan, *key, parts_.clock.Now(), [this] { return Pause(pace_.pause); });
  if (made) base::LogNote("{} was made and proven, {} bytes", made->path.string(), made->bytes);
  if (!made) base::LogError("no backup: {}", made.error().message);
  const auto kept = store::RecordBackup(store.database(), made, parts_.clock.Now());
  if (!kept) base::LogError("how the backup went cannot be remembered: {}", kept.error().message);
}

}  // namespace bianmin::app
