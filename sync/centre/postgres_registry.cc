#include "sync/centre/postgres_registry.h"

#include <algorithm>

#include "kiosk/domain/enrolment_limits.h"
#include "sync/centre/postgres_connection.h"
#include "sync/centre/postgres_schema.h"

namespace bianmin::centre {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;

// Whoever changes what is known of a kiosk does so alone, to the commit. 0x424d4352, "BMCR": beside the locks of
// others.
constexpr const char* kLockKiosk = "SELECT 0::bigint FROM pg_advisory_xact_lock(1112359762, hashtext($1))";
constexpr const char* kInvite =
    "INSERT INTO bianmin.invitation (source, code, expires, serial) "
    "VALUES ($1, $2, timestamptz 'epoch' + $3 * interval '1 millisecond', '') ON CONFLICT (source) DO UPDATE SET "
    "code = excluded.code, expires = excluded.expires, serial = excluded.serial";
constexpr const char* kLook =
    "SELECT (extract(epoch FROM i.expires) * 1000)::bigint, i.serial, "
    "coalesce((extract(epoch FROM c.not_after) * 1000)::bigint, 0), coalesce(c.public_key, ''), coalesce(c.der, '') "
    "FROM bianmin.invitation i LEFT JOIN bianmin.certificate c ON c.serial = i.serial "
    "WHERE i.source = $1 AND i.code = $2";
// Once more with the same certificate: the connection was lost, and nobody knows whether it was committed.
constexpr const char* kUseCode =
    "UPDATE bianmin.invitation SET serial = $1 WHERE source = $2 AND code = $3 AND serial IN ('', $1) "
    "AND expires > timestamptz 'epoch' + $4 * interval '1 millisecond'";
constexpr const char* kInsert =
    "INSERT INTO bianmin.certificate (serial, source, public_key, issued, not_after, der) "
    "VALUES ($1, $2, $3, timestamptz 'epoch' + $4 * interval '1 millisecond', "
    "timestamptz 'epoch' + $5 * interval '1 millisecond', $6) ON CONFLICT (serial) DO NOTHING";
constexpr const char* kCountSince =
    "SELECT count(*) FROM bianmin.certificate WHERE source = $1 AND serial <> $2 "
    "AND issued > timestamptz 'epoch' + $3 * interval '1 millisecond'";
constexpr const char* kIsRevoked =
    "SELECT coalesce((SELECT revoked IS NOT NULL FROM bianmin.certificate WHERE serial = $1 AND source = $2), "
    "EXISTS (SELECT 1 FROM bianmin.revoked_kiosk WHERE source = $2))::int::bigint";
constexpr const char* kRevokeCertificates =
    "UPDATE bianmin.certificate SET revoked = timestamptz 'epoch' + $1 * interval '1 millisecond' "
    "WHERE source = $2 AND revoked IS NULL";
constexpr const char* kDropInvitation = "DELETE FROM bianmin.invitation WHERE source = $1";
constexpr const char* kRevokeKiosk =
    "INSERT INTO bianmin.revoked_kiosk (source, revoked) "
    "VALUES ($1, timestamptz 'epoch' + $2 * interval '1 millisecond') "
    "ON CONFLICT (source) DO UPDATE SET revoked = excluded.revoked";
constexpr const char* kList =
    "SELECT source, serial, (extract(epoch FROM issued) * 1000)::bigint, "
    "(extract(epoch FROM not_after) * 1000)::bigint, coalesce((extract(epoch FROM revoked) * 1000)::bigint, -1) "
    "FROM (SELECT * FROM bianmin.certificate ORDER BY issued DESC, serial LIMIT $1) AS newest "
    "ORDER BY source COLLATE \"C\", issued DESC, serial";

Value Moment(base::TimePoint time) { return Value::Number(MillisecondsOf(time)); }

// Nothing but zeros where the certificate is not in the table.
base::Digest DigestOf(const std::string& bytes) {
  return base::ArrayOf<base::Digest>(base::AsBytes(bytes)).value_or(base::Digest{});
}

bool IsRevoked(PostgresConnection& connection, const std::string& source, const std::string& serial) {
  return connection.Run(kIsRevoked, {Value::Text(serial), Value::Text(source)}).Integer(0, 0) != 0;
}

void Insert(PostgresConnection& connection, const IssuedCertificate& certificate, base::TimePoint now) {
  connection.Run(kInsert, {Value::Text(certificate.serial), Value::Text(certificate.source),
                           Value::Bytes(BytesOf(certificate.public_key)), Moment(now), Moment(certificate.not_after),
                           Value::Bytes(certificate.der)});
}

}  // namespace

struct PostgresRegistry::Book {
  Book(const PostgresSettings& settings, const base::Clock& clock) : connection(settings, clock) {}

  // In one transaction, again when it was cut off: every act here comes to the same when it is done twice.
  template <class Act>
  auto Guard(Access access, Act act) -> decltype(act()) {
    return Persist([&]() -> decltype(act()) {
      if (connection.MakeReady()) CheckPostgresSchema(connection);
      PostgresTransaction transaction(connection, access);
      auto result = act();
      if (result.ok()) transaction.Commit();
      return result;
    });
  }
  void Lock(const std::string& source) { connection.Run(kLockKiosk, {Value::Text(source)}); }

  PostgresConnection connection;
};

