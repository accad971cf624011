#include "kiosk/store/database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "kiosk/store/migrations.h"
#include "kiosk/store/sql.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

std::string PragmaOf(Database& database, const std::string& name) {
  return database.connection().sqlite.execAndGet("PRAGMA " + name).getString();
}

TEST(OpeningADatabase, MakesItDurable) {
  KioskDesk desk;
  Database database = desk.OpenDatabase();
  EXPECT_EQ(PragmaOf(database, "journal_mode"), "wal");
  EXPECT_EQ(PragmaOf(database, "synchronous"), "2");  // FULL
  EXPECT_EQ(PragmaOf(database, "foreign_keys"), "1");
  EXPECT_EQ(PragmaOf(database, "auto_vacuum"), "2");  // INCREMENTAL
  EXPECT_TRUE(database.CheckIntegrity().ok());
}

TEST(OpeningADatabase, KeepsItFromOtherUsersOfTheMachine) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  for (const std::string suffix : {"", "-wal", "-shm"}) {
    struct stat status {};
    ASSERT_EQ(stat((desk.file().string() + suffix).c_str(), &status), 0) << suffix;
    EXPECT_EQ(status.st_mode & 0007, 0u) << suffix;
  }
}

TEST(OpeningADatabase, EveryTableIsStrict) {
  KioskDesk desk;
  Database database = desk.OpenDatabase();
  SQLite::Statement tables(database.connection().sqlite,
                           "SELECT name, strict FROM pragma_table_list WHERE schema = "
                           "'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'");
  int count = 0;
  while (tables.executeStep()) {
    ++count;
    EXPECT_EQ(tables.getColumn(1).getInt(), 1) << tables.getColumn(0).getString();
  }
  EXPECT_GE(count, 14);
}

TEST(OpeningADatabase, SaysThatItIsMissingWhenItMayNotBeMade) {
  KioskDesk desk;
  const auto missing = Database::Open({.file = desk.file(), .may_create = false});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  EXPECT_NE(missing.error().message.find(desk.file().string()), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(desk.file()));
}

TEST(OpeningADatabase, SaysWhenItsFolderIsMissing) {
  KioskDesk desk;
  const auto missing = Database::Open({.file = desk.folder() / "no" / "kiosk.db"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::Unavailable);
  EXPECT_NE(missing.error().message.find("folder"), std::string::npos);
}

TEST(OpeningADatabase, RefusesAFileThatIsNone) {
  KioskDesk desk;
  std::ofstream(desk.file()) << std::string(5000, 'x');
  const auto refused = desk.TryDatabase();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Corrupt);
  EXPECT_NE(refused.error().message.find("is not a database"), std::string::npos) << refused.error().message;
  EXPECT_EQ(std::filesystem::file_size(desk.file()), 5000u);
}

TEST(OpeningADatabase, RefusesAnotherProgramsDatabase) {
  KioskDesk desk;
  SQLite::Database(desk.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE mail (x)");
  const auto refused = desk.TryDatabase();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Corrupt);
  EXPECT_NE(refused.error().message.find("another program"), std::string::npos);
}

