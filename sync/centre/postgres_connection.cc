#include "sync/centre/postgres_connection.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "kiosk/base/check.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int kOldestServer = 150000;
constexpr std::size_t kMostPasswordBytes = 1024;
constexpr base::Milliseconds kPauseAfterFailure = std::chrono::seconds{1};
// A little longer than the server itself may take: then the server's own words are heard.
constexpr std::chrono::milliseconds kPatienceBeyondServer = std::chrono::seconds{10};
constexpr std::chrono::milliseconds kConnectPatience = std::chrono::seconds{15};
constexpr int kLockSpace = 0x424d4345;  // "BMCE", beside locks of other programs in the same database

// Used where the setting says nothing else. A server whose machine lost power is noticed within 15 seconds.
constexpr std::pair<const char*, const char*> kDefaults[] = {{"connect_timeout", "5"},
                                                             {"keepalives_idle", "10"},
                                                             {"keepalives_interval", "5"},
                                                             {"keepalives_count", "2"},
                                                             {"tcp_user_timeout", "15000"},
                                                             {"target_session_attrs", "read-write"},
                                                             {"application_name", "bianmin-centre"}};

struct Limits {
  std::chrono::milliseconds statement;
  std::chrono::milliseconds lock;
};

Limits LimitsOf(Access access) {
  using std::chrono::minutes;
  using std::chrono::seconds;
  if (access == Access::LongRead) return {minutes{10}, seconds{10}};
  if (access == Access::Change) return {minutes{10}, minutes{2}};
  return {seconds{20}, seconds{10}};
}

// One line of the server's, without the detail: that can hold values of the row.
std::string WordsOf(const PGresult* result, PGconn* connection) {
  const char* primary = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  std::string words = primary != nullptr ? primary : PQerrorMessage(connection);
  while (!words.empty() && (words.back() == '\n' || words.back() == ' ')) words.pop_back();
  std::replace(words.begin(), words.end(), '\n', ' ');
  return words.empty() ? "the connection ended" : words;
}

Error ErrorOf(std::string_view state, const std::string& words, const std::string& place) {
  if (state == "53100") return {ErrorCode::DiskFull, fmt::format("{}: its disk is full; free some space", place)};
  if (state == "XX001" || state == "XX002") {
    return {ErrorCode::Corrupt, fmt::format("{} is damaged ({}); restore it from a backup", place, words)};
  }
  if (state == "25006") {
    return {ErrorCode::Unavailable,
            fmt::format("{} is a standby and takes nothing; name the primary in postgres.connection, or all servers "
                        "with target_session_attrs=read-write",
                        place)};
  }
  if (state == "42501") {
    return {ErrorCode::Unavailable,
            fmt::format("{}: {}; make the role of the centre the owner of its database", place, words)};
  }
  if (state == "57014" || state == "55P03") {
    return {ErrorCode::Unavailable, fmt::format("{} took too long: {}", place, words)};
  }
  const std::string code = state.empty() ? std::string() : fmt::format(" (SQLSTATE {})", state);
  return {ErrorCode::Unavailable, fmt::format("{}: {}{}", place, words, code)};
}

}  // namespace

bool PostgresConnection::MakeReady() {
  if (is_connected()) return false;
  connection_.reset();
  if (next_try_ && clock_.Steady() < *next_try_) throw PostgresFailure{last_failure_};
  Connect();
  next_try_.reset();
  return true;
}

std::string PostgresConnection::Password() const {
  const auto path = base::SecretPath(settings_.password);
  if (!path) throw PostgresFailure{At("postgres.password", path.error())};
  auto password = base::ReadSecretFile(*path, kMostPasswordBytes);
  if (!password) throw PostgresFailure{At("postgres.password", password.error())};
  while (!password->empty() && password->back() == '\n') password->pop_back();
  return *password;
}

// Read anew at each connection, so that a password can be changed without starting the centre again.
void PostgresConnection::Connect() {
  char* fault = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(settings_.connection.c_str(), &fault), &PQconninfoFree);
  PQfreemem(fault);
  CHECK(options != nullptr);  // the settings were read
  const std::string password = settings_.password.empty() ? std::string() : Password();
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  const auto add = [&](const char* keyword, const char* value) {
    keywords.push_back(keyword);
    values.push_back(value);
  };
  for (const auto& [keyword, value] : kDefaults) add(keyword, value);
  for (const PQconninfoOption* each = options.get(); each->keyword != nullptr; ++each) {
    if (each->val != nullptr) add(each->keyword, each->val);  // the last value of a keyword counts
  }
  add("client_encoding", "UTF8");
  if (!password.empty()) add("password", password.c_str());
  add(nullptr, nullptr);
  connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 0));
  PGconn* connection = connection_.get();
  CHECK(connection != nullptr);
  const auto text = [](const char* name) { return std::string(name == nullptr ? "" : name); };
  place_ = fmt::format("the database {} of PostgreSQL at {}", text(PQdb(connection)), text(PQhost(connection)));
  if (PQstatus(connection) != CONNECTION_OK) FailToConnect(ErrorOf("", WordsOf(nullptr, connection), place_));
  CheckServer();
}

