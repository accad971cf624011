// What the city publishes, in SQLite.
#include <fmt/format.h>

#include "sync/centre/sqlite_connection.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

constexpr const char* kNewestOf =
    "SELECT version, change, content IS NULL FROM publication WHERE kind = ? AND scope = ? "
    "ORDER BY version DESC LIMIT 1";
constexpr const char* kForgetChange = "DELETE FROM change WHERE position = ?";
constexpr const char* kInsert =
    "INSERT INTO publication (kind, scope, version, published, change, sha256, signature, content) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kPublishedNow =
    "SELECT kind, scope, version, published, sha256, ifnull(length(content), 0) FROM publication AS p "
    "WHERE version = (SELECT max(version) FROM publication WHERE kind = p.kind AND scope = p.scope) "
    "ORDER BY kind, scope";

}  // namespace

base::Result<std::int64_t> SqliteArchive::Publish(const domain::Publication& publication) {
  return connection_->Guard([&]() -> base::Result<std::int64_t> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const std::string kind(domain::WireName(publication.kind));
    const std::string& scope = publication.scope.text();
    domain::Publication next = publication;
    next.version = 1;
    SQLite::Statement newest(database, kNewestOf);
    bool is_there = false;
    if (Query before(newest, kind, scope); before.Next()) {
      next.version = before.Integer(0) + 1;
      is_there = before.Integer(2) == 0;
      SQLite::Statement forget(database, kForgetChange);
      Query(forget, before.Integer(1)).Run();
    }
    if (!publication.content && !is_there) return NothingToWithdraw(publication);
    const std::string id = connection_->NewEventId(publication.published_at);
    const std::int64_t change =
        connection_->AddChange(publication.scope.SourcePrefix(), id, WritePublishedEvent(next, id));
    const std::string published = base::FormatUtc(publication.published_at);
    const std::string sha256 = publication.content ? base::ToHex(base::Sha256(*publication.content)) : "";
    const std::string signature = publication.signature ? base::ToBase64(*publication.signature) : "";
    SQLite::Statement insert(database, kInsert);
    insert.bind(1, kind);
    insert.bind(2, scope);
    insert.bind(3, next.version);
    insert.bind(4, published);
    insert.bind(5, change);
    insert.bind(6, sha256);
    insert.bind(7, signature);
    if (publication.content) {
      insert.bind(8, publication.content->data(), static_cast<int>(publication.content->size()));
    } else {
      insert.bind(8);
    }
    insert.exec();
    transaction.commit();
    return next.version;
  });
}

base::Result<std::vector<Published>> SqliteArchive::PublishedNow() {
  return connection_->Guard([&]() -> base::Result<std::vector<Published>> {
    std::vector<Published> all;
    SQLite::Statement statement(connection_->database, kPublishedNow);
    for (Query row(statement); row.Next();) {
      const auto kind = domain::ParsePublicationKind(row.Text(0));
      const auto scope = domain::KioskScope::Parse(row.Text(1));
      const auto at = base::ParseUtc(row.Text(3));
      if (!kind || !scope || !at) return UnreadablePublication(row.Text(0), row.Text(1));
      Published published{.publication = {.kind = *kind,
                                          .scope = *scope,
                                          .version = row.Integer(2),
                                          .published_at = *at,
                                          .content = std::nullopt,
                                          .signature = std::nullopt},
                          .sha256 = row.Text(4),
                          .bytes = row.Integer(5)};
      all.push_back(std::move(published));
    }
    return all;
  });
}

}  // namespace bianmin::centre
