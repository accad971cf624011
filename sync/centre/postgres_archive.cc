#include "sync/centre/postgres_archive.h"

#include <fmt/format.h>

#include <set>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "sync/centre/postgres_state.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

constexpr const char* kLockKiosk = "SELECT id, high FROM bianmin.kiosk WHERE source = $1 FOR UPDATE";
constexpr const char* kMakeKiosk =
    "INSERT INTO bianmin.kiosk (source, events, high) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING";
constexpr const char* kHolding = "SELECT events, high FROM bianmin.kiosk WHERE source = $1";
constexpr const char* kChangesAfter =
    "(SELECT position, bytes FROM bianmin.change WHERE kiosk = (SELECT id FROM bianmin.kiosk WHERE source = $1) "
    "AND position > $2 ORDER BY position LIMIT $3) UNION ALL "
    "(SELECT position, bytes FROM bianmin.change WHERE scope = ANY($4) AND position > $2 ORDER BY position LIMIT $3) "
    "ORDER BY position LIMIT $3";
constexpr const char* kNewest = "SELECT coalesce(max(position), 0) FROM bianmin.change";
constexpr const char* kNewsSince =
    "SELECT max(c.position), coalesce(k.source, c.scope) FROM bianmin.change c "
    "LEFT JOIN bianmin.kiosk k ON k.id = c.kiosk WHERE c.position > $1 GROUP BY 2 ORDER BY 2";
constexpr const char* kAddChanges =
    "INSERT INTO bianmin.change (kiosk, id, bytes) SELECT $1, id::uuid, bytes "
    "FROM unnest($2::text[], $3::bytea[]) WITH ORDINALITY AS told (id, bytes, place) ORDER BY place";
constexpr const char* kRecordsOf =
    "SELECT k.source, r.kind, r.state, r.kiosk FROM bianmin.record r JOIN bianmin.kiosk k ON k.id = r.kiosk "
    "WHERE r.number = $1 ORDER BY k.source";
constexpr const char* kSetStatus =
    "UPDATE bianmin.record SET state = $1, is_set_here = true, note = $4, "
    "updated_at = timestamptz 'epoch' + $5 * interval '1 millisecond' WHERE number = $2 AND kiosk = $3";
constexpr const char* kInsertStanding =
    "INSERT INTO bianmin.history (number, kiosk, state, at, is_first) "
    "VALUES ($1, $2, $3, timestamptz 'epoch' + $4 * interval '1 millisecond', false)";
constexpr const char* kRegistrationOf =
    "SELECT bytes FROM bianmin.event WHERE subject = $1 AND subject <> '' AND kiosk = $2 AND type IN "
    "('cn.bianmin.order.registered.v1', 'cn.bianmin.complaint.filed.v1', 'cn.bianmin.suggestion.filed.v1') "
    "ORDER BY position LIMIT 1";
// The registration first, whenever it arrived, and the newest after it.
constexpr const char* kHistoryOf =
    "SELECT state, (extract(epoch FROM at) * 1000)::bigint FROM (SELECT state, at, is_first, position "
    "FROM bianmin.history WHERE number = $1 AND kiosk = $2 ORDER BY is_first DESC, position DESC LIMIT $3) AS newest "
    "ORDER BY is_first DESC, position";
constexpr const char* kCountAll =
    "SELECT (SELECT count(*) FROM bianmin.kiosk), (SELECT count(*) FROM bianmin.event WHERE NOT is_known), "
    "(SELECT count(*) FROM bianmin.parked WHERE reason = 'conflict'), "
    "(SELECT count(*) FROM bianmin.parked WHERE reason = 'broken'), (SELECT count(*) FROM bianmin.change)";
constexpr const char* kCountByType = "SELECT type, count(*) FROM bianmin.event GROUP BY type ORDER BY type";
constexpr const char* kCountByState = "SELECT kind || ' ' || state, count(*) FROM bianmin.record GROUP BY 1 ORDER BY 1";
constexpr const char* kList =
    "SELECT e.subject, e.type, (extract(epoch FROM e.time) * 1000)::bigint, k.source, e.sequence, "
    "coalesce(r.state, '') FROM bianmin.event e JOIN bianmin.kiosk k ON k.id = e.kiosk "
    "LEFT JOIN bianmin.record r ON r.number = e.subject AND r.kiosk = e.kiosk "
    "WHERE ($1::text IS NULL OR k.source = $1) AND ($2::text IS NULL OR e.type = $2) ";
constexpr const char* kOfNumber = "AND e.subject = $4 AND e.subject <> '' ";
constexpr const char* kNewestFirst = "ORDER BY e.position DESC LIMIT $3";
constexpr const char* kProbe = "SELECT value FROM bianmin.archive WHERE name = 'epoch' FOR UPDATE";

struct FoundRecord {
  std::string source;
  std::int64_t kiosk = 0;
  RecordKind kind = RecordKind::Order;
  std::string state;
};