// What the centre promises to kiosks it can promise only on a server that keeps what it has acknowledged.
void PostgresConnection::CheckServer() {
  const int version = PQserverVersion(connection_.get());
  if (version < kOldestServer) {
    FailToConnect({ErrorCode::Refused, fmt::format("{} is version {}; the centre needs {} or newer", place_,
                                                   version / 10000, kOldestServer / 10000)});
  }
  patience_ = kConnectPatience;
  try {
    const Rows row =
        Run("SELECT current_setting('server_encoding'), current_setting('fsync'), "
            "current_setting('synchronous_commit')");
    const std::string encoding = row.Text(0, 0);
    if (encoding != "UTF8") {
      FailToConnect({ErrorCode::Refused,
                     fmt::format("{} keeps text as {}; make the database with ENCODING 'UTF8'", place_, encoding)});
    }
    if (row.Text(0, 1) != "on" || row.Text(0, 2) == "off") {
      FailToConnect({ErrorCode::Refused, fmt::format("{} may lose what it has acknowledged; switch fsync and "
                                                     "synchronous_commit on",
                                                     place_)});
    }
  } catch (const PostgresFailure& failure) {
    FailToConnect(failure.error);
  }
}

void PostgresConnection::FailToConnect(const Error& error) {
  connection_.reset();
  last_failure_ = error;
  next_try_ = clock_.Steady() + kPauseAfterFailure;
  throw PostgresFailure{error};
}

void PostgresConnection::Await() {
  PGconn* connection = connection_.get();
  while (PQisBusy(connection) != 0) {
    pollfd waiting{PQsocket(connection), POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(patience_.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) {
      connection_.reset();
      throw PostgresFailure{{ErrorCode::Unavailable, fmt::format("{} does not answer any more", place_)}, false, true};
    }
    if (PQconsumeInput(connection) == 0) return;  // PQgetResult tells what happened
  }
}

PostgresConnection::Result PostgresConnection::TakeResult() {
  Await();
  return {PQgetResult(connection_.get()), &PQclear};
}

// Reads up to the end of what was asked, so that the connection is free again; the last answer, or the first failure.
PostgresConnection::Result PostgresConnection::Finish() {
  Result kept{nullptr, &PQclear};
  bool has_failed = false;
  for (Result next = TakeResult(); next; next = TakeResult()) {
    if (has_failed) continue;
    const ExecStatusType status = PQresultStatus(next.get());
    has_failed = status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
    kept = std::move(next);
  }
  if (!kept || has_failed) Throw(kept.get());
  return kept;
}

void PostgresConnection::Throw(const PGresult* result) {
  const char* field = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string state = field == nullptr ? "" : field;
  PostgresFailure failure{ErrorOf(state, WordsOf(result, connection_.get()), place_)};
  // Of the class 57P: the server is being stopped or recovers. A standby is left, to look for the primary again.
  failure.is_lost = PQstatus(connection_.get()) != CONNECTION_OK || state.starts_with("57P") || state == "25006";
  failure.may_retry = failure.is_lost || state == "40001" || state == "40P01";
  if (failure.is_lost) {
    base::LogWarning("{}", failure.error.message);
    connection_.reset();
  }
  throw failure;
}

Rows PostgresConnection::Run(const char* statement, const std::vector<Value>& values) {
  if (!connection_) throw PostgresFailure{{ErrorCode::Unavailable, fmt::format("{} is not connected", place_)}};
  std::vector<Oid> types;
  std::vector<const char*> bytes;
  std::vector<int> lengths;
  for (const Value& value : values) {
    types.push_back(value.type_);
    bytes.push_back(value.is_null_ ? nullptr : value.bytes_.data());
    lengths.push_back(static_cast<int>(value.bytes_.size()));
  }
  const std::vector<int> formats(values.size(), 1);
  const int count = static_cast<int>(values.size());
  if (PQsendQueryParams(connection_.get(), statement, count, types.data(), bytes.data(), lengths.data(), formats.data(),
                        1) == 0) {
    Throw(nullptr);
  }
  return Rows(Finish().release());
}

void PostgresConnection::RunScript(const std::string& statements) {
  if (!connection_) throw PostgresFailure{{ErrorCode::Unavailable, fmt::format("{} is not connected", place_)}};
  if (PQsendQuery(connection_.get(), statements.c_str()) == 0) Throw(nullptr);
  Finish();
}

PostgresTransaction::PostgresTransaction(PostgresConnection& connection, Access access) : connection_(connection) {
  const bool is_reading = access == Access::Read || access == Access::LongRead;
  const Limits limits = LimitsOf(access);
  connection_.SetPatience(limits.statement + kPatienceBeyondServer);
  // The last one: a centre that stands still holds its locks no longer than a statement may take.
  connection_.RunScript(
      fmt::format("BEGIN ISOLATION LEVEL {}; SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}; "
                  "SET LOCAL idle_in_transaction_session_timeout = {}",
                  is_reading ? "REPEATABLE READ READ ONLY" : "READ COMMITTED READ WRITE", limits.statement.count(),
                  limits.lock.count(), LimitsOf(Access::Write).statement.count()));
}

PostgresTransaction::~PostgresTransaction() {
  if (!is_open_ || !connection_.is_connected()) return;
  try {
    connection_.RunScript("ROLLBACK");
  } catch (const PostgresFailure&) {  // the server rolls back by itself
  }
}

void PostgresTransaction::Commit() {
  is_open_ = false;
  connection_.RunScript("COMMIT");
}

void TakeLock(PostgresConnection& connection, PostgresLock lock) {
  connection.RunScript(fmt::format("SELECT pg_advisory_xact_lock({}, {})", kLockSpace, static_cast<int>(lock)));
}

}  // namespace bianmin::centre
