#include "tests/bench/same_rows.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <fstream>
#include <variant>
#include <vector>

#include "kiosk/base/random.h"
#include "sync/centre/sqlite_archive.h"
#include "tests/bench/measure.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::bench {
namespace {

using std::chrono::steady_clock;
using Cell = std::variant<std::nullptr_t, std::int64_t, std::string, std::vector<char>>;
using Cells = std::vector<Cell>;

Cell CellOf(const SQLite::Column& column) {
  if (column.isNull()) return nullptr;
  if (column.isInteger()) return column.getInt64();
  if (column.isText()) return column.getString();
  const char* bytes = static_cast<const char*>(column.getBlob());
  return std::vector<char>(bytes, bytes + column.getBytes());
}

std::vector<Cells> RowsOf(SQLite::Database& database, const std::string& table) {
  std::vector<Cells> rows;
  SQLite::Statement all(database, "SELECT * FROM " + table);
  while (all.executeStep()) {
    Cells& row = rows.emplace_back();
    for (int i = 0; i < all.getColumnCount(); ++i) row.push_back(CellOf(all.getColumn(i)));
  }
  return rows;
}

void Bind(SQLite::Statement& insert, int index, const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) insert.bind(index, *number);
  if (const auto* text = std::get_if<std::string>(&cell)) insert.bindNoCopy(index, *text);
  if (const auto* blob = std::get_if<std::vector<char>>(&cell)) {
    insert.bindNoCopy(index, blob->data(), static_cast<int>(blob->size()));
  }
  if (std::holds_alternative<std::nullptr_t>(cell)) insert.bind(index);
}

void Insert(SQLite::Database& database, const std::string& table, const std::vector<Cells>& rows,
            int rows_a_transaction) {
  if (rows.empty()) return;
  std::string marks;
  for (std::size_t i = 0; i < rows.front().size(); ++i) marks += i == 0 ? "?" : ", ?";
  SQLite::Statement insert(database, fmt::format("INSERT INTO {} VALUES ({})", table, marks));
  for (std::size_t at = 0; at < rows.size();) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (int i = 0; i < rows_a_transaction && at < rows.size(); ++i, ++at) {
      int column = 0;
      for (const Cell& cell : rows[at]) Bind(insert, ++column, cell);
      insert.exec();
      insert.reset();
    }
    transaction.commit();
  }
}

}  // namespace

double InsertSameRows(const std::filesystem::path& archive, const std::filesystem::path& fresh,
                      int rows_a_transaction) {
  constexpr std::array kTables{"kiosk", "event", "record", "history", "answer"};
  base::SeededRandom random(1);
  // The schema and nothing else.
  support::Must(centre::SqliteArchive::Open(fresh, centre::OpenMode::MakeIfMissing, base::TimePoint{}, random));
  SQLite::Database from(archive.string(), SQLite::OPEN_READONLY);
  std::vector<std::vector<Cells>> tables;
  for (const char* table : kTables) tables.push_back(RowsOf(from, table));
  SQLite::Database to(fresh.string(), SQLite::OPEN_READWRITE);
  to.exec("PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192");
  const auto begin = steady_clock::now();
  for (std::size_t i = 0; i < tables.size(); ++i) Insert(to, kTables[i], tables[i], rows_a_transaction);
  return SecondsSince(begin);
}

double CopySameRows(const support::PostgresServer& server, const std::string& database,
                    const std::filesystem::path& folder) {
  constexpr std::array kTables{"kiosk", "event_id", "event", "record", "history", "answer"};
  std::ofstream out(folder / "out.sql"), in(folder / "in.sql");
  std::string all;
  for (const std::string table : kTables) {
    const std::string file = (folder / table).string();
    out << fmt::format("\\copy (SELECT * FROM bianmin.{}) TO '{}'\n", table, file);
    in << fmt::format("\\copy bianmin.{} FROM '{}'\n", table, file);
    all += (all.empty() ? "bianmin." : ", bianmin.") + table;
  }
  out.close();
  in.close();
  server.Ask(database, "\\i " + (folder / "out.sql").string());
  server.Ask(database, "TRUNCATE " + all + " CASCADE");
  const auto begin = steady_clock::now();
  server.Ask(database, "\\i " + (folder / "in.sql").string());
  return SecondsSince(begin);
}

}  // namespace bianmin::bench