base::Result<FoundRecord> FindOne(PostgresConnection& connection, const std::string& number) {
  const Rows rows = connection.Run(kRecordsOf, {Value::Text(number)});
  if (rows.is_empty()) return Error{ErrorCode::NotFound, fmt::format("no kiosk has sent a record {}", number)};
  if (rows.size() > 1) {
    return Error{ErrorCode::Conflict, fmt::format("{} and {} both sent a record {}: two kiosks have the same two "
                                                  "letters; change kiosk.code of one",
                                                  rows.Text(0, 0), rows.Text(1, 0), number)};
  }
  const auto kind = ParseRecordKind(rows.Text(0, 1));
  if (!kind) return Error{ErrorCode::Corrupt, fmt::format("the archive holds a record of unknown kind at {}", number)};
  return FoundRecord{rows.Text(0, 0), rows.Integer(0, 3), *kind, rows.Text(0, 2)};
}

Value OrNothing(const std::optional<std::string>& text) { return text ? Value::Text(*text) : Value::Nothing(); }

}  // namespace

LockedKiosk LockKiosk(PostgresConnection& connection, const std::string& source) {
  Rows row = connection.Run(kLockKiosk, {Value::Text(source)});
  if (row.is_empty()) {
    connection.Run(kMakeKiosk, {Value::Text(source)});
    row = connection.Run(kLockKiosk, {Value::Text(source)});
  }
  CHECK(!row.is_empty());
  return {row.Integer(0, 0), row.Integer(0, 1)};
}

void AddChanges(PostgresConnection& connection, std::int64_t kiosk, const std::vector<Announcement>& announcements) {
  if (announcements.empty()) return;
  std::vector<std::string> ids;
  std::vector<std::string> bytes;
  for (const Announcement& each : announcements) {
    ids.push_back(each.id);
    bytes.push_back(each.bytes);
  }
  TakeLock(connection, PostgresLock::Feed);
  connection.Run(kAddChanges, {Value::Number(kiosk), Value::Texts(ids), Value::ManyBytes(bytes)});
}

PostgresArchive::PostgresArchive(std::unique_ptr<State> state) : state_(std::move(state)) {}
PostgresArchive::~PostgresArchive() = default;

base::Result<std::unique_ptr<PostgresArchive>> PostgresArchive::Open(const PostgresSettings& settings, OpenMode mode,
                                                                     const base::Clock& clock, base::Random& random) {
  auto state = std::make_unique<State>(settings, random, clock);
  try {
    state->connection.MakeReady();
    if (mode == OpenMode::MakeIfMissing) {
      MigratePostgres(state->connection, clock.Now(), random);
      state->Learn();
      state->PrepareMonth(clock.Now());
    } else {
      state->Learn();
    }
  } catch (const PostgresFailure& failure) {
    return failure.error;
  }
  return std::unique_ptr<PostgresArchive>(new PostgresArchive(std::move(state)));
}

std::string PostgresArchive::Epoch() { return state_->epoch; }

base::Result<Holding> PostgresArchive::HoldingOf(const std::string& source) {
  return state_->Guard([&]() -> base::Result<Holding> {
    const PostgresTransaction one_moment(state_->connection, Access::Read);
    const Rows row = state_->connection.Run(kHolding, {Value::Text(source)});
    if (row.is_empty()) return Holding{};
    return Holding{row.Integer(0, 0), row.Integer(0, 1)};
  });
}

base::Result<Changes> PostgresArchive::ChangesAfter(const std::string& source, std::int64_t position,
                                                    std::size_t limit) {
  return state_->Guard([&]() -> base::Result<Changes> {
    const PostgresTransaction one_moment(state_->connection, Access::Read);
    const auto most = static_cast<int>(limit);
    std::vector<std::string> scopes;
    for (const domain::KioskScope& scope : domain::KioskScope::Of(source)) scopes.push_back(scope.SourcePrefix());
    const Rows rows = state_->connection.Run(
        kChangesAfter,
        {Value::Text(source), Value::Number(position), Value::Number(std::int64_t{most} + 1), Value::Texts(scopes)});
    Changes found;
    found.has_more = rows.size() > most;
    for (int row = 0; row < std::min(rows.size(), most); ++row) {
      found.changes.push_back({rows.Integer(row, 0), rows.Text(row, 1)});
    }
    return found;
  });
}

base::Result<News> PostgresArchive::NewsSince(std::int64_t position) {
  return state_->Guard([&]() -> base::Result<News> {
    const PostgresTransaction one_moment(state_->connection, Access::Read);
    News news;
    news.newest = state_->connection.Run(kNewest).Integer(0, 0);
    if (news.newest <= position) return news;
    const Rows rows = state_->connection.Run(kNewsSince, {Value::Number(position)});
    for (int row = 0; row < rows.size(); ++row) news.sources.push_back(rows.Text(row, 1));
    return news;
  });
}

base::Result<std::int64_t> PostgresArchive::NewestChange() {
  return state_->Guard([&]() -> base::Result<std::int64_t> {
    const PostgresTransaction one_moment(state_->connection, Access::Read);
    return state_->connection.Run(kNewest).Integer(0, 0);
  });
}

