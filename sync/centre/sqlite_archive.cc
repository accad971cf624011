#include "sync/centre/sqlite_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kiosk/domain/limits.h"
#include "sync/centre/sqlite_connection.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

constexpr const char* kHolding = "SELECT events, high FROM kiosk WHERE source = ?";
// Told to the kiosk itself or to a scope that covers it, each found by its own walk along the index.
constexpr const char* kChangesAfter =
    "SELECT position, bytes FROM ("
    "SELECT * FROM (SELECT position, bytes FROM change WHERE source = ?1 AND position > ?5 ORDER BY position LIMIT ?6) "
    "UNION ALL "
    "SELECT * FROM (SELECT position, bytes FROM change WHERE source = ?2 AND position > ?5 ORDER BY position LIMIT ?6) "
    "UNION ALL "
    "SELECT * FROM (SELECT position, bytes FROM change WHERE source = ?3 AND position > ?5 ORDER BY position LIMIT ?6) "
    "UNION ALL "
    "SELECT * FROM (SELECT position, bytes FROM change WHERE source = ?4 AND position > ?5 ORDER BY position LIMIT ?6)"
    ") ORDER BY position LIMIT ?6";
constexpr const char* kNewsSince = "SELECT position, source FROM change WHERE position > ? ORDER BY position";
constexpr const char* kNewest = "SELECT ifnull(max(position), 0) FROM change";
constexpr const char* kRecordsOf = "SELECT source, kind, state FROM record WHERE number = ? ORDER BY source";
constexpr const char* kSetStatus =
    "UPDATE record SET state = ?, is_set_here = 1, note = ?, updated_at = ? WHERE number = ? AND source = ?";
constexpr const char* kRegistrationOf =
    "SELECT bytes FROM event WHERE subject = ? AND subject <> '' AND source = ? AND type IN "
    "('cn.bianmin.order.registered.v1', 'cn.bianmin.complaint.filed.v1', 'cn.bianmin.suggestion.filed.v1') "
    "ORDER BY position LIMIT 1";
// The registration first, whenever it arrived, and the newest after it.
constexpr const char* kHistoryOf =
    "SELECT state, at FROM (SELECT state, at, is_first, position FROM history WHERE number = ?1 AND source = ?2 "
    "ORDER BY is_first DESC, position DESC LIMIT ?3) ORDER BY is_first DESC, position";
constexpr const char* kCountByType = "SELECT type, COUNT(*) FROM event GROUP BY type ORDER BY type";
constexpr const char* kCountByState = "SELECT kind || ' ' || state, COUNT(*) FROM record GROUP BY 1 ORDER BY 1";
constexpr const char* kListByNumber =
    "SELECT e.subject, e.type, e.time, e.source, e.sequence, ifnull(r.state, '') FROM event e "
    "LEFT JOIN record r ON r.number = e.subject AND r.source = e.source WHERE e.subject = ?4 AND e.subject <> '' "
    "AND (?1 IS NULL OR e.source = ?1) AND (?2 IS NULL OR e.type = ?2) ORDER BY e.position DESC LIMIT ?3";
constexpr const char* kListNewest =
    "SELECT e.subject, e.type, e.time, e.source, e.sequence, ifnull(r.state, '') FROM event e "
    "LEFT JOIN record r ON r.number = e.subject AND r.source = e.source "
    "WHERE (?1 IS NULL OR e.source = ?1) AND (?2 IS NULL OR e.type = ?2) ORDER BY e.position DESC LIMIT ?3";

std::int64_t CountOf(SQLite::Database& database, const char* sql) { return database.execAndGet(sql).getInt64(); }

std::vector<ListedEvent> ReadList(Query query) {
  std::vector<ListedEvent> events;
  while (query.Next()) {
    const auto time = base::ParseUtc(query.Text(2));
    events.push_back({query.Text(0), query.Text(1), time.value_or(base::TimePoint{}), query.Text(3), query.Integer(4),
                      query.Text(5)});
  }
  std::reverse(events.begin(), events.end());
  return events;
}

