// How SqliteArchive keeps what kiosks say of themselves, and the alerts that follow.

#include <fmt/format.h>

#include <map>

#include "kiosk/domain/fleet_limits.h"
#include "kiosk/wire/heartbeat.h"
#include "sync/centre/sqlite_connection.h"

namespace bianmin::centre {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::TimePoint;

constexpr const char* kKeep =
    "INSERT INTO heartbeat (source, received, waiting, dead, text) VALUES (?, ?, ?, ?, ?) ON CONFLICT (source) "
    "DO UPDATE SET received = excluded.received, waiting = excluded.waiting, dead = excluded.dead, "
    "text = excluded.text WHERE excluded.received >= received";
constexpr const char* kOne =
    "SELECT h.source, k.seen, h.received, h.text FROM heartbeat h LEFT JOIN kiosk k ON k.source = h.source "
    "WHERE h.source = ?";
constexpr const char* kAll =
    "SELECT ifnull(k.source, h.source), k.seen, h.received, h.text FROM kiosk k "
    "FULL JOIN heartbeat h ON h.source = k.source ORDER BY 1";
constexpr const char* kOpenOfOne =
    "SELECT source, kind, began FROM alert WHERE source = ? AND ended IS NULL ORDER BY position";
constexpr const char* kOpen = "SELECT source, kind, began FROM alert WHERE ended IS NULL ORDER BY position";
constexpr const char* kBegin = "INSERT INTO alert (source, kind, began) VALUES (?, ?, ?)";
constexpr const char* kEnd = "UPDATE alert SET ended = ? WHERE source = ? AND kind = ? AND ended IS NULL";
constexpr const char* kEndAll = "UPDATE alert SET ended = ? WHERE source = ? AND ended IS NULL";
constexpr const char* kForget = "DELETE FROM heartbeat WHERE source = ?";
constexpr const char* kPrune = "DELETE FROM alert WHERE ended < ? AND ended IS NOT NULL";
constexpr const char* kEnded =
    "SELECT source, kind, began, ended FROM alert WHERE ended IS NOT NULL ORDER BY ended DESC, position DESC LIMIT ?";
constexpr const char* kCount =
    "SELECT (SELECT count(*) FROM (SELECT source FROM heartbeat WHERE received >= ?1 UNION "
    "SELECT source FROM kiosk WHERE seen >= ?1)), (SELECT count(*) FROM heartbeat h LEFT JOIN kiosk k "
    "ON k.source = h.source WHERE max(h.received, ifnull(k.seen, '')) < ?1), ifnull(sum(waiting), 0), "
    "ifnull(sum(dead), 0) FROM heartbeat";
constexpr const char* kCountOpen = "SELECT kind, count(*) FROM alert WHERE ended IS NULL GROUP BY kind ORDER BY kind";

std::optional<TimePoint> TimeIn(const std::string& text) { return base::ParseUtc(text); }

KioskStanding StandingIn(Query& row) {
  KioskStanding kiosk;
  kiosk.source = row.Text(0);
  kiosk.sent_events = TimeIn(row.Text(1));
  const auto received = TimeIn(row.Text(2));
  const auto heartbeat = wire::ReadHeartbeat(row.Text(3));
  if (received && heartbeat) kiosk.newest = ReceivedHeartbeat{*received, *heartbeat};
  return kiosk;
}

std::map<std::string, std::vector<OpenAlert>> OpenIn(Query query) {
  std::map<std::string, std::vector<OpenAlert>> open;
  while (query.Next()) {
    const auto kind = ParseAlertKind(query.Text(1));
    const auto began = TimeIn(query.Text(2));
    if (kind && began) open[query.Text(0)].push_back({*kind, *began});
  }
  return open;
}

std::optional<KioskStanding> LoadOne(SQLite::Database& database, const std::string& source) {
  SQLite::Statement one(database, kOne);
  Query row(one, source);
  if (!row.Next()) return std::nullopt;
  KioskStanding kiosk = StandingIn(row);
  SQLite::Statement open(database, kOpenOfOne);
  kiosk.alerts = OpenIn(Query(open, source))[source];
  return kiosk;
}

// Brings the alerts of one kiosk to what is due.
void Settle(SQLite::Database& database, KioskStanding& kiosk, TimePoint now) {
  std::vector<OpenAlert> due = AlertsDue(kiosk, now);
  const AlertSteps steps = StepsTo(due, kiosk.alerts);
  for (const AlertKind kind : steps.ended) {
    SQLite::Statement end(database, kEnd);
    Query(end, base::FormatUtc(now), kiosk.source, std::string(WireName(kind))).Run();
  }
  for (const OpenAlert& alert : steps.begun) {
    SQLite::Statement begin(database, kBegin);
    Query(begin, kiosk.source, std::string(WireName(alert.kind)), base::FormatUtc(alert.began)).Run();
  }
  kiosk.alerts = std::move(due);
}

}  // namespace

