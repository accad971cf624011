// How PostgresArchive keeps what kiosks say of themselves, and the alerts that follow. Whoever begins or ends alerts
// holds one lock of the whole database: that is a few rows, for a moment.

#include <fmt/format.h>

#include <map>

#include "kiosk/domain/fleet_limits.h"
#include "kiosk/wire/heartbeat.h"
#include "sync/centre/postgres_state.h"

namespace bianmin::centre {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::TimePoint;

constexpr const char* kKeep =
    "INSERT INTO bianmin.heartbeat AS kept (source, received, waiting, dead, text) "
    "VALUES ($1, timestamptz 'epoch' + $2 * interval '1 millisecond', $3, $4, $5) ON CONFLICT (source) "
    "DO UPDATE SET received = excluded.received, waiting = excluded.waiting, dead = excluded.dead, "
    "text = excluded.text WHERE excluded.received >= kept.received";
// Times as milliseconds; 0 where there is none.
constexpr const char* kOne =
    "SELECT h.source, coalesce((extract(epoch FROM k.seen) * 1000)::bigint, 0), "
    "(extract(epoch FROM h.received) * 1000)::bigint, h.text FROM bianmin.heartbeat h "
    "LEFT JOIN bianmin.kiosk k ON k.source = h.source WHERE h.source = $1";
constexpr const char* kAll =
    "SELECT coalesce(k.source, h.source), coalesce((extract(epoch FROM k.seen) * 1000)::bigint, 0), "
    "coalesce((extract(epoch FROM h.received) * 1000)::bigint, 0), coalesce(h.text, '') FROM bianmin.kiosk k "
    "FULL JOIN bianmin.heartbeat h ON h.source = k.source ORDER BY coalesce(k.source, h.source) COLLATE \"C\"";
constexpr const char* kOpenOfOne =
    "SELECT source, kind, (extract(epoch FROM began) * 1000)::bigint FROM bianmin.alert "
    "WHERE source = $1 AND ended IS NULL ORDER BY position";
constexpr const char* kOpen =
    "SELECT source, kind, (extract(epoch FROM began) * 1000)::bigint FROM bianmin.alert "
    "WHERE ended IS NULL ORDER BY position";
constexpr const char* kBegin =
    "INSERT INTO bianmin.alert (source, kind, began) "
    "VALUES ($1, $2, timestamptz 'epoch' + $3 * interval '1 millisecond')";
constexpr const char* kEnd =
    "UPDATE bianmin.alert SET ended = timestamptz 'epoch' + $1 * interval '1 millisecond' "
    "WHERE source = $2 AND kind = $3 AND ended IS NULL";
constexpr const char* kEndAll =
    "UPDATE bianmin.alert SET ended = timestamptz 'epoch' + $1 * interval '1 millisecond' "
    "WHERE source = $2 AND ended IS NULL";
constexpr const char* kForget = "DELETE FROM bianmin.heartbeat WHERE source = $1";
constexpr const char* kPrune =
    "DELETE FROM bianmin.alert WHERE ended IS NOT NULL AND ended < timestamptz 'epoch' + $1 * interval '1 millisecond'";
constexpr const char* kEnded =
    "SELECT source, kind, (extract(epoch FROM began) * 1000)::bigint, (extract(epoch FROM ended) * 1000)::bigint "
    "FROM bianmin.alert WHERE ended IS NOT NULL ORDER BY ended DESC, position DESC LIMIT $1";
constexpr const char* kCount =
    "WITH since AS (SELECT timestamptz 'epoch' + $1 * interval '1 millisecond' AS at) "
    "SELECT (SELECT count(*) FROM (SELECT source FROM bianmin.heartbeat, since WHERE received >= at UNION "
    "SELECT source FROM bianmin.kiosk, since WHERE seen >= at) AS heard), "
    "(SELECT count(*) FROM since, bianmin.heartbeat h LEFT JOIN bianmin.kiosk k ON k.source = h.source "
    "WHERE greatest(h.received, k.seen) < at), coalesce(sum(waiting), 0)::bigint, coalesce(sum(dead), 0)::bigint "
    "FROM bianmin.heartbeat";
constexpr const char* kCountOpen =
    "SELECT kind, count(*) FROM bianmin.alert WHERE ended IS NULL GROUP BY kind ORDER BY kind";

std::optional<TimePoint> TimeIn(const Rows& rows, int row, int column) {
  const std::int64_t milliseconds = rows.Integer(row, column);
  return milliseconds == 0 ? std::nullopt : std::optional(TimeOf(milliseconds));
}

KioskStanding StandingIn(const Rows& rows, int row) {
  KioskStanding kiosk;
  kiosk.source = rows.Text(row, 0);
  kiosk.sent_events = TimeIn(rows, row, 1);
  const auto received = TimeIn(rows, row, 2);
  const auto heartbeat = wire::ReadHeartbeat(rows.Text(row, 3));
  if (received && heartbeat) kiosk.newest = ReceivedHeartbeat{*received, *heartbeat};
  return kiosk;
}

std::map<std::string, std::vector<OpenAlert>> OpenIn(const Rows& rows) {
  std::map<std::string, std::vector<OpenAlert>> open;
  for (int row = 0; row < rows.size(); ++row) {
    const auto kind = ParseAlertKind(rows.Text(row, 1));
    if (kind) open[rows.Text(row, 0)].push_back({*kind, TimeOf(rows.Integer(row, 2))});
  }
  return open;
}

std::optional<KioskStanding> LoadOne(PostgresConnection& connection, const std::string& source) {
  const Rows one = connection.Run(kOne, {Value::Text(source)});
  if (one.is_empty()) return std::nullopt;
  KioskStanding kiosk = StandingIn(one, 0);
  kiosk.alerts = OpenIn(connection.Run(kOpenOfOne, {Value::Text(source)}))[source];
  return kiosk;
}

// Brings the alerts of one kiosk to what is due.
void Settle(PostgresConnection& connection, KioskStanding& kiosk, TimePoint now) {
  std::vector<OpenAlert> due = AlertsDue(kiosk, now);
  const AlertSteps steps = StepsTo(due, kiosk.alerts);
  const Value source = Value::Text(kiosk.source);
  for (const AlertKind kind : steps.ended) {
    connection.Run(kEnd, {Value::Number(MillisecondsOf(now)), source, Value::Text(WireName(kind))});
  }
  for (const OpenAlert& alert : steps.begun) {
    connection.Run(kBegin, {source, Value::Text(WireName(alert.kind)), Value::Number(MillisecondsOf(alert.began))});
  }
  kiosk.alerts = std::move(due);
}

}  // namespace

