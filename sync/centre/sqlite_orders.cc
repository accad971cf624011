// How SqliteArchive serves other systems of the city: orders and ratings from an index, and requests of theirs that
// become orders.

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "sync/centre/order_numbers.h"
#include "sync/centre/sqlite_connection.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

// The index is named, because a plan without it would read every record.
constexpr const char* kFindOrders =
    "SELECT number, source, service_code, state, note, requested_at, updated_at FROM record AS r INDEXED BY {} "
    "WHERE kind = 'order' AND requested_at BETWEEN ?1 AND ?2 {} AND NOT EXISTS (SELECT 1 FROM record AS other "
    "WHERE other.number = r.number AND other.source <> r.source) ORDER BY requested_at DESC, number DESC LIMIT ?3";
constexpr const char* kOfService = "AND service_code = ?4";
constexpr const char* kOfServices = "AND (?4 = '[]' OR service_code IN (SELECT value FROM json_each(?4)))";
constexpr const char* kFindNumbers =
    "SELECT number, source, service_code, state, note, requested_at, updated_at FROM record AS r "
    "WHERE number IN (SELECT value FROM json_each(?1)) AND kind = 'order' AND requested_at IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM record AS other WHERE other.number = r.number AND other.source <> r.source) "
    "ORDER BY requested_at DESC, number DESC";
constexpr const char* kRegistrationOf =
    "SELECT bytes FROM event WHERE subject = ? AND subject <> '' AND source = ? "
    "AND type = 'cn.bianmin.order.registered.v1' ORDER BY position LIMIT 1";
// From each code to the next one, so that as many rows are read as there are codes.
constexpr const char* kServiceCodes =
    "WITH RECURSIVE known (code) AS (SELECT min(service_code) FROM record INDEXED BY order_by_service "
    "WHERE kind = 'order' AND service_code > '' UNION ALL SELECT (SELECT min(service_code) FROM record "
    "INDEXED BY order_by_service WHERE kind = 'order' AND service_code > code) FROM known WHERE code IS NOT NULL) "
    "SELECT code FROM known WHERE code IS NOT NULL ORDER BY code";
constexpr const char* kRatingsAfter =
    "SELECT time, id, source, bytes FROM event INDEXED BY rating_by_time WHERE type = 'cn.bianmin.rating.given.v1' "
    "AND (time, id) > (?1, ?2) AND time < ?3 ORDER BY time, id LIMIT ?4";
constexpr const char* kFindRetry = "SELECT fingerprint, number FROM city_request WHERE source = ? AND retry_key = ?";
constexpr const char* kKeepRetry =
    "INSERT INTO city_request (source, retry_key, fingerprint, number) VALUES (?, ?, ?, ?)";
constexpr const char* kLastSerial = "SELECT value FROM archive WHERE name = 'city_serial'";
constexpr const char* kKeepSerial = "INSERT OR REPLACE INTO archive (name, value) VALUES ('city_serial', ?)";
constexpr const char* kHigh = "SELECT high FROM kiosk WHERE source = ?";

struct Row {
  FoundOrder order;
  std::string source;
};

std::vector<Row> ReadRows(Query query) {
  std::vector<Row> rows;
  while (query.Next()) {
    const auto requested = base::ParseUtc(query.Text(5)).value_or(base::TimePoint{});
    rows.push_back({{.number = query.Text(0),
                     .service_code = query.Text(2),
                     .state = query.Text(3),
                     .note = query.Text(4),
                     .requested_at = requested,
                     .updated_at = base::ParseUtc(query.Text(6)).value_or(requested),
                     .registration = {}},
                    query.Text(1)});
  }
  return rows;
}

std::string AsJson(const std::vector<std::string>& texts) {
  return boost::json::serialize(boost::json::array(texts.begin(), texts.end()));
}

std::vector<Row> FindNewest(SQLite::Database& database, const OrderFilter& filter) {
  const auto most = static_cast<std::int64_t>(filter.offset + filter.limit);
  const std::string from = base::FormatUtc(filter.from);
  const std::string to = base::FormatUtc(filter.to);
  const auto run = [&](const char* index, const std::string& condition, const std::string& services) {
    SQLite::Statement statement(database, fmt::format(fmt::runtime(kFindOrders), index, condition));
    return ReadRows(Query(statement, from, to, most, services));
  };
  const std::string closed = fmt::format(" AND state IN ({})", kClosedStates);
  if (filter.status == OrderStatus::Open) {
    const std::string open = fmt::format(" AND state NOT IN ({})", kClosedStates);
    return run("open_order_by_time", kOfServices + open, AsJson(filter.services));
  }
  const std::string of_status = filter.status ? closed : "";
  if (filter.services.empty()) return run("order_by_time", kOfServices + of_status, "[]");
  std::vector<Row> rows;
  for (const std::string& service : filter.services) {
    std::vector<Row> more = run("order_by_service", kOfService + of_status, service);
    rows.insert(rows.end(), more.begin(), more.end());
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return IsNewer(a.order, b.order); });
  return rows;
}

