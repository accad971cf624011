// What is PostgreSQL's own: how it is set up, what the centre refuses to stand on, and how it is missed.

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "sync/centre/open_archive.h"
#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using base::ErrorCode;
using centre::OpenMode;
using support::kFirstKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::HasSubstr;
using testing::Not;

class PostgresTest : public testing::Test {
 protected:
  base::Result<std::unique_ptr<centre::Archive>> TryOpen(OpenMode mode = OpenMode::MakeIfMissing) {
    centre::CentreSettings settings;
    settings.postgres = postgres_;
    return centre::OpenArchive(settings, mode, base::SystemClock(), random_);
  }
  base::Error Fault(OpenMode mode = OpenMode::MakeIfMissing) {
    const auto opened = TryOpen(mode);
    return opened ? base::Error{ErrorCode::Invalid, "it opened"} : opened.error();
  }
  std::string Ask(const std::string& sql) { return TheServer().Ask(database_, sql); }

  support::TemporaryFolder folder_;
  base::SystemRandom random_;
  std::string database_ = TheServer().NewDatabase();
  centre::PostgresSettings postgres_{TheServer().Connection(database_), ""};
};

TEST_F(PostgresTest, SaysPlainlyWhyItCannotBeUsed) {
  EXPECT_EQ(Fault(OpenMode::MustExist).code, ErrorCode::NotFound);
  EXPECT_THAT(Fault(OpenMode::MustExist).message, HasSubstr("start bianmin-centre once"));
  Ask("CREATE SCHEMA bianmin; CREATE TABLE bianmin.holiday (day date)");
  EXPECT_EQ(Fault().code, ErrorCode::Corrupt);
  EXPECT_THAT(Fault().message, HasSubstr("another program"));
  Ask("DROP SCHEMA bianmin CASCADE");
  Must(TryOpen());
  Ask("UPDATE bianmin.archive SET value = '99' WHERE name = 'version'");
  EXPECT_EQ(Fault().code, ErrorCode::Refused);
  EXPECT_THAT(Fault().message, HasSubstr("newer bianmin-centre"));
  postgres_.connection = TheServer().Connection("nowhere");
  EXPECT_EQ(Fault().code, ErrorCode::Unavailable);
  EXPECT_THAT(Fault().message, HasSubstr("nowhere"));
  postgres_.connection = "host=" + folder_.path().string() + " dbname=bianmin user=bianmin";
  EXPECT_EQ(Fault().code, ErrorCode::Unavailable);
}

TEST_F(PostgresTest, RefusesADatabaseThatMayLoseWhatItAcknowledged) {
  Ask("ALTER DATABASE " + database_ + " SET synchronous_commit = off");
  EXPECT_EQ(Fault().code, ErrorCode::Refused);
  EXPECT_THAT(Fault().message, HasSubstr("synchronous_commit"));
  Ask("ALTER DATABASE " + database_ + " RESET synchronous_commit");
  EXPECT_TRUE(TryOpen().ok());
}

TEST_F(PostgresTest, RefusesADatabaseThatCannotKeepEveryCharacter) {
  TheServer().Ask("postgres", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
  postgres_.connection = TheServer().Connection("latin");
  EXPECT_THAT(Fault().message, HasSubstr("ENCODING 'UTF8'"));
}

TEST_F(PostgresTest, AStandbyTakesNothingAndSaysSo) {
  Must(TryOpen());
  Ask("ALTER DATABASE " + database_ + " SET default_transaction_read_only = on");
  EXPECT_EQ(Fault().code, ErrorCode::Unavailable);
  EXPECT_THAT(Fault().message, HasSubstr("read-only"));
}

TEST_F(PostgresTest, ThePasswordComesFromItsFileAndIsInNoMessage) {
  const std::string password = "tang'yuan 2026";
  const std::string database = TheServer().NewDatabaseWithPassword("tang''yuan 2026");
  postgres_ = {TheServer().Connection(database, "clerk"), folder_ / "password"};
  const auto write = [this](const std::string& text) {
    std::ofstream(folder_ / "password") << text << "\n";
    std::filesystem::permissions(folder_ / "password", std::filesystem::perms(0600));
  };
  write("wrong-" + password);
  EXPECT_EQ(Fault().code, ErrorCode::Unavailable);
  EXPECT_THAT(Fault().message, HasSubstr("password authentication failed"));
  EXPECT_THAT(Fault().message, Not(HasSubstr(password)));
  write(password);
  EXPECT_TRUE(TryOpen().ok());
  std::filesystem::permissions(folder_ / "password", std::filesystem::perms(0644));
  EXPECT_THAT(Fault().message, HasSubstr("chmod 600"));
}

TEST_F(PostgresTest, ALostConnectionIsNotNoticedByWhoeverAsksNext) {
  ArchiveDesk desk(Must(TryOpen()));
  ASSERT_EQ(desk.Post({Told{}.Text()}, 1).status, 200);
  for (int n = 2; n <= 4; ++n) {
    Ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database_ +
        "' AND pid <> pg_backend_pid()");
    EXPECT_EQ(desk.Post({Told{.n = n}.Text()}, n).status, 200);
  }
  EXPECT_EQ(Must(desk.archive->HoldingOf(kFirstKiosk)).events, 4);
}

