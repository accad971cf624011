#pragma once
// A kiosk with a folder for backups beside it, whose disk is lost and filled again.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/restore.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {

namespace fs = std::filesystem;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

inline bool Always() { return true; }

class ABackup : public testing::Test {
 protected:
  ABackup() {
    fs::create_directories(plan_.folder);
    store_.emplace(desk_.OpenStore());
    number_ = Must(store_->RegisterOrder(LeakingPipe())).number;
    Must(store_->GiveRating(support::AnonymousRating(*number_, 5)));
    Must(store_->FileComplaint(support::BrokenLift()));
  }

  base::Result<BackupFile> TryMake(const base::GoOn& go_on = Always) {
    return MakeBackup(plan_, desk_.key, desk_.clock.Now(), go_on);
  }
  BackupFile Make() { return Must(TryMake()); }
  std::vector<BackupFile> List() { return Must(ListBackups(plan_.folder, desk_.code)); }
  std::vector<std::string> Names(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(folder)) names.push_back(file.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  // The disk is gone with all that is on it; a new one is filled from the backup.
  base::Result<RestoredFile> TryRestore(const fs::path& backup) {
    return RestoreBackup(backup, desk_.file(), desk_.key, desk_.clock,
                         [&](const fs::path& file) -> base::Result<Store> {
                           auto database = Database::Open({.file = file});
                           if (!database) return database.error();
                           return Store::Open({.database = *std::move(database),
                                               .key = desk_.key,
                                               .clock = desk_.clock,
                                               .random = desk_.random,
                                               .events = desk_.events,
                                               .kiosk = desk_.code,
                                               .times = {},
                                               .calendar = {}});
                         });
  }
  void LoseDisk() {
    store_.reset();
    RemoveDatabase(desk_.file());
  }

  KioskDesk desk_;
  BackupPlan plan_{
      .database = desk_.file(), .folder = desk_.folder() / "backups", .kiosk = desk_.code, .keep_days = 14};
  std::optional<Store> store_;
  std::optional<domain::RecordNumber> number_;
};

}  // namespace bianmin::store
