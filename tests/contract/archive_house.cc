#include "tests/contract/archive_house.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "sync/centre/postgres_archive.h"
#include "tests/support/file_text.h"
#include "tests/support/older_archive.h"

namespace bianmin::contract {
namespace {

// As support::kBackToSchema4.
constexpr const char* kTakeAwayFromPostgres =
    "DROP TABLE bianmin.publication; ALTER TABLE bianmin.change DROP COLUMN scope, ALTER COLUMN kiosk SET NOT NULL; "
    "DROP INDEX bianmin.order_by_time, bianmin.order_by_service, bianmin.open_order_by_time, bianmin.rating_by_time; "
    "DROP TABLE bianmin.city_request; DELETE FROM bianmin.archive WHERE name = 'city_serial'; "
    "ALTER TABLE bianmin.record DROP COLUMN requested_at, DROP COLUMN updated_at, DROP COLUMN note; "
    "UPDATE bianmin.archive SET value = '4' WHERE name = 'version'";

class SqliteHouse final : public ArchiveHouse {
 public:
  base::Result<std::unique_ptr<centre::Archive>> TryOpen(centre::OpenMode mode) override {
    auto opened = centre::SqliteArchive::Open(folder_ / "centre.db", mode, support::kMondayMorning, random_);
    if (!opened) return opened.error();
    return std::unique_ptr<centre::Archive>(std::move(*opened));
  }
  void Fill(const std::string& tables) {
    SQLite::Database database((folder_ / "centre.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(tables);
  }
  void MakeOlder() override {
    SQLite::Database((folder_ / "centre.db").string(), SQLite::OPEN_READWRITE).exec(support::kBackToSchema4);
  }

 private:
  support::TemporaryFolder folder_;
};

class PostgresHouse final : public ArchiveHouse {
 public:
  base::Result<std::unique_ptr<centre::Archive>> TryOpen(centre::OpenMode mode) override {
    const centre::PostgresSettings settings{TheServer().Connection(database_), ""};
    auto opened = centre::PostgresArchive::Open(settings, mode, base::SystemClock(), random_);
    if (!opened) return opened.error();
    return std::unique_ptr<centre::Archive>(std::move(*opened));
  }
  void Fill(const std::string& tables) { TheServer().Ask(database_, tables); }
  void MakeOlder() override { TheServer().Ask(database_, kTakeAwayFromPostgres); }

 private:
  std::string database_ = TheServer().NewDatabase();
};

}  // namespace

support::PostgresServer& TheServer() {
  static support::PostgresServer server;
  return server;
}

std::string ReleasedTables(const std::string& name) {
  return support::TextOf(std::filesystem::path(BIANMIN_SOURCE_DIR) / "tests/support/released" / name);
}

std::unique_ptr<ArchiveHouse> ArchiveHouse::New(ArchiveKind kind) {
  if (kind == ArchiveKind::Sqlite) return std::make_unique<SqliteHouse>();
  return std::make_unique<PostgresHouse>();
}

std::unique_ptr<ArchiveHouse> ArchiveHouse::NewOfReleased(ArchiveKind kind) {
  if (kind == ArchiveKind::Sqlite) {
    auto house = std::make_unique<SqliteHouse>();
    house->Fill(ReleasedTables("centre_sqlite_2.sql"));
    return house;
  }
  auto house = std::make_unique<PostgresHouse>();
  house->Fill(ReleasedTables("centre_postgres_1.sql"));
  return house;
}

std::vector<std::string> ArchiveDesk::Announced(const std::string& source) {
  std::vector<std::string> states;
  for (const centre::Change& change : support::Must(archive->ChangesAfter(source, 0, 100)).changes) {
    const auto begin = change.bytes.find("\"state\":\"") + 9;
    states.push_back(change.bytes.substr(begin, change.bytes.find('"', begin) - begin));
  }
  return states;
}

}  // namespace bianmin::contract