// Under which names a kiosk is told something, besides its own; empty where there is none.
struct AddresseesOf {
  explicit AddresseesOf(const std::string& source) {
    const auto scopes = domain::KioskScope::Of(source);
    all = scopes[0].SourcePrefix();
    if (scopes.size() > 2) of_city = scopes[1].SourcePrefix();
    if (scopes.size() > 3) of_centre = scopes[2].SourcePrefix();
  }
  std::string all;
  std::string of_city;
  std::string of_centre;
};

struct FoundRecord {
  std::string source;
  RecordKind kind = RecordKind::Order;
  std::string state;
};

base::Result<FoundRecord> FindOne(SQLite::Database& database, const std::string& number) {
  SQLite::Statement statement(database, kRecordsOf);
  Query query(statement, number);
  if (!query.Next()) return Error{ErrorCode::NotFound, fmt::format("no kiosk has sent a record {}", number)};
  const auto kind = ParseRecordKind(query.Text(1));
  if (!kind) return Error{ErrorCode::Corrupt, fmt::format("the archive holds a record of unknown kind at {}", number)};
  FoundRecord found{query.Text(0), *kind, query.Text(2)};
  if (query.Next()) {
    return Error{ErrorCode::Conflict, fmt::format("{} and {} both sent a record {}: two kiosks have the same two "
                                                  "letters; change kiosk.code of one",
                                                  found.source, query.Text(0), number)};
  }
  return found;
}

}  // namespace

SqliteArchive::SqliteArchive(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
SqliteArchive::~SqliteArchive() = default;

base::Result<std::unique_ptr<SqliteArchive>> SqliteArchive::Open(const std::filesystem::path& path, OpenMode mode,
                                                                 base::TimePoint now, base::Random& random) {
  if (mode == OpenMode::MustExist && !std::filesystem::exists(path)) {
    return Error{ErrorCode::NotFound, fmt::format("{} does not exist; start bianmin-centre once to make it, or check "
                                                  "archive.database in the configuration",
                                                  path.string())};
  }
  try {
    return std::unique_ptr<SqliteArchive>(new SqliteArchive(std::make_unique<Connection>(path, mode, now, random)));
  } catch (const SQLite::Exception& failure) {
    return ErrorOf(failure, path.string());
  } catch (const Error& fault) {
    return fault;
  }
}

std::string SqliteArchive::Epoch() { return connection_->epoch; }

base::Result<Holding> SqliteArchive::HoldingOf(const std::string& source) {
  return connection_->Guard([&]() -> base::Result<Holding> {
    SQLite::Statement statement(connection_->database, kHolding);
    Query query(statement, source);
    if (!query.Next()) return Holding{};
    return Holding{query.Integer(0), query.Integer(1)};
  });
}

base::Result<Changes> SqliteArchive::ChangesAfter(const std::string& source, std::int64_t position, std::size_t limit) {
  return connection_->Guard([&]() -> base::Result<Changes> {
    SQLite::Statement statement(connection_->database, kChangesAfter);
    const AddresseesOf told(source);
    Query query(statement, told.all, told.of_city, told.of_centre, source, position,
                static_cast<std::int64_t>(limit + 1));
    Changes found;
    while (query.Next()) {
      if (found.changes.size() == limit) {
        found.has_more = true;
        break;
      }
      found.changes.push_back({query.Integer(0), query.Text(1)});
    }
    return found;
  });
}

base::Result<News> SqliteArchive::NewsSince(std::int64_t position) {
  return connection_->Guard([&]() -> base::Result<News> {
    News news;
    news.newest = CountOf(connection_->database, kNewest);
    if (news.newest <= position) return news;
    SQLite::Statement statement(connection_->database, kNewsSince);
    Query query(statement, position);
    std::set<std::string> sources;
    while (query.Next()) {
      news.newest = query.Integer(0);
      sources.insert(query.Text(1));
    }
    news.sources.assign(sources.begin(), sources.end());
    return news;
  });
}

base::Result<std::int64_t> SqliteArchive::NewestChange() {
  return connection_->Guard([&]() -> base::Result<std::int64_t> { return CountOf(connection_->database, kNewest); });
}

base::Result<std::string> SqliteArchive::AddStatus(const StatusChange& change, bool is_forced) {
  return connection_->Guard([&]() -> base::Result<std::string> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto found = FindOne(database, change.number);
    if (!found) return found.error();
    const auto possible = MayBecome(found->kind, found->state, change.state);
    if (!possible && !(is_forced && possible.error().code == ErrorCode::Refused)) return possible.error();
    SQLite::Statement set_status(database, kSetStatus);
    const std::string at = base::FormatUtc(change.at);
    Query(set_status, change.state, change.note, at, change.number, found->source).Run();
    connection_->AddChange(found->source, found->kind, change);
    if (found->state != change.state) {
      SQLite::Statement standing(database, kInsertStanding);
      Query(standing, change.number, found->source, change.state, at, std::int64_t{0}).Run();
    }
    transaction.commit();
    return found->state;
  });
}

