#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

using base::ErrorCode;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::Must;
using support::NumberOf;
using support::PostOf;
using support::TemporaryFolder;
using support::Told;
using testing::HasSubstr;

Response Handle(Archive& archive, const Request& request, base::TimePoint now) {
  RecordQuota quota;
  return centre::Handle(archive, quota, request, now);
}

class ArchiveFileTest : public testing::Test {
 protected:
  base::Result<std::unique_ptr<SqliteArchive>> Open(OpenMode mode = OpenMode::MakeIfMissing) {
    return SqliteArchive::Open(file_, mode, kMondayMorning, random_);
  }
  base::Error Fault(OpenMode mode = OpenMode::MakeIfMissing) {
    const auto opened = Open(mode);
    return opened ? base::Error{ErrorCode::Invalid, "it opened"} : opened.error();
  }
  void Write(const std::string& content) { std::ofstream(file_, std::ios::binary) << content; }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "centre.db";
  base::SeededRandom random_{1};
};

TEST_F(ArchiveFileTest, HoldsWhatItHeldWhenOpenedAgain) {
  std::string epoch;
  {
    const auto archive = Must(Open());
    epoch = archive->Epoch();
    ASSERT_EQ(Handle(*archive, PostOf(support::BatchOf({Told{}.Text()})), kMondayMorning).status, 200);
  }
  const auto archive = Must(Open(OpenMode::MustExist));
  EXPECT_EQ(archive->Epoch(), epoch);
  EXPECT_EQ(Must(archive->HoldingOf(kFirstKiosk)).events, 1);
}

TEST_F(ArchiveFileTest, TwoProcessesMayUseItAtOnce) {
  const auto centre = Must(Open());
  const auto admin = Must(Open(OpenMode::MustExist));
  ASSERT_EQ(Handle(*centre, PostOf(support::BatchOf({Told{}.Text()})), kMondayMorning).status, 200);
  ASSERT_TRUE(admin->AddStatus({NumberOf(1), "accepted", "", kMondayMorning}, false).ok());
  EXPECT_EQ(Must(centre->NewsSince(0)).newest, 1);
}

TEST_F(ArchiveFileTest, AnAnonymousRatingLeavesNoMomentBehind) {
  {
    const auto archive = Must(Open());
    const Told rating{.type = "rating.given", .subject = "", .time = "2026-11-22T16:00:00.000Z"};
    const base::TimePoint moment = kMondayMorning + std::chrono::milliseconds{4'567'890};
    ASSERT_EQ(Handle(*archive, PostOf(support::BatchOf({rating.Text()})), moment).status, 200);
  }
  std::ifstream stream(file_, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
  EXPECT_THAT(bytes, HasSubstr("2026-11-22T16:00:00.000Z"));
  EXPECT_EQ(bytes.find("2026-11-23T02:46:07"), std::string::npos);
}

TEST_F(ArchiveFileTest, SaysPlainlyWhatIsWrongWithAFile) {
  EXPECT_EQ(Fault(OpenMode::MustExist).code, ErrorCode::NotFound);
  Write("this is a letter to the street office, and no database at all; it is long enough to be read as a header");
  EXPECT_EQ(Fault().code, ErrorCode::Corrupt);
  EXPECT_THAT(Fault().message, HasSubstr(file_.string() + " is not a database"));
  file_ = folder_ / "missing" / "centre.db";
  EXPECT_EQ(Fault().code, ErrorCode::Unavailable);
  EXPECT_THAT(Fault().message, HasSubstr("cannot be opened"));
}

TEST_F(ArchiveFileTest, RefusesTheFileOfANewerProgramAndOfAnotherOne) {
  const auto change = [this](const char* sql) {
    SQLite::Database database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(sql);
  };
  Must(Open());
  change("PRAGMA user_version = 99");
  EXPECT_EQ(Fault().code, ErrorCode::Refused);
  EXPECT_THAT(Fault().message, HasSubstr("newer bianmin-centre"));
  std::filesystem::remove(file_);
  change("CREATE TABLE holiday (day TEXT)");
  EXPECT_EQ(Fault().code, ErrorCode::Corrupt);
  EXPECT_THAT(Fault().message, HasSubstr("another program"));
}

TEST_F(ArchiveFileTest, ABusyArchiveIsToldToTheKioskWhichSendsAgain) {
  const auto archive = Must(Open());
  ASSERT_EQ(Handle(*archive, PostOf(support::BatchOf({Told{}.Text()})), kMondayMorning).status, 200);
  const Request next = PostOf(support::BatchOf({Told{.n = 2, .subject = NumberOf(2)}.Text()}), 2);
  {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    SQLite::Transaction holds_the_lock(other, SQLite::TransactionBehavior::EXCLUSIVE);
    const Response busy = Handle(*archive, next, kMondayMorning);
    EXPECT_EQ(busy.status, 503);
    EXPECT_THAT(busy.headers, testing::Contains(testing::Pair("Retry-After", testing::_)));
  }
  EXPECT_EQ(Handle(*archive, next, kMondayMorning).status, 200);
  EXPECT_EQ(Must(archive->HoldingOf(kFirstKiosk)).events, 2);
}

}  // namespace
}  // namespace bianmin::centre
