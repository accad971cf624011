#include "kiosk/store/sql.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

namespace bianmin::store {
namespace {

using base::Error;
using base::ErrorCode;

SQLite::Statement& Prepared(Connection& connection, const char* sql) {
  auto& statement = connection.statements[sql];
  if (!statement) statement = std::make_unique<SQLite::Statement>(connection.sqlite, sql);
  return *statement;
}

bool IsDiskFull(const SQLite::Exception& exception, const Connection& connection) {
  if (exception.getErrorCode() == SQLITE_FULL) return true;
  if (exception.getErrorCode() != SQLITE_IOERR) return false;
  const int reason = sqlite3_system_errno(connection.sqlite.getHandle());
  return reason == ENOSPC || reason == EDQUOT;
}

}  // namespace

Error ToError(const SQLite::Exception& exception, const Connection& connection) {
  const std::string file = connection.file.string();
  if (IsDiskFull(exception, connection)) {
    return {ErrorCode::DiskFull, fmt::format("{}: the disk is full, nothing was saved; make room on it", file)};
  }
  switch (exception.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::Unavailable, fmt::format("{}: another process keeps the database locked; see which one has it "
                                                  "open and end it if it hangs",
                                                  file)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorCode::Refused, fmt::format("{}: the database cannot be written; give this program's user the right "
                                              "to write the file and its folder",
                                              file)};
    case SQLITE_CANTOPEN:
      return {ErrorCode::Unavailable, fmt::format("{}: the database cannot be opened; check that its folder exists and "
                                                  "that this program's user may write there",
                                                  file)};
    case SQLITE_IOERR:
      return {ErrorCode::Unavailable,
              fmt::format("{}: the disk reports an error ({}); check the disk", file, exception.what())};
    case SQLITE_NOTADB:
      return {ErrorCode::Corrupt,
              fmt::format("{}: this file is not a database; move it away, or restore it from a backup", file)};
    case SQLITE_CORRUPT:
      return {ErrorCode::Corrupt,
              fmt::format("{}: the database is damaged ({}); restore it from a backup", file, exception.what())};
    default:
      return {ErrorCode::Corrupt, fmt::format("{}: the database does not take what the program asks of it ({}); report "
                                              "this to the operator",
                                              file, exception.what())};
  }
}

Query::Query(Connection& connection, const char* sql)
    : connection_(connection), statement_(Prepared(connection, sql)) {}

Query::~Query() {
  statement_.tryReset();
  try {
    statement_.clearBindings();
  } catch (const SQLite::Exception&) {
    // SQLite documents that clearing cannot fail; the next Bind would tell.
  }
}

Query& Query::Bind(std::int64_t value) {
  statement_.bind(++bound_, static_cast<int64_t>(value));
  return *this;
}

Query& Query::Bind(std::string_view text) {
  statement_.bind(++bound_, std::string(text));
  return *this;
}

Query& Query::Bind(std::span<const std::uint8_t> blob) {
  // A null pointer would bind NULL, an empty blob is not NULL.
  statement_.bind(++bound_, blob.empty() ? static_cast<const void*>("") : blob.data(), static_cast<int>(blob.size()));
  return *this;
}

Query& Query::BindNull() {
  statement_.bind(++bound_);
  return *this;
}

bool Query::Next() { return statement_.executeStep(); }

int Query::Run() {
  while (statement_.executeStep()) {
  }
  return sqlite3_changes(connection_.sqlite.getHandle());
}

bool Query::IsNull(int column) const { return statement_.getColumn(column).isNull(); }

std::int64_t Query::Integer(int column) const { return statement_.getColumn(column).getInt64(); }

std::string Query::Text(int column) const { return statement_.getColumn(column).getString(); }

base::Bytes Query::Blob(int column) const {
  const SQLite::Column blob = statement_.getColumn(column);
  const auto* first = static_cast<const std::uint8_t*>(blob.getBlob());
  return first == nullptr ? base::Bytes{} : base::Bytes(first, first + blob.getBytes());
}

std::optional<std::int64_t> Query::OptionalInteger(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Integer(column);
}

std::optional<base::TimePoint> Query::OptionalTime(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Time(column);
}

std::optional<std::string> Query::OptionalText(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

}  // namespace bianmin::store