base::Result<KnownRecord> SqliteArchive::FindRecord(const std::string& number, std::size_t most) {
  return connection_->Guard([&]() -> base::Result<KnownRecord> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction one_moment(database);
    const auto found = FindOne(database, number);
    if (!found) return found.error();
    KnownRecord record{.kind = found->kind, .state = found->state, .registration = {}, .history = {}};
    SQLite::Statement registration(database, kRegistrationOf);
    Query first(registration, number, found->source);
    if (!first.Next()) {
      return Error{ErrorCode::NotFound, fmt::format("the registration of {} has not arrived yet", number)};
    }
    record.registration = ReadRegistration(first.Text(0));
    SQLite::Statement history(database, kHistoryOf);
    for (Query row(history, number, found->source, static_cast<std::int64_t>(most)); row.Next();) {
      record.history.push_back({row.Text(0), base::ParseUtc(row.Text(1)).value_or(record.registration.requested_at)});
    }
    return record;
  });
}

base::Result<Counts> SqliteArchive::CountAll() {
  return connection_->Guard([&]() -> base::Result<Counts> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction one_moment(database);
    Counts counts;
    counts.kiosks = CountOf(database, "SELECT COUNT(*) FROM kiosk");
    counts.unknown = CountOf(database, "SELECT COUNT(*) FROM event WHERE is_known = 0");
    counts.conflicts = CountOf(database, "SELECT COUNT(*) FROM parked WHERE reason = 'conflict'");
    counts.broken = CountOf(database, "SELECT COUNT(*) FROM parked WHERE reason = 'broken'");
    counts.changes = CountOf(database, "SELECT COUNT(*) FROM change");
    SQLite::Statement by_type(database, kCountByType);
    for (Query query(by_type); query.Next();) {
      counts.by_type[query.Text(0)] = query.Integer(1);
      counts.events += query.Integer(1);
    }
    SQLite::Statement by_state(database, kCountByState);
    for (Query query(by_state); query.Next();) counts.by_state[query.Text(0)] = query.Integer(1);
    return counts;
  });
}

base::Result<std::vector<ListedEvent>> SqliteArchive::List(const ListFilter& filter) {
  return connection_->Guard([&]() -> base::Result<std::vector<ListedEvent>> {
    const auto limit = static_cast<std::int64_t>(std::min(filter.limit, domain::kMaxListedEvents));
    SQLite::Statement statement(connection_->database, filter.number ? kListByNumber : kListNewest);
    if (filter.number) return ReadList(Query(statement, filter.source, filter.type, limit, *filter.number));
    return ReadList(Query(statement, filter.source, filter.type, limit));
  });
}

base::Result<base::Done> SqliteArchive::Probe() {
  return connection_->Guard([&]() -> base::Result<base::Done> {
    SQLite::Transaction transaction(connection_->database, SQLite::TransactionBehavior::IMMEDIATE);
    connection_->database.exec("UPDATE archive SET value = value WHERE name = 'epoch'");
    return base::Done{};  // rolled back: only the lock and the page were tried
  });
}

}  // namespace bianmin::centre
