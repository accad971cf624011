#pragma once
// What the parts of PostgresArchive and PostgresRegistry share: one connection to the server that comes back after it
// was lost, values in PostgreSQL's binary format, and transactions that end with a limit on every wait. libpq and its
// failures live in here: failures are thrown as PostgresFailure and end in Persist(). Used by postgres_*.cc alone.
// Prepared statements, LISTEN and settings of the session are not used, so that pgbouncer may stand between in its
// transaction mode.

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

struct PostgresFailure {
  base::Error error;
  bool may_retry = false;  // nothing was changed, and the same at once can succeed
  bool is_lost = false;    // the connection ended while a statement was on its way
};

// Runs `act`, which returns a Result, once more when it was cut off before anything could be changed; turns a failure
// of the server into the Error it stands for.
template <class Act>
auto Persist(Act act) -> decltype(act()) {
  constexpr int kMostAttempts = 3;
  for (int attempt = 1;; ++attempt) {
    try {
      return act();
    } catch (const PostgresFailure& failure) {
      if (!failure.may_retry || attempt == kMostAttempts) return failure.error;
    }
  }
}

// Times travel as milliseconds since 1970, which every year that a kiosk can write fits in.
inline std::int64_t MillisecondsOf(base::TimePoint time) { return time.time_since_epoch().count(); }
inline base::TimePoint TimeOf(std::int64_t milliseconds) { return base::TimePoint{base::Milliseconds{milliseconds}}; }

// One value of a statement, or a whole column of values for unnest().
class Value {
 public:
  static Value Number(std::int64_t number);
  static Value Text(std::string_view text);
  static Value Bytes(std::string_view bytes);
  static Value Nothing();  // a text that is NULL
  static Value Numbers(const std::vector<std::int64_t>& numbers);
  static Value Texts(const std::vector<std::string>& texts);
  static Value ManyBytes(const std::vector<std::string>& values);

 private:
  friend class PostgresConnection;
  Oid type_ = 0;
  std::string bytes_;
  bool is_null_ = false;
};

std::string_view BytesOf(const base::Digest& digest);

// What a statement answered. Numbers must be bigint in the statement: `count(*)`, `sequence`, `is_known::int::bigint`.
class Rows {
 public:
  explicit Rows(PGresult* result) : result_(result, &PQclear) {}

  int size() const { return PQntuples(result_.get()); }
  bool is_empty() const { return size() == 0; }
  std::int64_t Integer(int row, int column) const;
  std::string Text(int row, int column) const;
  // How many rows a statement without an answer changed.
  std::int64_t changed() const;

 private:
  std::unique_ptr<PGresult, decltype(&PQclear)> result_;
};

class PostgresConnection {
 public:
  PostgresConnection(PostgresSettings settings, const base::Clock& clock)
      : settings_(std::move(settings)), clock_(clock) {}

  // Connects unless it is connected. For a second after it failed it fails at once, so that those who wait in line do
  // not wait for it one after another. True: this is a new connection.
  bool MakeReady();
  Rows Run(const char* statement, const std::vector<Value>& values = {});
  // Statements without values, one after another.
  void RunScript(const std::string& statements);
  // How long to wait for a word from the server before it counts as lost.
  void SetPatience(std::chrono::milliseconds patience) { patience_ = patience; }
  bool is_connected() const { return connection_ && PQstatus(connection_.get()) == CONNECTION_OK; }
  // "database bianmin of PostgreSQL at 10.0.0.5"
  const std::string& place() const { return place_; }

 private:
  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

  void Connect();
  void CheckServer();
  std::string Password() const;
  [[noreturn]] void FailToConnect(const base::Error& error);
  Result TakeResult();
  void Await();
  Result Finish();
  [[noreturn]] void Throw(const PGresult* result);

  PostgresSettings settings_;
  const base::Clock& clock_;
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_{nullptr, &PQfinish};
  std::string place_ = "PostgreSQL";
  std::chrono::milliseconds patience_{};
  std::optional<base::Milliseconds> next_try_;
  base::Error last_failure_;
};

enum class Access {
  Read,      // one moment of the archive
  Write,     // READ COMMITTED: what a lock was waited for is seen
  LongRead,  // counting everything
  Change,    // of the schema
};

// From BEGIN to Commit(); rolled back when it goes without.
class PostgresTransaction {
 public:
  PostgresTransaction(PostgresConnection& connection, Access access);
  ~PostgresTransaction();
  PostgresTransaction(const PostgresTransaction&) = delete;
  PostgresTransaction& operator=(const PostgresTransaction&) = delete;

  void Commit();

 private:
  PostgresConnection& connection_;
  bool is_open_ = true;
};

// Locks of the whole database, held to the end of the transaction. One that waits for several takes Schema first.
// Fleet: whoever begins or ends alerts.
enum class PostgresLock { Schema = 1, Feed = 2, Fleet = 3 };
void TakeLock(PostgresConnection& connection, PostgresLock lock);

}  // namespace bianmin::centre
