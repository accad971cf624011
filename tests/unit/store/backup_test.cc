#include "kiosk/store/backup.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "kiosk/base/file.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/photos.h"
#include "kiosk/store/restore.h"
#include "kiosk/store/rights.h"
#include "kiosk/store/sql.h"
#include "tests/unit/store/backup_house.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;
namespace fs = std::filesystem;

TEST_F(ABackup, IsEncryptedProvenAndLeavesNothingBesideTheDatabase) {
  const auto before = Names(desk_.folder());
  const BackupFile made = Make();
  EXPECT_EQ(made.path.filename(), "kiosk-JA-20261123-093000.backup");
  EXPECT_EQ(made.made_at, desk_.clock.Now());
  EXPECT_EQ(Names(desk_.folder()), before);
  const std::string bytes = Must(base::ReadFile(made.path, 100 << 20));
  EXPECT_EQ(bytes.find("SQLite format"), std::string::npos);
  EXPECT_EQ(bytes.find("home.repair.plumbing"), std::string::npos);
  EXPECT_GT(made.bytes, 10'000U);
  const auto content = Must(ProveBackup(made.path, desk_.file(), desk_.key, Always));
  EXPECT_EQ(content.orders, 1);
  EXPECT_EQ(content.ratings, 1);
  EXPECT_EQ(content.complaints, 1);
  EXPECT_EQ(content.events, 3);
  EXPECT_EQ(content.entries, 3);
}

TEST_F(ABackup, HoldsOneMomentThoughResidentsGoOnRegistering) {
  int steps = 0;
  const BackupFile made = Must(TryMake([&] {
    if (++steps <= 3) Must(store_->RegisterOrder(LeakingPipe()));
    return true;
  }));
  EXPECT_GT(steps, 3);
  EXPECT_EQ(Must(ProveBackup(made.path, desk_.file(), desk_.key, Always)).orders, 1);
  EXPECT_EQ(Must(store_->CountsSoFar()).orders, 4);
}

TEST_F(ABackup, IsFoundOutWhenItWasChangedOrBelongsToAnotherKey) {
  const BackupFile made = Make();
  const base::SecretKey other = base::SecretKey::New(desk_.random);
  EXPECT_FALSE(ProveBackup(made.path, desk_.file(), other, Always));
  std::string bytes = Must(base::ReadFile(made.path, 100 << 20));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  Must(base::ReplaceFile(made.path, bytes));
  const auto proven = ProveBackup(made.path, desk_.file(), desk_.key, Always);
  ASSERT_FALSE(proven);
  EXPECT_EQ(proven.error().code, base::ErrorCode::Corrupt);
}

TEST_F(ABackup, IsNotMadeOfADatabaseWhoseJournalWasForged) {
  const BackupFile good = Make();
  {
    SQLite::Database database(desk_.file().string(), SQLite::OPEN_READWRITE);
    database.exec("UPDATE journal SET act = 'x' WHERE sequence = 2");
  }
  desk_.clock.Advance(24h);
  const auto made = TryMake();
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("journal"), std::string::npos);
  ASSERT_EQ(List().size(), 1U);  // the good one stays, nothing bad came
  EXPECT_EQ(List()[0].path, good.path);
}

TEST_F(ABackup, IsDeletedWhenItIsTooOldButTheNewestTwoStay) {
  plan_.keep_days = 3;
  for (int day = 0; day < 6; ++day) {
    Make();
    desk_.clock.Advance(24h);
  }
  std::vector<std::string> names = Names(plan_.folder);
  EXPECT_EQ(names.size(), 4U);  // of today and three days before
  EXPECT_EQ(names.front(), "kiosk-JA-20261125-093000.backup");
  desk_.clock.Advance(24h * 300);
  Make();
  EXPECT_EQ(List().size(), 2U);
}

TEST_F(ABackup, DoesNotTouchWhatElseLiesInTheFolder) {
  for (const char* name : {"kiosk-XH-20200101-000000.backup", "kiosk-JA-20201399-000000.backup", "holiday.jpg"}) {
    std::ofstream(plan_.folder / name) << "somebody's";
  }
  Make();
  desk_.clock.Advance(24h * 90);
  Make();
  EXPECT_EQ(Names(plan_.folder).size(), 5U);
}

TEST_F(ABackup, SaysThatItsFolderIsMissingAndDoesNotMakeIt) {
  plan_.folder /= "not-mounted";
  const auto made = TryMake();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, base::ErrorCode::NotFound);
  EXPECT_FALSE(fs::exists(plan_.folder));
}