base::Result<Done> PostgresArchive::KeepHeartbeat(const std::string& source, const domain::Heartbeat& heartbeat,
                                                  TimePoint received) {
  return state_->Guard([&]() -> base::Result<Done> {
    PostgresConnection& connection = state_->connection;
    PostgresTransaction transaction(connection, Access::Write);
    TakeLock(connection, PostgresLock::Fleet);
    // A silence that nobody looked at begins here, and ends at once.
    if (auto before = LoadOne(connection, source)) Settle(connection, *before, received);
    connection.Run(kKeep,
                   {Value::Text(source), Value::Number(MillisecondsOf(received)), Value::Number(heartbeat.waiting),
                    Value::Number(heartbeat.dead), Value::Text(wire::WriteHeartbeat(heartbeat))});
    if (auto after = LoadOne(connection, source)) Settle(connection, *after, received);
    transaction.Commit();
    return Done{};
  });
}

base::Result<std::vector<KioskStanding>> PostgresArchive::Fleet(TimePoint now) {
  return state_->Guard([&]() -> base::Result<std::vector<KioskStanding>> {
    PostgresConnection& connection = state_->connection;
    PostgresTransaction transaction(connection, Access::Write);
    TakeLock(connection, PostgresLock::Fleet);
    const Rows all = connection.Run(kAll);
    auto alerts = OpenIn(connection.Run(kOpen));
    std::vector<KioskStanding> fleet;
    for (int row = 0; row < all.size(); ++row) {
      KioskStanding& kiosk = fleet.emplace_back(StandingIn(all, row));
      kiosk.alerts = std::move(alerts[kiosk.source]);
      Settle(connection, kiosk, now);
    }
    connection.Run(kPrune, {Value::Number(MillisecondsOf(now - domain::kEndedAlertsKept))});
    transaction.Commit();
    return fleet;
  });
}

base::Result<std::vector<EndedAlert>> PostgresArchive::EndedAlerts(std::size_t limit) {
  return state_->Guard([&]() -> base::Result<std::vector<EndedAlert>> {
    const PostgresTransaction one_moment(state_->connection, Access::Read);
    const Rows rows = state_->connection.Run(kEnded, {Value::Number(static_cast<std::int64_t>(limit))});
    std::vector<EndedAlert> ended;
    for (int row = 0; row < rows.size(); ++row) {
      const auto kind = ParseAlertKind(rows.Text(row, 1));
      if (kind) ended.push_back({rows.Text(row, 0), *kind, TimeOf(rows.Integer(row, 2)), TimeOf(rows.Integer(row, 3))});
    }
    return ended;
  });
}

base::Result<FleetCounts> PostgresArchive::CountFleet(TimePoint now) {
  return state_->Guard([&]() -> base::Result<FleetCounts> {
    PostgresConnection& connection = state_->connection;
    const PostgresTransaction one_moment(connection, Access::Read);
    FleetCounts counts;
    const Rows open = connection.Run(kCountOpen);
    for (int row = 0; row < open.size(); ++row) {
      if (const auto kind = ParseAlertKind(open.Text(row, 0))) counts.alerts[*kind] = open.Integer(row, 1);
    }
    const Rows count = connection.Run(kCount, {Value::Number(MillisecondsOf(now - domain::kLongestSilence))});
    counts.seen = count.Integer(0, 0);
    counts.alerts[AlertKind::Silent] = count.Integer(0, 1);  // also of those whom nobody has looked at since
    counts.waiting = count.Integer(0, 2);
    counts.dead = count.Integer(0, 3);
    return counts;
  });
}

base::Result<Done> PostgresArchive::Retire(const std::string& source, TimePoint now) {
  return state_->Guard([&]() -> base::Result<Done> {
    PostgresConnection& connection = state_->connection;
    PostgresTransaction transaction(connection, Access::Write);
    TakeLock(connection, PostgresLock::Fleet);
    if (connection.Run(kForget, {Value::Text(source)}).changed() == 0) {
      return Error{ErrorCode::NotFound, fmt::format("{} has sent no heartbeat", source)};
    }
    connection.Run(kEndAll, {Value::Number(MillisecondsOf(now)), Value::Text(source)});
    transaction.Commit();
    return Done{};
  });
}

}  // namespace bianmin::centre