base::Result<std::string> PostgresArchive::AddStatus(const StatusChange& change, bool is_forced) {
  return state_->Guard([&]() -> base::Result<std::string> {
    PostgresConnection& connection = state_->connection;
    PostgresTransaction transaction(connection, Access::Write);
    auto found = FindOne(connection, change.number);
    if (!found) return found.error();
    const LockedKiosk kiosk = LockKiosk(connection, found->source);
    found = FindOne(connection, change.number);  // as it stands now that nobody else writes
    if (!found) return found.error();
    const auto possible = MayBecome(found->kind, found->state, change.state);
    if (!possible && !(is_forced && possible.error().code == ErrorCode::Refused)) return possible.error();
    connection.Run(kSetStatus, {Value::Text(change.state), Value::Text(change.number), Value::Number(kiosk.id),
                                Value::Text(change.note), Value::Number(MillisecondsOf(change.at))});
    if (found->state != change.state) {
      connection.Run(kInsertStanding, {Value::Text(change.number), Value::Number(kiosk.id), Value::Text(change.state),
                                       Value::Number(MillisecondsOf(change.at))});
    }
    AddChanges(connection, kiosk.id, {state_->Announce(found->kind, change)});
    try {
      transaction.Commit();
    } catch (const PostgresFailure& failure) {
      if (!failure.is_lost) throw;
      // Done twice it would be told twice, or be refused as done already.
      return Error{ErrorCode::Unavailable, fmt::format("{}; it is not known whether {} was set: look before you do it "
                                                       "again",
                                                       failure.error.message, change.number)};
    }
    return found->state;
  });
}

base::Result<KnownRecord> PostgresArchive::FindRecord(const std::string& number, std::size_t most) {
  return state_->Guard([&]() -> base::Result<KnownRecord> {
    PostgresConnection& connection = state_->connection;
    const PostgresTransaction one_moment(connection, Access::Read);
    const auto found = FindOne(connection, number);
    if (!found) return found.error();
    KnownRecord record{.kind = found->kind, .state = found->state, .registration = {}, .history = {}};
    const Rows first = connection.Run(kRegistrationOf, {Value::Text(number), Value::Number(found->kiosk)});
    if (first.is_empty()) {
      return Error{ErrorCode::NotFound, fmt::format("the registration of {} has not arrived yet", number)};
    }
    record.registration = ReadRegistration(first.Text(0, 0));
    const auto limit = Value::Number(static_cast<std::int64_t>(most));
    const Rows history = connection.Run(kHistoryOf, {Value::Text(number), Value::Number(found->kiosk), limit});
    for (int row = 0; row < history.size(); ++row) {
      record.history.push_back({history.Text(row, 0), TimeOf(history.Integer(row, 1))});
    }
    return record;
  });
}

base::Result<Counts> PostgresArchive::CountAll() {
  return state_->Guard([&]() -> base::Result<Counts> {
    PostgresConnection& connection = state_->connection;
    const PostgresTransaction one_moment(connection, Access::LongRead);
    const Rows all = connection.Run(kCountAll);
    Counts counts;
    counts.kiosks = all.Integer(0, 0);
    counts.unknown = all.Integer(0, 1);
    counts.conflicts = all.Integer(0, 2);
    counts.broken = all.Integer(0, 3);
    counts.changes = all.Integer(0, 4);
    const Rows by_type = connection.Run(kCountByType);
    for (int row = 0; row < by_type.size(); ++row) {
      counts.by_type[by_type.Text(row, 0)] = by_type.Integer(row, 1);
      counts.events += by_type.Integer(row, 1);
    }
    const Rows by_state = connection.Run(kCountByState);
    for (int row = 0; row < by_state.size(); ++row) counts.by_state[by_state.Text(row, 0)] = by_state.Integer(row, 1);
    return counts;
  });
}

base::Result<std::vector<ListedEvent>> PostgresArchive::List(const ListFilter& filter) {
  return state_->Guard([&]() -> base::Result<std::vector<ListedEvent>> {
    const PostgresTransaction one_moment(state_->connection, Access::LongRead);
    const auto limit = static_cast<std::int64_t>(std::min(filter.limit, domain::kMaxListedEvents));
    std::vector<Value> values{OrNothing(filter.source), OrNothing(filter.type), Value::Number(limit)};
    if (filter.number) values.push_back(Value::Text(*filter.number));
    const std::string statement = std::string(kList) + (filter.number ? kOfNumber : "") + kNewestFirst;
    const Rows rows = state_->connection.Run(statement.c_str(), values);
    std::vector<ListedEvent> events;
    for (int row = rows.size() - 1; row >= 0; --row) {
      events.push_back({rows.Text(row, 0), rows.Text(row, 1), TimeOf(rows.Integer(row, 2)), rows.Text(row, 3),
                        rows.Integer(row, 4), rows.Text(row, 5)});
    }
    return events;
  });
}

base::Result<base::Done> PostgresArchive::Probe() {
  return state_->Guard([&]() -> base::Result<base::Done> {
    const PostgresTransaction is_rolled_back(state_->connection, Access::Write);
    state_->connection.Run(kProbe);
    return base::Done{};
  });
}

}  // namespace bianmin::centre
