#include "kiosk/store/erased_list.h"

#include <fstream>

#include "kiosk/base/file.h"
#include "kiosk/store/rights.h"
#include "tests/unit/store/backup_house.h"

namespace bianmin::store {
namespace {

TEST_F(ABackup, DoesNotBringBackWhatAResidentHadErasedAfterIt) {
  support::Employ(*store_);
  const BackupFile made = Make();
  Must(KeepErasedList(*store_, plan_.folder));
  Must(store_->CancelOrder(*number_, "not_needed"));
  Must(Rights{*store_}.ErasePersonal(*number_, support::kLi.number));
  Must(KeepErasedList(*store_, plan_.folder));
  const auto list = ErasedListIn(plan_.folder, desk_.code);
  EXPECT_EQ(Must(base::ReadFile(list, kMaxErasedListBytes)).find(number_->text()), std::string::npos);
  LoseDisk();
  fs::rename(list, desk_.folder() / "list");
  std::ofstream(list) << "another kiosk's";
  EXPECT_EQ(TryRestore(made.path).error().code, base::ErrorCode::Corrupt);
  fs::rename(desk_.folder() / "list", list);
  EXPECT_EQ(Must(TryRestore(made.path)).erased_again, 1);
  store_.emplace(desk_.OpenStore());
  EXPECT_TRUE(domain::IsErased(Must(store_->FindOrder(*number_)).need.contact));
  EXPECT_EQ(Must(EraseAgain(*store_, plan_.folder)), 0);
}

TEST_F(ABackup, KeepsTheListOfErasedRecordsThroughADatabaseThatWasBegunAnew) {
  support::Employ(*store_);
  const BackupFile made = Make();
  Must(store_->CancelOrder(*number_, "not_needed"));
  Must(Rights{*store_}.ErasePersonal(*number_, support::kLi.number));
  Must(KeepErasedList(*store_, plan_.folder));
  LoseDisk();
  store_.emplace(desk_.OpenStore());  // somebody started the kiosk before the backup was brought back
  Must(KeepErasedList(*store_, plan_.folder));
  LoseDisk();
  EXPECT_EQ(Must(TryRestore(made.path)).erased_again, 1);
}

}  // namespace
}  // namespace bianmin::store
