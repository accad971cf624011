#pragma once
// The only place that knows SQLite: a connection with its prepared statements, a query, a transaction, and the border
// where SQLite's exceptions become errors. Used inside kiosk/store alone.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace bianmin::store {

struct Connection {
  SQLite::Database sqlite;
  std::filesystem::path file;
  int most_waits = 0;  // of half a millisecond each, for the other process
  std::int64_t version_seen = 0;
  // By the address of the statement's text, which is a literal. After `sqlite`, so that they go first.
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements;
};

// Leaves a use case from inside the rows; Guarded turns it into its error.
struct Failure {
  base::Error error;
};

base::Error ToError(const SQLite::Exception& exception, const Connection& connection);

// Runs `act`, which returns a Result, and turns every exception of this layer into an Error.
template <class Act>
auto Guarded(const Connection& connection, Act act) -> decltype(act()) {
  try {
    return act();
  } catch (const SQLite::Exception& exception) {
    return ToError(exception, connection);
  } catch (const Failure& failure) {
    return failure.error;
  }
}

// One run of a statement: bind in the order of its question marks, then Run, or Next and the columns from 0. The
// statement is prepared once for each connection; `sql` must be a literal.
class Query {
 public:
  Query(Connection& connection, const char* sql);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& Bind(std::int64_t value);
  Query& Bind(std::string_view text);
  Query& Bind(std::span<const std::uint8_t> blob);
  Query& Bind(base::TimePoint time) { return Bind(std::int64_t{time.time_since_epoch().count()}); }
  Query& BindNull();
  template <class T>
  Query& Bind(const std::optional<T>& value) {
    return value ? Bind(*value) : BindNull();
  }

  // Whether there is one more row.
  bool Next();
  // Executes what gives no rows; returns how many rows it changed.
  int Run();

  bool IsNull(int column) const;
  std::int64_t Integer(int column) const;
  std::string Text(int column) const;
  base::Bytes Blob(int column) const;
  base::TimePoint Time(int column) const { return base::TimePoint{base::Milliseconds{Integer(column)}}; }
  std::optional<std::int64_t> OptionalInteger(int column) const;
  std::optional<base::TimePoint> OptionalTime(int column) const;
  std::optional<std::string> OptionalText(int column) const;

 private:
  Connection& connection_;
  SQLite::Statement& statement_;
  int bound_ = 0;
};

// BEGIN IMMEDIATE: waits for the other process here and nowhere else. Rolls back when it goes without Commit.
class Transaction {
 public:
  explicit Transaction(Connection& connection)
      : transaction_(connection.sqlite, SQLite::TransactionBehavior::IMMEDIATE) {}
  void Commit() { transaction_.commit(); }

 private:
  SQLite::Transaction transaction_;
};

// Several queries that must see one state of the file, while the other process goes on writing.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection) : transaction_(connection.sqlite) {}

 private:
  SQLite::Transaction transaction_;  // deferred: the first query takes the state, the end gives it back
};

// A word of the database in the value it stands for; a word that means nothing is Corrupt.
template <class Value>
Value Known(std::optional<Value> value, std::string_view column) {
  if (!value)
    throw Failure{{base::ErrorCode::Corrupt, "the database holds an unknown value in " + std::string(column)}};
  return *std::move(value);
}

// 16 or 32 stored bytes.
template <class Array>
Array Exactly(const base::Bytes& bytes, std::string_view column) {
  if (const auto array = base::ArrayOf<Array>(bytes)) return *array;
  throw Failure{{base::ErrorCode::Corrupt, "the database holds bytes of the wrong length in " + std::string(column)}};
}

}  // namespace bianmin::store
