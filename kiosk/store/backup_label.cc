#include "kiosk/store/backup_label.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "kiosk/store/journal.h"
#include "kiosk/store/migrations.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kCounts =
    "SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM complaint), "
    "(SELECT count(*) FROM named_rating) + (SELECT count(*) FROM anonymous_rating), "
    "(SELECT last_sequence FROM numbering WHERE only = 1), (SELECT count(*) FROM journal)";

constexpr const char* kState =
    "SELECT last_success, last_file, last_bytes, last_failure, last_error FROM backup_state WHERE only = 1";
constexpr const char* kSucceeded =
    "UPDATE backup_state SET last_success = ?, last_file = ?, last_bytes = ?, last_error = '' WHERE only = 1";
constexpr const char* kFailed = "UPDATE backup_state SET last_failure = ?, last_error = ? WHERE only = 1";

constexpr std::string_view kMadeAt = "made_at";

std::map<std::string, std::int64_t*> Figures(BackupContent& content) {
  return {{"orders", &content.orders},
          {"complaints", &content.complaints},
          {"ratings", &content.ratings},
          {"events", &content.events},
          {"entries", &content.entries}};
}

}  // namespace

std::string WriteLabel(const BackupContent& content) {
  BackupContent copy = content;
  std::string label = fmt::format("{} {}\nschema {}\n", kMadeAt, base::FormatUtc(content.made_at), content.schema);
  for (const auto& [name, figure] : Figures(copy)) label += fmt::format("{} {}\n", name, *figure);
  return label;
}

Result<BackupContent> ReadLabel(std::string_view label) {
  const Error unreadable{ErrorCode::Corrupt, "the backup does not say what it holds"};
  BackupContent content;
  const auto figures = Figures(content);
  std::size_t read = 0;
  while (!label.empty()) {
    const std::string_view line = label.substr(0, label.find('\n'));
    label.remove_prefix(std::min(label.size(), line.size() + 1));
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) return unreadable;
    const std::string name(line.substr(0, space));
    const std::string_view value = line.substr(space + 1);
    ++read;
    if (name == kMadeAt) {
      const auto at = base::ParseUtc(value);
      if (!at) return unreadable;
      content.made_at = *at;
      continue;
    }
    std::int64_t number = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), number).ec != std::errc()) return unreadable;
    if (name == "schema") content.schema = static_cast<int>(number);
    if (const auto figure = figures.find(name); figure != figures.end()) *figure->second = number;
  }
  if (read != figures.size() + 2) return unreadable;
  return content;
}

BackupContent ContentOf(Connection& connection) {
  BackupContent content;
  content.schema = connection.sqlite.execAndGet("PRAGMA user_version").getInt();
  Query row{connection, kCounts};
  row.Next();
  content.orders = row.Integer(0);
  content.complaints = row.Integer(1);
  content.ratings = row.Integer(2);
  content.events = row.Integer(3);
  content.entries = row.Integer(4);
  return content;
}

Result<BackupContent> ContentOfFile(const std::filesystem::path& file) {
  auto database = Database::OpenAsItIs(file);
  if (!database) return database.error();
  if (auto sound = database->CheckIntegrity(); !sound) return sound.error();
  const auto chain = Journal{*database}.Verify();
  if (!chain) return chain.error();
  if (chain->first_broken) return Error{ErrorCode::Corrupt, "the journal is broken: " + chain->what};
  Connection& connection = database->connection();
  return Guarded(connection, [&]() -> Result<BackupContent> { return ContentOf(connection); });
}

Result<BackupState> ReadBackupState(Database& database) {
  Connection& connection = database.connection();
  return Guarded(connection, [&]() -> Result<BackupState> {
    Query row{connection, kState};
    if (!row.Next()) return BackupState{};
    return BackupState{.last_success = row.OptionalTime(0),
                       .last_file = row.Text(1),
                       .last_bytes = row.Integer(2),
                       .last_failure = row.OptionalTime(3),
                       .last_error = row.Text(4)};
  });
}

Result<Done> RecordBackup(Database& database, const Result<BackupFile>& made, base::TimePoint now) {
  Connection& connection = database.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    if (made) {
      Query done{connection, kSucceeded};
      done.Bind(now).Bind(made->path.filename().string()).Bind(static_cast<std::int64_t>(made->bytes)).Run();
    } else {
      Query{connection, kFailed}.Bind(now).Bind(made.error().message).Run();
    }
    return Done{};
  });
}

}  // namespace bianmin::store
