// How PostgresArchive serves other systems of the city: orders from an index, and requests of theirs that become
// orders.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sync/centre/order_numbers.h"
#include "sync/centre/postgres_state.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

constexpr const char* kColumns =
    "SELECT r.number, r.kiosk, r.service_code, r.state, r.note, (extract(epoch FROM r.requested_at) * 1000)::bigint, "
    "(extract(epoch FROM coalesce(r.updated_at, r.requested_at)) * 1000)::bigint FROM bianmin.record r "
    "WHERE r.kind = 'order' AND NOT EXISTS (SELECT 1 FROM bianmin.record other WHERE other.number = r.number "
    "AND other.kiosk <> r.kiosk) AND ";
constexpr const char* kNewestFirst = " ORDER BY r.requested_at DESC, r.number COLLATE \"C\" DESC";
constexpr const char* kBetween =
    "r.requested_at BETWEEN timestamptz 'epoch' + $1 * interval '1 millisecond' "
    "AND timestamptz 'epoch' + $2 * interval '1 millisecond'";
constexpr const char* kOfService = " AND r.service_code COLLATE \"C\" = $4";
constexpr const char* kOfServices = " AND r.service_code = ANY($4::text[])";
constexpr const char* kFindNumbers = "r.number = ANY($1::text[]) AND r.requested_at IS NOT NULL";
constexpr const char* kRegistrationsOf =
    "SELECT subject, kiosk, bytes FROM bianmin.event WHERE subject = ANY($1::text[]) AND subject <> '' "
    "AND type = 'cn.bianmin.order.registered.v1'";
// From each code to the next one, so that as many rows are read as there are codes.
constexpr const char* kServiceCodes =
    "WITH RECURSIVE known (code) AS ((SELECT service_code COLLATE \"C\" FROM bianmin.record WHERE kind = 'order' "
    "AND service_code COLLATE \"C\" > '' ORDER BY service_code COLLATE \"C\" LIMIT 1) UNION ALL "
    "SELECT (SELECT service_code COLLATE \"C\" FROM bianmin.record WHERE kind = 'order' "
    "AND service_code COLLATE \"C\" > code ORDER BY service_code COLLATE \"C\" LIMIT 1) FROM known "
    "WHERE code IS NOT NULL) SELECT code FROM known WHERE code IS NOT NULL";
constexpr const char* kRatingsAfter =
    "SELECT (extract(epoch FROM e.time) * 1000)::bigint, e.id::text, k.source, e.bytes FROM bianmin.event e "
    "JOIN bianmin.kiosk k ON k.id = e.kiosk WHERE e.type = 'cn.bianmin.rating.given.v1' "
    "AND (e.time, e.id) > (timestamptz 'epoch' + $1 * interval '1 millisecond', $2::uuid) "
    "AND e.time < timestamptz 'epoch' + $3 * interval '1 millisecond' ORDER BY e.time, e.id LIMIT $4";
constexpr const char* kFindRetry =
    "SELECT fingerprint, number FROM bianmin.city_request WHERE kiosk = $1 AND retry_key = $2";
constexpr const char* kKeepRetry =
    "INSERT INTO bianmin.city_request (kiosk, retry_key, fingerprint, number) VALUES ($1, $2, $3, $4)";
constexpr const char* kLockSerial = "SELECT value FROM bianmin.archive WHERE name = 'city_serial' FOR UPDATE";
constexpr const char* kKeepSerial = "UPDATE bianmin.archive SET value = $1 WHERE name = 'city_serial'";

struct Row {
  FoundOrder order;
  std::int64_t kiosk = 0;
};

std::vector<Row> ReadRows(const Rows& rows) {
  std::vector<Row> found;
  for (int row = 0; row < rows.size(); ++row) {
    found.push_back({{.number = rows.Text(row, 0),
                      .service_code = rows.Text(row, 2),
                      .state = rows.Text(row, 3),
                      .note = rows.Text(row, 4),
                      .requested_at = TimeOf(rows.Integer(row, 5)),
                      .updated_at = TimeOf(rows.Integer(row, 6)),
                      .registration = {}},
                     rows.Integer(row, 1)});
  }
  return found;
}

std::vector<Row> FindNewest(PostgresConnection& connection, const OrderFilter& filter) {
  const std::vector<Value> span{Value::Number(MillisecondsOf(filter.from)), Value::Number(MillisecondsOf(filter.to)),
                                Value::Number(static_cast<std::int64_t>(filter.offset + filter.limit))};
  const auto run = [&](const std::string& condition, const std::optional<Value>& service) {
    std::vector<Value> values = span;
    if (service) values.push_back(*service);
    return ReadRows(
        connection.Run((std::string(kColumns) + kBetween + condition + kNewestFirst + " LIMIT $3").c_str(), values));
  };
  const bool is_open = filter.status == OrderStatus::Open;
  const std::string of_status =
      filter.status ? fmt::format(" AND r.state {} ({})", is_open ? "NOT IN" : "IN", kClosedStates) : "";
  if (filter.services.empty()) return run(of_status, std::nullopt);
  if (is_open) return run(kOfServices + of_status, Value::Texts(filter.services));
  std::vector<Row> rows;
  for (const std::string& service : filter.services) {
    std::vector<Row> more = run(kOfService + of_status, Value::Text(service));
    rows.insert(rows.end(), more.begin(), more.end());
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return IsNewer(a.order, b.order); });
  return rows;
}

