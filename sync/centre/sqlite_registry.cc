#include "sync/centre/sqlite_registry.h"

#include <fmt/format.h>

#include "kiosk/domain/enrolment_limits.h"
#include "sync/centre/sqlite_connection.h"

namespace bianmin::centre {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;

constexpr int kApplicationId = 0x424d4352;  // "BMCR": a file with another mark is not ours
constexpr int kSchemaVersion = 1;
constexpr int kBusyMilliseconds = 5000;

// Append only: a version that was released is never changed. Times are UTC texts, which sort as they follow each other.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE invitation (
  source TEXT NOT NULL PRIMARY KEY,
  code BLOB NOT NULL CHECK (length(code) = 32),
  expires TEXT NOT NULL,
  serial TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE certificate (
  serial TEXT NOT NULL PRIMARY KEY,
  source TEXT NOT NULL,
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  issued TEXT NOT NULL,
  not_after TEXT NOT NULL,
  revoked TEXT,
  der BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_by_source ON certificate (source, issued);

-- Kiosks that were revoked: certificates of theirs that are not in the table above are refused, too.
CREATE TABLE revoked_kiosk (
  source TEXT NOT NULL PRIMARY KEY,
  revoked TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kInvite =
    "INSERT OR REPLACE INTO invitation (source, code, expires, serial) VALUES (?, ?, ?, '')";
constexpr const char* kLook =
    "SELECT i.expires, i.serial, c.not_after, c.public_key, c.der FROM invitation i "
    "LEFT JOIN certificate c ON c.serial = i.serial WHERE i.source = ? AND i.code = ?";
constexpr const char* kUseCode =
    "UPDATE invitation SET serial = ? WHERE source = ? AND code = ? AND serial = '' AND expires > ?";
constexpr const char* kInsert =
    "INSERT INTO certificate (serial, source, public_key, issued, not_after, revoked, der) "
    "VALUES (?, ?, ?, ?, ?, NULL, CAST(? AS BLOB))";
constexpr const char* kCountSince = "SELECT COUNT(*) FROM certificate WHERE source = ? AND issued > ?";
// One look for each request: the certificate's own row, or else whether its kiosk was ever revoked.
constexpr const char* kAdmission =
    "SELECT CASE WHEN EXISTS (SELECT 1 FROM certificate WHERE serial = ?1 AND source = ?2) "
    "THEN (SELECT revoked IS NOT NULL FROM certificate WHERE serial = ?1 AND source = ?2) "
    "ELSE EXISTS (SELECT 1 FROM revoked_kiosk WHERE source = ?2) END";
constexpr const char* kRevokeCertificates = "UPDATE certificate SET revoked = ? WHERE source = ? AND revoked IS NULL";
constexpr const char* kDropInvitation = "DELETE FROM invitation WHERE source = ?";
constexpr const char* kRevokeKiosk = "INSERT OR REPLACE INTO revoked_kiosk (source, revoked) VALUES (?, ?)";
constexpr const char* kList =
    "SELECT source, serial, issued, not_after, ifnull(revoked, '') FROM (SELECT * FROM certificate "
    "ORDER BY issued DESC, serial LIMIT ?) ORDER BY source, issued DESC, serial";

base::TimePoint TimeOf(const std::string& text) { return base::ParseUtc(text).value_or(base::TimePoint{}); }

// Nothing but zeros where the certificate is not in the table.
base::Digest DigestOf(const std::string& bytes) {
  return base::ArrayOf<base::Digest>(base::AsBytes(bytes)).value_or(base::Digest{});
}

void Insert(SQLite::Database& database, const IssuedCertificate& certificate, base::TimePoint now) {
  SQLite::Statement insert(database, kInsert);
  const std::string issued = base::FormatUtc(now);
  const std::string not_after = base::FormatUtc(certificate.not_after);
  insert.bindNoCopy(1, certificate.serial);
  insert.bindNoCopy(2, certificate.source);
  insert.bindNoCopy(3, certificate.public_key.data(), static_cast<int>(certificate.public_key.size()));
  insert.bindNoCopy(4, issued);
  insert.bindNoCopy(5, not_after);
  insert.bindNoCopy(6, certificate.der.data(), static_cast<int>(certificate.der.size()));
  insert.exec();
}

void Migrate(SQLite::Database& database, const std::string& place) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  const bool is_empty = database.execAndGet("SELECT COUNT(*) FROM sqlite_schema").getInt() == 0;
  if (!is_empty && database.execAndGet("PRAGMA application_id").getInt() != kApplicationId) {
    throw Error{ErrorCode::Corrupt, fmt::format("{} is a database of another kind; give enrolment.registry a file of "
                                                "its own",
                                                place)};
  }
  if (version > kSchemaVersion) {
    throw Error{ErrorCode::Refused, fmt::format("{} was written by a newer bianmin-centre (schema {}, this program "
                                                "knows {}); install that version",
                                                place, version, kSchemaVersion)};
  }
  if (version < 1) {
    database.exec(kVersion1);
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", kSchemaVersion));
  }
  transaction.commit();
}

}  // namespace

struct SqliteRegistry::Book {
  explicit Book(const std::filesystem::path& path)
      : place(path.string()), database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds) {
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    Migrate(database, place);
    admission.emplace(database, kAdmission);
  }