TEST(OpeningADatabase, RefusesANewerSchemaAndLeavesItAlone) {
  KioskDesk desk;
  { desk.OpenDatabase(); }
  SQLite::Database(desk.file().string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  const auto refused = desk.TryDatabase();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
  EXPECT_NE(refused.error().message.find("newer version"), std::string::npos);
  EXPECT_NE(refused.error().message.find("99"), std::string::npos);
}

TEST(OpeningADatabase, BringsAnOlderSchemaUpToDateAndKeepsWhatIsThere) {
  KioskDesk desk;
  {
    Connection old{SQLite::Database{desk.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}, desk.file()};
    Migrate(old, 1);
    EXPECT_EQ(old.sqlite.execAndGet("PRAGMA user_version").getInt(), 1);
    old.sqlite.exec(
        "INSERT INTO journal (sequence, at, act, record, actor, digest, previous, hash) VALUES "
        "(1, '2026-11-22', 'order.registered', '', 'resident', zeroblob(32), zeroblob(32), zeroblob(32));"
        "UPDATE numbering SET last_serial = 6900007");
  }
  Store store = desk.OpenStore();
  EXPECT_EQ(PragmaOf(store.database(), "user_version"), std::to_string(LatestSchema()));
  EXPECT_EQ(store.database().connection().sqlite.execAndGet("SELECT last_entry FROM numbering").getInt(), 1);
  EXPECT_GT(Must(store.RegisterOrder(LeakingPipe())).number.Serial(), 6900007);
  EXPECT_EQ(store.database().connection().sqlite.execAndGet("SELECT last_entry FROM numbering").getInt(), 2);
}

TEST(OpeningADatabase, FindsDamage) {
  KioskDesk desk;
  {
    Store store = desk.OpenStore();
    for (int i = 0; i < 30; ++i) Must(store.RegisterOrder(LeakingPipe()));
  }
  {
    std::fstream file(desk.file(), std::ios::in | std::ios::out | std::ios::binary);
    const auto end = static_cast<std::streamoff>(std::filesystem::file_size(desk.file()));
    for (std::streamoff page = 4096 * 3; page + 4096 <= end; page += 4096) {
      file.seekp(page + 8);
      file << std::string(64, '\xA5');
    }
  }
  auto database = desk.TryDatabase();
  const auto checked = database ? database->CheckIntegrity() : base::Result<base::Done>(database.error());
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::Corrupt);
  EXPECT_NE(checked.error().message.find("damaged"), std::string::npos) << checked.error().message;
}

TEST(OpeningAStore, RefusesAnotherKey) {
  KioskDesk desk;
  {
    Store store = desk.OpenStore();
    Must(store.RegisterOrder(LeakingPipe()));
  }
  const base::SecretKey right = desk.key;
  desk.key = base::SecretKey::New(desk.random);
  const auto refused = desk.TryStore();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
  EXPECT_NE(refused.error().message.find("another key"), std::string::npos);
  desk.key = right;
  EXPECT_TRUE(desk.TryStore().ok());
}

// Run by somebody without the right to write, in a process of their own: root may write everything.
template <class Act>
int AsNobody(Act act) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(120);
    _exit(act());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 121;
}

TEST(OpeningADatabase, SaysThatItIsReadOnly) {
  KioskDesk desk;
  {
    Store store = desk.OpenStore();
    Must(store.RegisterOrder(LeakingPipe()));
  }
  ASSERT_EQ(chmod(desk.folder().c_str(), 0755), 0);
  ASSERT_EQ(chmod(desk.file().c_str(), 0444), 0);
  EXPECT_EQ(AsNobody([&] {
              const auto refused = desk.TryDatabase();
              if (refused) return 1;
              if (refused.error().code != ErrorCode::Refused) return 2;
              return refused.error().message.find("read-only") == std::string::npos ? 3 : 0;
            }),
            0);
}

TEST(AFullDisk, SavesNothingAndSaysSo) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto first = Must(store.RegisterOrder(LeakingPipe())).number;
  auto& sqlite = store.database().connection().sqlite;
  const int pages = sqlite.execAndGet("PRAGMA page_count").getInt();
  sqlite.exec("PRAGMA max_page_count = " + std::to_string(pages));

  int saved = 1;
  base::Result<domain::Order> order = store.RegisterOrder(LeakingPipe());
  while (order && saved < 100) {
    ++saved;
    order = store.RegisterOrder(LeakingPipe());
  }
  ASSERT_FALSE(order);
  EXPECT_EQ(order.error().code, ErrorCode::DiskFull);
  EXPECT_NE(order.error().message.find("nothing was saved"), std::string::npos);
  EXPECT_EQ(Must(store.CountsSoFar()).orders, saved);
  EXPECT_EQ(Must(store.Waiting()).waiting, saved);
  EXPECT_TRUE(store.FindOrder(first).ok());

  sqlite.exec("PRAGMA max_page_count = 100000");  // somebody made room
  EXPECT_TRUE(store.RegisterOrder(LeakingPipe()).ok());
  EXPECT_TRUE(store.database().CheckIntegrity().ok());
}

}  // namespace
}  // namespace bianmin::store
