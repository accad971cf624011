#include "kiosk/store/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "kiosk/store/migrations.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr int kWaitMicroseconds = 500;
constexpr int kMostIntegrityFaults = 10;

constexpr const char* kDataVersion = "PRAGMA data_version";

void Wait(Connection& connection) {
  sqlite3_vfs* vfs = nullptr;
  sqlite3_file_control(connection.sqlite.getHandle(), "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
  if (vfs != nullptr) vfs->xSleep(vfs, kWaitMicroseconds);
}

// SQLite's own handler sleeps up to 100 ms at a time; the kiosk's and the daemon's transactions take less than one.
int WaitForTheOther(void* context, int waits_so_far) {
  auto& connection = *static_cast<Connection*>(context);
  if (waits_so_far >= connection.most_waits) return 0;
  Wait(connection);
  return 1;
}

// So that kiosk and sync, two users of one group, can both write it. SQLite gives its companion files the same mode.
void CreateForTheGroup(const std::filesystem::path& file) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0660);
  if (descriptor >= 0) close(descriptor);  // a failure shows, with its reason, when SQLite opens the file
}

std::int64_t Pragma(Connection& connection, const char* sql) { return connection.sqlite.execAndGet(sql).getInt64(); }

// Changing to WAL needs the file alone for a moment, and SQLite does not wait for that by itself.
void EnterWal(Connection& connection) {
  for (int waits = 0;; ++waits) {
    try {
      const std::string mode = connection.sqlite.execAndGet("PRAGMA journal_mode = WAL").getString();
      if (mode == "wal" || mode == "memory") return;
      throw Failure{{ErrorCode::Unavailable,
                     fmt::format("{}: its file system cannot hold a write-ahead log; keep it on a local disk",
                                 connection.file.string())}};
    } catch (const SQLite::Exception& exception) {
      if (exception.getErrorCode() != SQLITE_BUSY || waits >= connection.most_waits) throw;
      Wait(connection);
    }
  }
}

Result<Done> CheckOwner(Connection& connection) {
  const std::string file = connection.file.string();
  if (sqlite3_db_readonly(connection.sqlite.getHandle(), "main") == 1) {
    return Error{ErrorCode::Refused, fmt::format("{}: the database is read-only; give this program's user the right to "
                                                 "write the file and its folder",
                                                 file)};
  }
  // One look at all three: another process may be creating the tables at this very moment.
  const SQLite::Transaction one_look{connection.sqlite};
  const std::int64_t owner = Pragma(connection, "PRAGMA application_id");
  const std::int64_t tables = Pragma(connection, "SELECT count(*) FROM sqlite_schema");
  if (owner != kApplicationId && (owner != 0 || tables > 0)) {
    return Error{ErrorCode::Corrupt, fmt::format("{}: this is another program's database; give the path of a file of "
                                                 "its own, or of one that does not exist yet",
                                                 file)};
  }
  const std::int64_t schema = Pragma(connection, "PRAGMA user_version");
  if (schema > LatestSchema()) {
    return Error{ErrorCode::Refused, fmt::format("{}: the database was written by a newer version of the program "
                                                 "(schema {}, this one knows {}); install that version again",
                                                 file, schema, LatestSchema())};
  }
  return Done{};
}

void SetUp(Connection& connection) {
  const bool is_new = Pragma(connection, "PRAGMA user_version") == 0;
  if (is_new) connection.sqlite.exec("PRAGMA auto_vacuum = INCREMENTAL");  // only possible before the first table
  EnterWal(connection);
  connection.sqlite.exec(
      "PRAGMA synchronous = FULL;"
      "PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA secure_delete = ON;"  // what is deleted is overwritten with zeros
      "PRAGMA journal_size_limit = 16777216");
  Migrate(connection);
  connection.version_seen = Pragma(connection, kDataVersion);
}

}  // namespace

Result<Database> Database::Open(const DatabaseOptions& options) {
  std::error_code ignored;
  const bool is_missing = options.vfs.empty() && !std::filesystem::exists(options.file, ignored);
  if (is_missing && !options.may_create) {
    return Error{ErrorCode::NotFound, fmt::format("{}: there is no database yet; start bianmin-kiosk once, or correct "
                                                  "the path in the configuration",
                                                  options.file.string())};
  }
  if (is_missing) CreateForTheGroup(options.file);
  const int flags = SQLite::OPEN_READWRITE | (options.may_create ? SQLite::OPEN_CREATE : 0);
  try {
    std::unique_ptr<Connection> connection(
        new Connection{.sqlite{options.file.string(), flags, 0, options.vfs}, .file = options.file});
    connection->most_waits = static_cast<int>(options.patience / std::chrono::microseconds{kWaitMicroseconds});
    sqlite3_busy_handler(connection->sqlite.getHandle(), WaitForTheOther, connection.get());
    return Guarded(*connection, [&]() -> Result<Database> {
      if (auto ours = CheckOwner(*connection); !ours) return ours.error();
      SetUp(*connection);
      return Database{std::move(connection)};
    });
  } catch (const SQLite::Exception& exception) {  // there is no connection to ask
    return Error{ErrorCode::Unavailable, fmt::format("{}: the database cannot be opened ({}); check that its folder "
                                                     "exists and that this program's user may write there",
                                                     options.file.string(), exception.what())};
  }
}

Result<Database> Database::OpenAsItIs(const std::filesystem::path& file) {
  try {
    std::unique_ptr<Connection> connection(
        new Connection{.sqlite{file.string(), SQLite::OPEN_READWRITE}, .file = file});
    return Guarded(*connection, [&]() -> Result<Database> {
      if (auto ours = CheckOwner(*connection); !ours) return ours.error();
      return Database{std::move(connection)};
    });
  } catch (const SQLite::Exception& exception) {  // there is no connection to ask
    return Error{ErrorCode::Unavailable,
                 fmt::format("{}: the database cannot be opened ({})", file.string(), exception.what())};
  }
}

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

const std::filesystem::path& Database::file() const { return connection_->file; }

Result<bool> Database::ChangedElsewhere() {
  return Guarded(*connection_, [&]() -> Result<bool> {
    Query query{*connection_, kDataVersion};
    query.Next();
    const std::int64_t version = query.Integer(0);
    return std::exchange(connection_->version_seen, version) != version;
  });
}

Result<Done> Database::CheckIntegrity() {
  return Guarded(*connection_, [&]() -> Result<Done> {
    SQLite::Statement pages{connection_->sqlite, fmt::format("PRAGMA integrity_check({})", kMostIntegrityFaults)};
    std::string faults;
    while (pages.executeStep()) {
      const std::string line = pages.getColumn(0).getString();
      if (line != "ok") faults += (faults.empty() ? "" : "; ") + line;
    }
    SQLite::Statement references{connection_->sqlite, "PRAGMA foreign_key_check"};
    while (references.executeStep()) {
      faults += (faults.empty() ? "" : "; ") + ("a row of " + references.getColumn(0).getString()) + " points nowhere";
    }
    if (faults.empty()) return Done{};
    return Error{ErrorCode::Corrupt,
                 fmt::format("{}: the database is damaged ({}); restore it from a backup", file().string(), faults)};
  });
}

std::int64_t Database::WalBytes() const {
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(connection_->file.string() + "-wal", failed);
  return failed ? 0 : static_cast<std::int64_t>(bytes);
}

Result<Done> Database::Checkpoint() {
  return Guarded(*connection_, [&]() -> Result<Done> {
    connection_->sqlite.execAndGet("PRAGMA wal_checkpoint(PASSIVE)");
    return Done{};
  });
}

}  // namespace bianmin::store
