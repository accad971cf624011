// What the city publishes, in PostgreSQL.
#include <fmt/format.h>

#include "sync/centre/postgres_state.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

constexpr const char* kNewestOf =
    "SELECT version, change, (content IS NULL)::int::bigint FROM bianmin.publication WHERE kind = $1 AND scope = $2 "
    "ORDER BY version DESC LIMIT 1";
constexpr const char* kForgetChange = "DELETE FROM bianmin.change WHERE position = $1";
constexpr const char* kAddChange =
    "INSERT INTO bianmin.change (scope, id, bytes) VALUES ($1, $2::text::uuid, $3) RETURNING position";
constexpr const char* kInsert =
    "INSERT INTO bianmin.publication (kind, scope, version, published, change, sha256, signature, content) "
    "VALUES ($1, $2, $3, timestamptz 'epoch' + $4 * interval '1 millisecond', $5, $6, $7, $8)";
constexpr const char* kInsertWithdrawal =
    "INSERT INTO bianmin.publication (kind, scope, version, published, change, sha256, signature, content) "
    "VALUES ($1, $2, $3, timestamptz 'epoch' + $4 * interval '1 millisecond', $5, '', '', NULL)";
constexpr const char* kPublishedNow =
    "SELECT kind, scope, version, (extract(epoch FROM published) * 1000)::bigint, sha256, "
    "coalesce(octet_length(content), 0)::bigint FROM bianmin.publication AS p "
    "WHERE version = (SELECT max(version) FROM bianmin.publication WHERE kind = p.kind AND scope = p.scope) "
    "ORDER BY kind, scope COLLATE \"C\"";

}  // namespace

base::Result<std::int64_t> PostgresArchive::Publish(const domain::Publication& publication) {
  return state_->Guard([&]() -> base::Result<std::int64_t> {
    PostgresConnection& connection = state_->connection;
    PostgresTransaction transaction(connection, Access::Write);
    TakeLock(connection, PostgresLock::Feed);  // whoever has it is the only one that publishes
    const Value kind = Value::Text(domain::WireName(publication.kind));
    const Value scope = Value::Text(publication.scope.text());
    domain::Publication next = publication;
    next.version = 1;
    const Rows before = connection.Run(kNewestOf, {kind, scope});
    const bool is_there = !before.is_empty() && before.Integer(0, 2) == 0;
    if (!publication.content && !is_there) return NothingToWithdraw(publication);
    if (!before.is_empty()) {
      next.version = before.Integer(0, 0) + 1;
      connection.Run(kForgetChange, {Value::Number(before.Integer(0, 1))});
    }
    const std::string id = base::FormatUuid(base::NewUuidV7(publication.published_at, state_->random));
    const Rows change = connection.Run(kAddChange, {Value::Text(publication.scope.SourcePrefix()), Value::Text(id),
                                                    Value::Bytes(WritePublishedEvent(next, id))});
    std::vector<Value> values{kind, scope, Value::Number(next.version),
                              Value::Number(MillisecondsOf(publication.published_at)),
                              Value::Number(change.Integer(0, 0))};
    if (publication.content) {
      values.push_back(Value::Text(base::ToHex(base::Sha256(*publication.content))));
      values.push_back(Value::Text(publication.signature ? base::ToBase64(*publication.signature) : ""));
      values.push_back(Value::Bytes(*publication.content));
    }
    connection.Run(publication.content ? kInsert : kInsertWithdrawal, values);
    try {
      transaction.Commit();
    } catch (const PostgresFailure& failure) {
      if (!failure.is_lost) throw;
      return Error{ErrorCode::Unavailable, fmt::format("{}; it is not known whether it was published: look with "
                                                       "bianmin-admin centre published before you do it again",
                                                       failure.error.message)};
    }
    return next.version;
  });
}

base::Result<std::vector<Published>> PostgresArchive::PublishedNow() {
  return state_->Guard([&]() -> base::Result<std::vector<Published>> {
    const PostgresTransaction one_moment(state_->connection, Access::Read);
    const Rows rows = state_->connection.Run(kPublishedNow);
    std::vector<Published> all;
    for (int row = 0; row < rows.size(); ++row) {
      const auto kind = domain::ParsePublicationKind(rows.Text(row, 0));
      const auto scope = domain::KioskScope::Parse(rows.Text(row, 1));
      if (!kind || !scope) return UnreadablePublication(rows.Text(row, 0), rows.Text(row, 1));
      all.push_back({.publication = {.kind = *kind,
                                     .scope = *scope,
                                     .version = rows.Integer(row, 2),
                                     .published_at = TimeOf(rows.Integer(row, 3)),
                                     .content = std::nullopt,
                                     .signature = std::nullopt},
                     .sha256 = rows.Text(row, 4),
                     .bytes = rows.Integer(row, 5)});
    }
    return all;
  });
}

}  // namespace bianmin::centre