TEST_F(PostgresTest, EventsLieInTheMonthInWhichTheyCameIn) {
  ArchiveDesk desk(Must(TryOpen()));
  ASSERT_EQ(desk.Post({Told{}.Text()}, 1).status, 200);
  // In China the first of January begins at four in the afternoon of the 31st.
  desk.now = *base::ParseUtc("2026-12-31T17:00:00.000Z");
  const Told rating{.n = 2, .type = "rating.given", .subject = "", .time = "2026-12-31T16:00:00.000Z"};
  ASSERT_EQ(desk.Post({rating.Text()}, 2).status, 200);
  desk.now = *base::ParseUtc("2027-03-01T00:00:00.000Z");
  ASSERT_EQ(desk.Post({Told{.n = 3}.Text()}, 3).status, 200);
  EXPECT_EQ(Ask("SELECT tableoid::regclass, sequence, received AT TIME ZONE 'UTC' FROM bianmin.event ORDER BY 2"),
            "event_2026_11|1|2026-11-23 01:30:00\n"
            "event_2026_12|2|2026-12-31 16:00:00\n"
            "event_2027_03|3|2027-03-01 00:00:00\n")
      << "and of an anonymous rating only its day is kept";
  EXPECT_EQ(Must(desk.archive->List({.limit = 10})).size(), 3U);
}

TEST_F(PostgresTest, AnEventIsKnownThoughItsMonthWasTakenAway) {
  ArchiveDesk desk(Must(TryOpen()));
  ASSERT_EQ(desk.Post({Told{}.Text()}, 1).status, 200);
  Ask("ALTER TABLE bianmin.event DETACH PARTITION bianmin.event_2026_11");
  EXPECT_THAT(desk.Post({Told{}.Text()}, 2).body, HasSubstr("\"duplicate\":1"));
}

TEST_F(PostgresTest, AChangeThatIsSlowToCommitHoldsBackThoseBehindIt) {
  ArchiveDesk desk(Must(TryOpen()));
  ASSERT_EQ(desk.Post({Told{}.Text()}, 1).status, 200);
  const Told other{.subject = NumberOf(2), .source = support::kSecondKiosk};
  ASSERT_EQ(desk.Post({other.Text()}, 2, support::kSecondKiosk).status, 200);
  Ask("CREATE FUNCTION bianmin.dawdle() RETURNS trigger LANGUAGE plpgsql AS "
      "$$ BEGIN IF NEW.position = 1 THEN PERFORM pg_sleep(1.5); END IF; RETURN NEW; END $$; "
      "CREATE TRIGGER dawdle AFTER INSERT ON bianmin.change FOR EACH ROW EXECUTE FUNCTION bianmin.dawdle()");
  std::thread slow([this] {
    EXPECT_TRUE(Must(TryOpen())->AddStatus({NumberOf(1), "accepted", "", support::kMondayMorning}, false).ok());
  });
  while (Ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") != "1\n") {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  EXPECT_TRUE(desk.archive->AddStatus({NumberOf(2), "accepted", "", support::kMondayMorning}, false).ok());
  const centre::News news = Must(desk.archive->NewsSince(0));
  EXPECT_EQ(news.newest, 2);
  EXPECT_THAT(news.sources, testing::ElementsAre(kFirstKiosk, support::kSecondKiosk));
  slow.join();
}

TEST_F(PostgresTest, ABatchThatFailsHalfWayLeavesNothing) {
  ArchiveDesk desk(Must(TryOpen()));
  Ask("CREATE FUNCTION bianmin.fail() RETURNS trigger LANGUAGE plpgsql AS "
      "$$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$; "
      "CREATE TRIGGER fail BEFORE INSERT ON bianmin.answer FOR EACH ROW EXECUTE FUNCTION bianmin.fail()");
  const auto refused = desk.archive->StoreBatch({.source = kFirstKiosk,
                                                 .batch = support::UuidOf(1),
                                                 .elements = {centre::ReadElement(Told{}.Text())},
                                                 .received = desk.now},
                                                [](const centre::BatchOutcome&) { return "{}"; });
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::DiskFull);
  EXPECT_EQ(Must(desk.archive->CountAll()).events, 0);
  EXPECT_EQ(Must(desk.archive->CountAll()).kiosks, 0);
  Ask("DROP TRIGGER fail ON bianmin.answer");
  EXPECT_EQ(desk.Post({Told{}.Text()}, 1).status, 200);
}

}  // namespace
}  // namespace bianmin::contract