base::Result<Done> SqliteArchive::KeepHeartbeat(const std::string& source, const domain::Heartbeat& heartbeat,
                                                TimePoint received) {
  return connection_->Guard([&]() -> base::Result<Done> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // A silence that nobody looked at begins here, and ends at once.
    if (auto before = LoadOne(database, source)) Settle(database, *before, received);
    SQLite::Statement keep(database, kKeep);
    Query(keep, source, base::FormatUtc(received), heartbeat.waiting, heartbeat.dead, wire::WriteHeartbeat(heartbeat))
        .Run();
    if (auto after = LoadOne(database, source)) Settle(database, *after, received);
    transaction.commit();
    return Done{};
  });
}

base::Result<std::vector<KioskStanding>> SqliteArchive::Fleet(TimePoint now) {
  return connection_->Guard([&]() -> base::Result<std::vector<KioskStanding>> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    std::vector<KioskStanding> fleet;
    SQLite::Statement all(database, kAll);
    for (Query row(all); row.Next();) fleet.push_back(StandingIn(row));
    SQLite::Statement open(database, kOpen);
    auto alerts = OpenIn(Query(open));
    for (KioskStanding& kiosk : fleet) {
      kiosk.alerts = std::move(alerts[kiosk.source]);
      Settle(database, kiosk, now);
    }
    SQLite::Statement prune(database, kPrune);
    Query(prune, base::FormatUtc(now - domain::kEndedAlertsKept)).Run();
    transaction.commit();
    return fleet;
  });
}

base::Result<std::vector<EndedAlert>> SqliteArchive::EndedAlerts(std::size_t limit) {
  return connection_->Guard([&]() -> base::Result<std::vector<EndedAlert>> {
    std::vector<EndedAlert> ended;
    SQLite::Statement statement(connection_->database, kEnded);
    for (Query row(statement, static_cast<std::int64_t>(limit)); row.Next();) {
      const auto kind = ParseAlertKind(row.Text(1));
      const auto began = TimeIn(row.Text(2));
      const auto end = TimeIn(row.Text(3));
      if (kind && began && end) ended.push_back({row.Text(0), *kind, *began, *end});
    }
    return ended;
  });
}

base::Result<FleetCounts> SqliteArchive::CountFleet(TimePoint now) {
  return connection_->Guard([&]() -> base::Result<FleetCounts> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction one_moment(database);
    FleetCounts counts;
    const std::string since = base::FormatUtc(now - domain::kLongestSilence);
    SQLite::Statement open(database, kCountOpen);
    for (Query row(open); row.Next();) {
      if (const auto kind = ParseAlertKind(row.Text(0))) counts.alerts[*kind] = row.Integer(1);
    }
    SQLite::Statement count(database, kCount);
    Query row(count, since);
    row.Next();
    counts.seen = row.Integer(0);
    counts.alerts[AlertKind::Silent] = row.Integer(1);  // also of those whom nobody has looked at since
    counts.waiting = row.Integer(2);
    counts.dead = row.Integer(3);
    return counts;
  });
}

base::Result<Done> SqliteArchive::Retire(const std::string& source, TimePoint now) {
  return connection_->Guard([&]() -> base::Result<Done> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement forget(database, kForget);
    if (Query(forget, source).Run() == 0) {
      return Error{ErrorCode::NotFound, fmt::format("{} has sent no heartbeat", source)};
    }
    SQLite::Statement end(database, kEndAll);
    Query(end, base::FormatUtc(now), source).Run();
    transaction.commit();
    return Done{};
  });
}

}  // namespace bianmin::centre
