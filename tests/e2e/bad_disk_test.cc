// The memory stick fills up in the middle of a file or is pulled out, and the kiosk's own disk fills up while a shift
// is signed over: each is said in a sentence, nothing is lost, and the same presses work once the disk does.

#include <gmock/gmock.h>

#include <cerrno>

#include "kiosk/store/journal.h"
#include "kiosk/store/shifts.h"
#include "tests/e2e/counter.h"
#include "tests/support/deployed_store.h"

namespace bianmin::support {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

// tests/support/bad_disk.cc
class ABadDisk : public AtTheCounter {
 protected:
  ABadDisk() {
    deployment_.Admin({"demo", "fill", "--config", KioskConfig(), "--records", "60", "--seed", "119"});
    deployment_.StartKiosk(server_.display(), {{"LD_PRELOAD", BIANMIN_BAD_DISK_LIBRARY},
                                               {"BIANMIN_BAD_DISK", order_.string()},
                                               {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
    supervisor_.SignsIn();
  }

  // Nothing more can be written to files whose paths begin so.
  void Fills(const fs::path& beginning) {
    const fs::path fresh = order_.string() + ".new";
    std::ofstream(fresh) << ENOSPC << ' ' << beginning.string();
    fs::rename(fresh, order_);
  }
  void HasRoomAgain() { fs::remove(order_); }
  void Reads(const std::string& sentence) {
    resident_.WaitUntil(
        sentence, [&](const SeenScreen& seen) { return seen.Words().find(sentence) != std::string::npos; }, 20s);
  }
  // Whether the stick holds nothing but what this test finds there: no file that was begun and never finished.
  std::vector<fs::path> FilesOnStick() const {
    const fs::directory_iterator files{stick_};
    return {fs::begin(files), fs::end(files)};
  }

  const fs::path order_ = folder_ / "bad_disk";
  const fs::path stick_ = places_.state / "stick";
  XClerk supervisor_{resident_, kSupervisor};
};

TEST_F(ABadDisk, AStickThatIsFullOrPulledOutCostsTheLedgerNothing) {
  constexpr const char* kNoStick = "没有找到 U 盘，或者已经写满、无法写入。";
  resident_.Tap("workbench.rectification");
  Fills(stick_);
  resident_.Tap("ledger.export");
  Reads(kNoStick);
  EXPECT_THAT(FilesOnStick(), IsEmpty());
  HasRoomAgain();
  fs::rename(stick_, folder_ / "pulled");
  resident_.Tap("ledger.export");
  resident_.WaitUntilSettled();
  Reads(kNoStick);
  EXPECT_FALSE(fs::exists(stick_)) << "nobody makes the folder of a stick that is not there";
  fs::rename(folder_ / "pulled", stick_);
  resident_.Tap("ledger.export");
  Reads("已写入 U 盘：rectifications-");
  EXPECT_THAT(OnStick(".csv"), HasSubstr("待整改"));
  EXPECT_THAT(FilesOnStick(), SizeIs(1));
}

TEST_F(ABadDisk, AShiftIsClosedThoughTheDiskWasFullAndItsRecordTakenAlongLater) {
  supervisor_.OpensTheShift();
  supervisor_.ReviewsTheShift();
  supervisor_.Signs(kClerk);
  DeployedStore store{places_.state};
  Fills(places_.state / "kiosk.db");
  resident_.Tap("footer.next");
  Reads("磁盘已满，没有交班成功，什么都没有丢。");
  EXPECT_THAT(store::Shifts{*store}.Latest(1).value(), IsEmpty());
  EXPECT_TRUE(store::Shifts{*store}.OpenedAt().value().has_value()) << "still open";
  HasRoomAgain();
  supervisor_.Signs(kClerk);
  supervisor_.ClosesTheShift();
  EXPECT_THAT(store::Shifts{*store}.Latest(5).value(), SizeIs(1));

  constexpr const char* kNotTaken = "没有存到 U 盘：可能没有插好，或者已经写满。";
  Fills(stick_);
  resident_.Tap("sheet.export");
  Reads(kNotTaken);
  EXPECT_THAT(FilesOnStick(), IsEmpty());
  HasRoomAgain();
  fs::rename(stick_, folder_ / "pulled");
  resident_.Tap("sheet.export");
  resident_.WaitUntilSettled();
  Reads(kNotTaken);
  fs::rename(folder_ / "pulled", stick_);
  resident_.Tap("sheet.export");
  Reads("已存好，可以拔下 U 盘。");
  EXPECT_THAT(OnStick(".pdf"), StartsWith("%PDF"));
  EXPECT_THAT(OnStick(".csv"), HasSubstr(kClerk.number));
  EXPECT_THAT(FilesOnStick(), SizeIs(2));
  EXPECT_TRUE(store::Shifts{*store}.IsUnchanged(1).value());
  EXPECT_FALSE(store::Journal{store->database()}.Verify().value().first_broken);
}

}  // namespace
}  // namespace bianmin::support