std::optional<std::int64_t> LastSerial(SQLite::Database& database) {
  SQLite::Statement statement(database, kLastSerial);
  Query query(statement);
  if (!query.Next()) return std::nullopt;
  return SerialIn(query.Text(0));
}

}  // namespace

base::Result<std::vector<FoundOrder>> SqliteArchive::FindOrders(const OrderFilter& filter) {
  return connection_->Guard([&]() -> base::Result<std::vector<FoundOrder>> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction one_moment(database);
    std::vector<Row> rows;
    if (filter.numbers.empty()) {
      rows = FindNewest(database, filter);
    } else {
      SQLite::Statement statement(database, kFindNumbers);
      const std::string numbers = AsJson(filter.numbers);
      rows = ReadRows(Query(statement, numbers));
    }
    SQLite::Statement registration(database, kRegistrationOf);
    std::vector<FoundOrder> found;
    for (std::size_t i = filter.offset; i < std::min(rows.size(), filter.offset + filter.limit); ++i) {
      Query bytes(registration, rows[i].order.number, rows[i].source);
      if (bytes.Next()) rows[i].order.registration = ReadRegistration(bytes.Text(0));
      found.push_back(std::move(rows[i].order));
    }
    return found;
  });
}

base::Result<std::vector<std::string>> SqliteArchive::ServiceCodes() {
  return connection_->Guard([&]() -> base::Result<std::vector<std::string>> {
    SQLite::Statement statement(connection_->database, kServiceCodes);
    std::vector<std::string> codes;
    for (Query query(statement); query.Next();) codes.push_back(query.Text(0));
    return codes;
  });
}

base::Result<std::vector<ArchivedRating>> SqliteArchive::RatingsAfter(const RatingCursor& cursor, base::TimePoint end,
                                                                      std::size_t limit) {
  return connection_->Guard([&]() -> base::Result<std::vector<ArchivedRating>> {
    SQLite::Statement statement(connection_->database, kRatingsAfter);
    const std::string time = base::FormatUtc(cursor.time);
    const std::string before = base::FormatUtc(end);
    std::vector<ArchivedRating> ratings;
    for (Query query(statement, time, cursor.id, before, static_cast<std::int64_t>(limit)); query.Next();) {
      const auto moment = base::ParseUtc(query.Text(0)).value_or(cursor.time);
      ratings.push_back({{moment, query.Text(1)}, query.Text(2), query.Text(3)});
    }
    return ratings;
  });
}

base::Result<std::string> SqliteArchive::AddRequest(const CityRequest& request, const RequestWriter& write) {
  return connection_->Guard([&]() -> base::Result<std::string> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (!request.retry_key.empty()) {
      SQLite::Statement find(database, kFindRetry);
      Query known(find, request.source, request.retry_key);
      if (known.Next()) {
        if (known.Text(0) == base::AsText(request.fingerprint)) return known.Text(1);
        return RetryKeyIsTaken();
      }
    }
    const auto number = NextCityNumber(LastSerial(database), request.received);
    if (!number) return number.error();
    SQLite::Statement find_high(database, kHigh);
    Query high(find_high, request.source);
    const std::int64_t sequence = high.Next() ? high.Integer(0) + 1 : 1;
    const std::string event_id = connection_->NewEventId(request.received);
    const BatchOutcome outcome = connection_->TakeIn(BatchOf(request, write({number->text(), event_id, sequence})));
    if (outcome.verdicts.front() != Verdict::Accepted) return CannotBeArchived();
    const std::string serial = std::to_string(number->Serial());
    SQLite::Statement keep_serial(database, kKeepSerial);
    Query(keep_serial, serial).Run();
    if (!request.retry_key.empty()) {
      SQLite::Statement keep(database, kKeepRetry);
      Query(keep, request.source, request.retry_key, request.fingerprint, number->text()).Run();
    }
    transaction.commit();
    return number->text();
  });
}

}  // namespace bianmin::centre