  template <class Act>
  auto Guard(Act act) -> decltype(act()) {
    try {
      return act();
    } catch (const SQLite::Exception& failure) {
      return ErrorOf(failure, place);
    }
  }

  std::string place;
  SQLite::Database database;
  std::optional<SQLite::Statement> admission;
};

SqliteRegistry::SqliteRegistry(std::unique_ptr<Book> book) : book_(std::move(book)) {}
SqliteRegistry::~SqliteRegistry() = default;

base::Result<std::unique_ptr<SqliteRegistry>> SqliteRegistry::Open(const std::filesystem::path& path) {
  try {
    return std::unique_ptr<SqliteRegistry>(new SqliteRegistry(std::make_unique<Book>(path)));
  } catch (const SQLite::Exception& failure) {
    return ErrorOf(failure, path.string());
  } catch (const Error& fault) {
    return fault;
  }
}

base::Result<Done> SqliteRegistry::Invite(const Invitation& invitation) {
  return book_->Guard([&]() -> base::Result<Done> {
    SQLite::Statement invite(book_->database, kInvite);
    const std::string expires = base::FormatUtc(invitation.expires);
    Query(invite, invitation.source, invitation.code, expires).Run();
    return Done{};
  });
}

base::Result<CodeStanding> SqliteRegistry::Look(const std::string& source, const base::Digest& code,
                                                base::TimePoint now) {
  return book_->Guard([&]() -> base::Result<CodeStanding> {
    SQLite::Statement look(book_->database, kLook);
    Query found(look, source, code);
    if (!found.Next()) return CodeStanding{};
    const bool is_used = !found.Text(1).empty();
    if (TimeOf(found.Text(0)) <= now) return CodeStanding{is_used ? CodeState::Used : CodeState::Expired, {}};
    if (!is_used) return CodeStanding{CodeState::Good, {}};
    return CodeStanding{CodeState::Used, IssuedCertificate{found.Text(1), source, TimeOf(found.Text(2)),
                                                           DigestOf(found.Text(3)), found.Text(4)}};
  });
}

base::Result<Done> SqliteRegistry::Enrol(const base::Digest& code, const IssuedCertificate& certificate,
                                         base::TimePoint now) {
  return book_->Guard([&]() -> base::Result<Done> {
    SQLite::Transaction transaction(book_->database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement use(book_->database, kUseCode);
    const std::string at = base::FormatUtc(now);
    if (Query(use, certificate.serial, certificate.source, code, at).Run() != 1) {
      return Error{ErrorCode::Refused, "the code is not good any more"};
    }
    Insert(book_->database, certificate, now);
    transaction.commit();
    return Done{};
  });
}

base::Result<Done> SqliteRegistry::Renew(const std::string& serial, const IssuedCertificate& certificate,
                                         base::TimePoint now) {
  return book_->Guard([&]() -> base::Result<Done> {
    SQLite::Transaction transaction(book_->database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto admission = AdmissionOf(certificate.source, serial);
    if (!admission) return admission.error();
    if (*admission == Admission::Revoked) return Error{ErrorCode::Refused, "the kiosk's certificate is revoked"};
    SQLite::Statement count(book_->database, kCountSince);
    const std::string yesterday = base::FormatUtc(now - std::chrono::days{1});
    Query since(count, certificate.source, yesterday);
    if (since.Next() && since.Integer(0) >= domain::kMaxCertificatesPerDay) {
      return Error{ErrorCode::TooLarge, "the kiosk got too many certificates today"};
    }
    Insert(book_->database, certificate, now);
    transaction.commit();
    return Done{};
  });
}

base::Result<Admission> SqliteRegistry::AdmissionOf(const std::string& source, const std::string& serial) {
  return book_->Guard([&]() -> base::Result<Admission> {
    Query admission(*book_->admission, serial, source);
    const bool is_revoked = admission.Next() && admission.Integer(0) != 0;
    return is_revoked ? Admission::Revoked : Admission::Admitted;
  });
}

base::Result<int> SqliteRegistry::Revoke(const std::string& source, base::TimePoint now) {
  return book_->Guard([&]() -> base::Result<int> {
    SQLite::Transaction transaction(book_->database, SQLite::TransactionBehavior::IMMEDIATE);
    const std::string at = base::FormatUtc(now);
    SQLite::Statement certificates(book_->database, kRevokeCertificates);
    const int revoked = Query(certificates, at, source).Run();
    SQLite::Statement invitation(book_->database, kDropInvitation);
    Query(invitation, source).Run();
    SQLite::Statement kiosk(book_->database, kRevokeKiosk);
    Query(kiosk, source, at).Run();
    transaction.commit();
    return revoked;
  });
}

base::Result<std::vector<ListedCertificate>> SqliteRegistry::List(std::size_t limit) {
  return book_->Guard([&]() -> base::Result<std::vector<ListedCertificate>> {
    SQLite::Statement list(book_->database, kList);
    const auto most = static_cast<std::int64_t>(std::min(limit, domain::kMaxListedCertificates));
    std::vector<ListedCertificate> certificates;
    for (Query row(list, most); row.Next();) {
      const std::string revoked = row.Text(4);
      certificates.push_back({row.Text(0), row.Text(1), TimeOf(row.Text(2)), TimeOf(row.Text(3)),
                              revoked.empty() ? std::nullopt : std::optional(TimeOf(revoked))});
    }
    return certificates;
  });
}

}  // namespace bianmin::centre
