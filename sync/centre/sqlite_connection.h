#pragma once
// What the parts of SqliteArchive share: the open database, its schema, and prepared statements that always give back
// their read lock. SQLite's exceptions live in here and end in Guard(). Used by sqlite_*.cc alone.

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "sync/centre/sqlite_archive.h"

namespace bianmin::centre {

base::Error ErrorOf(const SQLite::Exception& failure, const std::string& place);

// A row for each state of a record that is another than before.
inline constexpr const char* kInsertStanding =
    "INSERT INTO history (number, source, state, at, is_first) VALUES (?, ?, ?, ?, ?)";

// A prepared statement with its values, for the length of one use. Values must outlive it.
class Query {
 public:
  template <class... Values>
  explicit Query(SQLite::Statement& statement, const Values&... values) : statement_(statement) {
    statement_.tryReset();
    int index = 0;
    (Bind(++index, values), ...);
  }
  ~Query() { statement_.tryReset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool Next() { return statement_.executeStep(); }
  // For statements that return no rows; how many rows they changed.
  int Run() { return statement_.exec(); }
  std::string Text(int column) { return statement_.getColumn(column).getString(); }
  std::int64_t Integer(int column) { return statement_.getColumn(column).getInt64(); }

 private:
  void Bind(int index, const std::string& text) { statement_.bindNoCopy(index, text); }
  void Bind(int index, std::int64_t number) { statement_.bind(index, number); }
  void Bind(int index, const base::Digest& digest) {
    statement_.bindNoCopy(index, digest.data(), static_cast<int>(digest.size()));
  }
  template <class Value>
  void Bind(int index, const std::optional<Value>& value) {
    if (value) {
      Bind(index, *value);
    } else {
      statement_.bind(index);
    }
  }

  SQLite::Statement& statement_;
};

// Keeps the head of the journal that came with a batch, in the batch's transaction.
void KeepJournalClaim(SQLite::Database& database, const OfferedBatch& batch);

struct SqliteArchive::Connection {
  // Opens, checks, migrates; throws SQLite::Exception, or base::Error for what is wrong with the file itself.
  Connection(const std::filesystem::path& path, OpenMode mode, base::TimePoint now, base::Random& random);

  // Runs `act`, which returns a Result; turns an exception of SQLite into the Error it stands for.
  template <class Act>
  auto Guard(Act act) -> decltype(act()) {
    try {
      return act();
    } catch (const SQLite::Exception& failure) {
      return ErrorOf(failure, place);
    }
  }

  std::string NewEventId(base::TimePoint now);
  // Within the transaction that is open.
  BatchOutcome TakeIn(const OfferedBatch& batch);
  void AddChange(const std::string& source, RecordKind kind, const StatusChange& change);
  // Returns its position.
  std::int64_t AddChange(const std::string& source, const std::string& id, const std::string& bytes);

  std::string place;
  SQLite::Database database;
  base::Random& random;
  std::string epoch;
};

}  // namespace bianmin::centre