TEST_F(ABackup, RemembersHowItWent) {
  const auto missing = base::Result<BackupFile>(base::Error{base::ErrorCode::NotFound, "the folder is not there"});
  Must(RecordBackup(store_->database(), missing, desk_.clock.Now()));
  BackupState state = Must(ReadBackupState(store_->database()));
  EXPECT_FALSE(state.last_success);
  EXPECT_EQ(state.last_error, "the folder is not there");
  const BackupFile made = Make();
  Must(RecordBackup(store_->database(), made, desk_.clock.Now()));
  state = Must(ReadBackupState(store_->database()));
  EXPECT_EQ(state.last_success, desk_.clock.Now());
  EXPECT_EQ(state.last_file, made.path.filename());
  EXPECT_EQ(state.last_error, "");
}

// The power fails between any two steps: in a process of its own, which ends there without cleaning up.
TEST_F(ABackup, SurvivesAPowerCutAtEveryStep) {
  const BackupFile good = Make();
  const std::string bytes = Must(base::ReadFile(good.path, 100 << 20));
  const auto database_before = Names(desk_.folder());
  store_.reset();
  desk_.clock.Advance(24h);
  bool is_finished = false;
  int cuts = 0;
  for (; !is_finished; ++cuts) {
    ASSERT_LT(cuts, 100);
    const pid_t child = fork();
    if (child == 0) {
      int left = cuts;
      const auto made = TryMake([&] {
        if (left-- == 0) _exit(7);
        return true;
      });
      _exit(made ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    is_finished = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    ASSERT_TRUE(is_finished || WEXITSTATUS(status) == 7) << WEXITSTATUS(status);
    EXPECT_EQ(Must(base::ReadFile(good.path, 100 << 20)), bytes) << "after " << cuts;
    EXPECT_TRUE(ProveBackup(good.path, desk_.file(), desk_.key, Always));
    const bool is_placed = List().size() == 2U;  // cut off before the old ones were looked at
    EXPECT_TRUE(is_placed || (!is_finished && List().size() == 1U));
    if (is_placed && !is_finished) std::filesystem::remove(List()[0].path);
  }
  EXPECT_GE(cuts, 5);
  desk_.clock.Advance(24h);
  Make();
  for (const std::string& name : Names(desk_.folder())) {
    EXPECT_TRUE(name.find("copying") == name.npos && name.find("proving") == name.npos) << name;
  }
  for (const std::string& name : Names(plan_.folder)) EXPECT_TRUE(name.ends_with(".backup")) << name;
}

// The disk fills up at any size.
TEST_F(ABackup, SaysThatADiskIsFullAndKeepsTheOldOnes) {
  const BackupFile good = Make();
  store_.reset();
  desk_.clock.Advance(24h);
  for (const rlim_t most : {rlim_t{4096}, rlim_t{50'000}, rlim_t{good.bytes / 2}, rlim_t{good.bytes - 9000}}) {
    const pid_t child = fork();
    if (child == 0) {
      signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{most, most};
      setrlimit(RLIMIT_FSIZE, &limit);
      const auto made = TryMake();
      _exit(made ? 0 : made.error().message.empty() ? 1 : 3);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 3) << most;
    EXPECT_EQ(List().size(), 1U);
    EXPECT_TRUE(ProveBackup(good.path, desk_.file(), desk_.key, Always));
  }
  EXPECT_TRUE(TryMake());
}

TEST_F(ABackup, BringsTheKioskBackAndGivesNoNumberTwice) {
  const BackupFile made = Make();
  std::vector<std::string> given;
  for (int i = 0; i < 40; ++i) given.push_back(Must(store_->RegisterOrder(LeakingPipe())).number.text());
  LoseDisk();
  const RestoredFile restored = Must(TryRestore(made.path));
  EXPECT_EQ(restored.content.orders, 1);
  EXPECT_EQ(restored.kiosk.last_sequence, 3);
  EXPECT_EQ(Names(desk_.folder()), (std::vector<std::string>{"backups", "kiosk.db"}));

  store_.emplace(desk_.OpenStore());
  EXPECT_EQ(Must(store_->FindOrder(*number_)).need.contact, LeakingPipe().contact);
  const auto next = Must(store_->RegisterOrder(LeakingPipe())).number;
  EXPECT_EQ(std::count(given.begin(), given.end(), next.text()), 0);
  EXPECT_EQ(next.Grouped(), restored.next_number);
  const auto events = Must(Outbox{store_->database()}.NextBatch());
  ASSERT_EQ(events.size(), 5U);
  EXPECT_EQ(events[3].sequence, restored.kiosk.next_sequence);
  EXPECT_GT(events[3].sequence, 1000);
  EXPECT_NE(events[3].body.find("cn.bianmin.kiosk.restored.v1"), std::string::npos);
  EXPECT_FALSE(Must(Journal{store_->database()}.Verify()).first_broken);
}

TEST_F(ABackup, GivesNoNumberTwiceThoughTheKioskWasBusyAndItsClockAhead) {
  const BackupFile made = Make();
  desk_.clock.Advance(24h);  // somebody set the clock a day ahead
  std::int64_t last = 0;
  for (int i = 0; i < 1001; ++i) last = Must(store_->RegisterOrder(LeakingPipe())).number.Serial();
  desk_.clock.SetWallClock(desk_.clock.Now() - 24h);
  LoseDisk();
  Must(TryRestore(made.path));
  store_.emplace(desk_.OpenStore());
  EXPECT_GT(Must(store_->RegisterOrder(LeakingPipe())).number.Serial(), last);
}

TEST_F(ABackup, NeverRestoresOverADatabaseOrAgainstTheClock) {
  const BackupFile made = Make();
  const auto over = TryRestore(made.path);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, base::ErrorCode::Conflict);
  LoseDisk();
  std::ofstream(desk_.file().string() + "-wal") << "a log without its database";
  EXPECT_FALSE(TryRestore(made.path));
  RemoveDatabase(desk_.file());
  desk_.clock.SetWallClock(desk_.clock.Now() - 24h);
  const auto too_early = TryRestore(made.path);
  ASSERT_FALSE(too_early);
  EXPECT_NE(too_early.error().message.find("clock"), std::string::npos);
  EXPECT_EQ(Names(desk_.folder()), (std::vector<std::string>{"backups"}));
  desk_.clock.SetWallClock(desk_.clock.Now() + 24h);
  EXPECT_TRUE(TryRestore(made.path));
}

TEST_F(ABackup, IsReckonedUpAfterARestore) {
  const BackupFile made = Make();
  LoseDisk();
  Must(TryRestore(made.path));
  store_.emplace(desk_.OpenStore());
  const auto label = Make();
  EXPECT_TRUE(ProveBackup(label.path, desk_.file(), desk_.key, Always));
}

class ABackupWithPhotos : public ABackup {
 protected:
  ABackupWithPhotos() {
    support::Employ(*store_);
    const auto stick = desk_.folder() / "stick";
    fs::create_directory(stick);
    std::ofstream{stick / "a.jpg", std::ios::binary} << "\xFF\xD8\xFF\xE0 photo \xFF\xD9";
    Ledger ledger{*store_, stick};
    line_ = Must(ledger.Enter({.problem = "等候区没有饮水", .service_code = ""}, support::kLi)).id;
    const domain::rectifying::Plan plan{
        .cause = "c", .measure = "m", .owner = support::kLi.number, .due = std::chrono::year{2026} / 12 / 4};
    Must(ledger.Perform(*line_, plan, support::kLi));
    Must(ledger.Perform(*line_, domain::rectifying::AddPhoto{"a.jpg"}, support::kLi));
  }
  base::Result<std::string> Photo() { return Ledger{*store_, ""}.Photo(*line_, 0, support::kLi); }
  fs::path Copies() { return PhotosOfBackups(plan_.folder, desk_.code); }
  static void MakeOld(const fs::path& file) {
    fs::last_write_time(file, fs::file_time_type::clock::now() - kPhotoIsNamedWithin - 1min);
  }

  std::optional<domain::RectificationId> line_;
};

TEST_F(ABackupWithPhotos, BringsThemBackWithTheDisk) {
  const std::string photo = Must(Photo());
  const auto backup = Make();
  EXPECT_EQ(Names(Copies()).size(), 1u);
  EXPECT_EQ(Names(Copies()), Names(PhotosBeside(desk_.file())));
  LoseDisk();
  fs::remove_all(PhotosBeside(desk_.file()));
  Must(TryRestore(backup.path));
  store_.emplace(desk_.OpenStore());
  EXPECT_EQ(Must(Photo()), photo);
}

TEST_F(ABackupWithPhotos, IsRestoredWithoutThemWhenTheyAreGoneEverywhere) {
  const auto backup = Make();
  LoseDisk();
  fs::remove_all(PhotosBeside(desk_.file()));
  fs::remove_all(Copies());
  Must(TryRestore(backup.path));
  store_.emplace(desk_.OpenStore());
  EXPECT_FALSE(Photo());
  EXPECT_EQ(Must(Ledger{*store_, ""}.Find(*line_, support::kLi)).evidence.size(), 1u);
}

TEST_F(ABackupWithPhotos, DropsWhatNothingNamesAnyMore) {
  Make();
  const fs::path copy = Copies() / Names(Copies()).at(0);
  const fs::path original = PhotosBeside(desk_.file()) / copy.filename();
  store_->database().connection().sqlite.exec("DELETE FROM evidence");
  desk_.clock.Advance(24h);
  Make();
  EXPECT_TRUE(fs::exists(copy) && fs::exists(original)) << "its transaction may be under way";
  MakeOld(copy);
  MakeOld(original);
  desk_.clock.Advance(24h);
  Make();
  EXPECT_FALSE(fs::exists(copy));
  Must(Rights{*store_}.DeleteLostPhotos());
  EXPECT_FALSE(fs::exists(original));
}

}  // namespace
}  // namespace bianmin::store