void AddRegistrations(PostgresConnection& connection, std::vector<Row>& rows) {
  std::vector<std::string> numbers;
  for (const Row& row : rows) numbers.push_back(row.order.number);
  const Rows events = connection.Run(kRegistrationsOf, {Value::Texts(numbers)});
  std::map<std::pair<std::string, std::int64_t>, std::string> bytes;
  for (int row = 0; row < events.size(); ++row) {
    bytes[{events.Text(row, 0), events.Integer(row, 1)}] = events.Text(row, 2);
  }
  for (Row& row : rows) {
    const auto found = bytes.find({row.order.number, row.kiosk});
    if (found != bytes.end()) row.order.registration = ReadRegistration(found->second);
  }
}

}  // namespace

base::Result<std::vector<FoundOrder>> PostgresArchive::FindOrders(const OrderFilter& filter) {
  return state_->Guard([&]() -> base::Result<std::vector<FoundOrder>> {
    PostgresConnection& connection = state_->connection;
    const PostgresTransaction one_moment(connection, Access::Read);
    std::vector<Row> rows;
    if (filter.numbers.empty()) {
      rows = FindNewest(connection, filter);
    } else {
      rows = ReadRows(connection.Run((std::string(kColumns) + kFindNumbers + kNewestFirst).c_str(),
                                     {Value::Texts(filter.numbers)}));
    }
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(filter.offset, rows.size())));
    rows.resize(std::min(filter.limit, rows.size()));
    std::vector<FoundOrder> found;
    if (rows.empty()) return found;
    AddRegistrations(connection, rows);
    for (Row& row : rows) found.push_back(std::move(row.order));
    return found;
  });
}

base::Result<std::vector<std::string>> PostgresArchive::ServiceCodes() {
  return state_->Guard([&]() -> base::Result<std::vector<std::string>> {
    const PostgresTransaction one_moment(state_->connection, Access::Read);
    const Rows rows = state_->connection.Run(kServiceCodes);
    std::vector<std::string> codes;
    for (int row = 0; row < rows.size(); ++row) codes.push_back(rows.Text(row, 0));
    return codes;
  });
}

base::Result<std::vector<ArchivedRating>> PostgresArchive::RatingsAfter(const RatingCursor& cursor, base::TimePoint end,
                                                                        std::size_t limit) {
  return state_->Guard([&]() -> base::Result<std::vector<ArchivedRating>> {
    const PostgresTransaction one_moment(state_->connection, Access::LongRead);
    const Rows rows = state_->connection.Run(
        kRatingsAfter, {Value::Number(MillisecondsOf(cursor.time)), Value::Text(cursor.id),
                        Value::Number(MillisecondsOf(end)), Value::Number(static_cast<std::int64_t>(limit))});
    std::vector<ArchivedRating> ratings;
    for (int row = 0; row < rows.size(); ++row) {
      ratings.push_back({{TimeOf(rows.Integer(row, 0)), rows.Text(row, 1)}, rows.Text(row, 2), rows.Text(row, 3)});
    }
    return ratings;
  });
}

base::Result<std::string> PostgresArchive::AddRequest(const CityRequest& request, const RequestWriter& write) {
  return state_->Guard([&]() -> base::Result<std::string> {
    PostgresConnection& connection = state_->connection;
    state_->PrepareMonthsOf(request.received);
    PostgresTransaction transaction(connection, Access::Write);
    const LockedKiosk kiosk = LockKiosk(connection, request.source);
    const Value id = Value::Number(kiosk.id);
    const Value fingerprint = Value::Bytes(BytesOf(request.fingerprint));
    if (!request.retry_key.empty()) {
      const Rows known = connection.Run(kFindRetry, {id, Value::Text(request.retry_key)});
      if (!known.is_empty()) {
        if (known.Text(0, 0) == BytesOf(request.fingerprint)) return known.Text(0, 1);
        return RetryKeyIsTaken();
      }
    }
    const Rows serial = connection.Run(kLockSerial);
    CHECK(!serial.is_empty());
    const auto number = NextCityNumber(SerialIn(serial.Text(0, 0)), request.received);
    if (!number) return number.error();
    const std::string event_id = base::FormatUuid(base::NewUuidV7(request.received, state_->random));
    const std::string event = write({number->text(), event_id, kiosk.high + 1});
    const BatchOutcome outcome =
        TakeIn(connection, kiosk, BatchOf(request, event),
               [this](RecordKind kind, const StatusChange& change) { return state_->Announce(kind, change); });
    if (outcome.verdicts.front() != Verdict::Accepted) return CannotBeArchived();
    connection.Run(kKeepSerial, {Value::Text(std::to_string(number->Serial()))});
    if (!request.retry_key.empty()) {
      connection.Run(kKeepRetry, {id, Value::Text(request.retry_key), fingerprint, Value::Text(number->text())});
    }
    try {
      transaction.Commit();
    } catch (const PostgresFailure& failure) {
      // With a key the second time finds what the first one did; without, it could be taken twice.
      if (!failure.is_lost || !request.retry_key.empty()) throw;
      return Error{ErrorCode::Unavailable, fmt::format("{}; it is not known whether a request of {} was taken",
                                                       failure.error.message, request.source)};
    }
    return number->text();
  });
}

}  // namespace bianmin::centre