PostgresRegistry::PostgresRegistry(std::unique_ptr<Book> book) : book_(std::move(book)) {}
PostgresRegistry::~PostgresRegistry() = default;

base::Result<std::unique_ptr<PostgresRegistry>> PostgresRegistry::Open(const PostgresSettings& settings, OpenMode mode,
                                                                       const base::Clock& clock, base::Random& random) {
  auto book = std::make_unique<Book>(settings, clock);
  try {
    book->connection.MakeReady();
    if (mode == OpenMode::MakeIfMissing) MigratePostgres(book->connection, clock.Now(), random);
    CheckPostgresSchema(book->connection);
  } catch (const PostgresFailure& failure) {
    return failure.error;
  }
  return std::unique_ptr<PostgresRegistry>(new PostgresRegistry(std::move(book)));
}

base::Result<Done> PostgresRegistry::Invite(const Invitation& invitation) {
  return book_->Guard(Access::Write, [&]() -> base::Result<Done> {
    book_->Lock(invitation.source);
    book_->connection.Run(
        kInvite, {Value::Text(invitation.source), Value::Bytes(BytesOf(invitation.code)), Moment(invitation.expires)});
    return Done{};
  });
}

base::Result<CodeStanding> PostgresRegistry::Look(const std::string& source, const base::Digest& code,
                                                  base::TimePoint now) {
  return book_->Guard(Access::Read, [&]() -> base::Result<CodeStanding> {
    const Rows found = book_->connection.Run(kLook, {Value::Text(source), Value::Bytes(BytesOf(code))});
    if (found.is_empty()) return CodeStanding{};
    const bool is_used = !found.Text(0, 1).empty();
    if (TimeOf(found.Integer(0, 0)) <= now) return CodeStanding{is_used ? CodeState::Used : CodeState::Expired, {}};
    if (!is_used) return CodeStanding{CodeState::Good, {}};
    return CodeStanding{CodeState::Used, IssuedCertificate{found.Text(0, 1), source, TimeOf(found.Integer(0, 2)),
                                                           DigestOf(found.Text(0, 3)), found.Text(0, 4)}};
  });
}

base::Result<Done> PostgresRegistry::Enrol(const base::Digest& code, const IssuedCertificate& certificate,
                                           base::TimePoint now) {
  return book_->Guard(Access::Write, [&]() -> base::Result<Done> {
    book_->Lock(certificate.source);
    const Rows used = book_->connection.Run(kUseCode, {Value::Text(certificate.serial), Value::Text(certificate.source),
                                                       Value::Bytes(BytesOf(code)), Moment(now)});
    if (used.changed() != 1) return Error{ErrorCode::Refused, "the code is not good any more"};
    Insert(book_->connection, certificate, now);
    return Done{};
  });
}

base::Result<Done> PostgresRegistry::Renew(const std::string& serial, const IssuedCertificate& certificate,
                                           base::TimePoint now) {
  return book_->Guard(Access::Write, [&]() -> base::Result<Done> {
    book_->Lock(certificate.source);
    if (IsRevoked(book_->connection, certificate.source, serial)) {
      return Error{ErrorCode::Refused, "the kiosk's certificate is revoked"};
    }
    const Rows since = book_->connection.Run(
        kCountSince,
        {Value::Text(certificate.source), Value::Text(certificate.serial), Moment(now - std::chrono::days{1})});
    if (since.Integer(0, 0) >= domain::kMaxCertificatesPerDay) {
      return Error{ErrorCode::TooLarge, "the kiosk got too many certificates today"};
    }
    Insert(book_->connection, certificate, now);
    return Done{};
  });
}

base::Result<Admission> PostgresRegistry::AdmissionOf(const std::string& source, const std::string& serial) {
  return book_->Guard(Access::Read, [&]() -> base::Result<Admission> {
    return IsRevoked(book_->connection, source, serial) ? Admission::Revoked : Admission::Admitted;
  });
}

base::Result<int> PostgresRegistry::Revoke(const std::string& source, base::TimePoint now) {
  return book_->Guard(Access::Write, [&]() -> base::Result<int> {
    book_->Lock(source);
    const Rows revoked = book_->connection.Run(kRevokeCertificates, {Moment(now), Value::Text(source)});
    book_->connection.Run(kDropInvitation, {Value::Text(source)});
    book_->connection.Run(kRevokeKiosk, {Value::Text(source), Moment(now)});
    return static_cast<int>(revoked.changed());
  });
}

base::Result<std::vector<ListedCertificate>> PostgresRegistry::List(std::size_t limit) {
  return book_->Guard(Access::LongRead, [&]() -> base::Result<std::vector<ListedCertificate>> {
    const auto most = static_cast<std::int64_t>(std::min(limit, domain::kMaxListedCertificates));
    const Rows rows = book_->connection.Run(kList, {Value::Number(most)});
    std::vector<ListedCertificate> certificates;
    for (int row = 0; row < rows.size(); ++row) {
      const std::int64_t revoked = rows.Integer(row, 4);
      certificates.push_back({rows.Text(row, 0), rows.Text(row, 1), TimeOf(rows.Integer(row, 2)),
                              TimeOf(rows.Integer(row, 3)),
                              revoked < 0 ? std::nullopt : std::optional(TimeOf(revoked))});
    }
    return certificates;
  });
}

}  // namespace bianmin::centre
