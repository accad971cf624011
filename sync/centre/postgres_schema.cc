#include "sync/centre/postgres_schema.h"

#include <fmt/format.h>

#include <charconv>

#include "kiosk/base/check.h"
#include "kiosk/base/id.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

// `event_id` holds every event once, whatever its month: a unique index over partitions would have to contain the
// month. Bytes are bytea, so that they come out as they went in. No foreign keys from the large tables: their rows are
// written under the lock of the kiosk's row, which is never deleted.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE bianmin.archive (
  name text PRIMARY KEY,
  value text NOT NULL
);

CREATE TABLE bianmin.kiosk (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL UNIQUE,
  events bigint NOT NULL CHECK (events >= 0),
  high bigint NOT NULL CHECK (high >= 0)
);

CREATE TABLE bianmin.event_id (
  kiosk bigint NOT NULL,
  id uuid NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  PRIMARY KEY (kiosk, id)
);

-- Every event, as sent. `received` of an anonymous rating is the start of its day.
CREATE SEQUENCE bianmin.event_position;
CREATE TABLE bianmin.event (
  position bigint NOT NULL DEFAULT nextval('bianmin.event_position'),
  kiosk bigint NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  time timestamptz NOT NULL,
  sequence bigint NOT NULL CHECK (sequence >= 0),
  is_known boolean NOT NULL,
  bytes bytea NOT NULL,
  received timestamptz NOT NULL,
  PRIMARY KEY (position, received)
) PARTITION BY RANGE (received);
CREATE INDEX event_by_subject ON bianmin.event (subject) WHERE subject <> '';

-- What a person must look at: other bytes under a known id, and elements that are no events.
CREATE TABLE bianmin.parked (
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  reason text NOT NULL CHECK (reason IN ('conflict', 'broken')),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  id text NOT NULL,
  why text NOT NULL,
  bytes bytea NOT NULL,
  received timestamptz NOT NULL,
  PRIMARY KEY (kiosk, reason, fingerprint)
);

-- The first answer to a batch, to be given again.
CREATE SEQUENCE bianmin.answer_position;
CREATE TABLE bianmin.answer (
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  batch uuid NOT NULL,
  position bigint NOT NULL DEFAULT nextval('bianmin.answer_position'),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  text text NOT NULL,
  PRIMARY KEY (kiosk, batch)
);
CREATE INDEX answer_by_kiosk ON bianmin.answer (kiosk, position);

-- Where orders and complaints stand. `sequence` is that of the kiosk's event that last said so.
CREATE TABLE bianmin.record (
  number text NOT NULL,
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  kind text NOT NULL CHECK (kind IN ('order', 'complaint', 'suggestion')),
  service_code text NOT NULL,
  state text NOT NULL,
  sequence bigint NOT NULL,
  is_set_here boolean NOT NULL,
  PRIMARY KEY (number, kiosk)
);
CREATE INDEX record_by_sequence ON bianmin.record (kiosk, sequence);

-- How each record came to where it stands, one row for each state that was another than before.
CREATE TABLE bianmin.history (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text NOT NULL,
  kiosk bigint NOT NULL,
  state text NOT NULL,
  at timestamptz NOT NULL,
  is_first boolean NOT NULL
);
CREATE INDEX history_by_number ON bianmin.history (number, kiosk, is_first DESC, position);

-- What the kiosks are told, frozen. Positions are given under a lock that is held to the commit, so that none becomes
-- visible after a higher one.
CREATE SEQUENCE bianmin.change_position;
CREATE TABLE bianmin.change (
  position bigint PRIMARY KEY DEFAULT nextval('bianmin.change_position'),
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  id uuid NOT NULL UNIQUE,
  bytes bytea NOT NULL
);
CREATE INDEX change_by_kiosk ON bianmin.change (kiosk, position);
)sql";

// Every document that was published; `change` is the position of what told of it. A change is told to one kiosk or to
// all whose names begin with `scope`.
constexpr const char* kPublications = R"sql(
ALTER TABLE bianmin.change ALTER COLUMN kiosk DROP NOT NULL;
ALTER TABLE bianmin.change ADD COLUMN scope text;
ALTER TABLE bianmin.change ADD CHECK ((kiosk IS NULL) <> (scope IS NULL));
CREATE INDEX change_by_scope ON bianmin.change (scope, position) WHERE scope IS NOT NULL;

CREATE TABLE bianmin.publication (
  kind text NOT NULL CHECK (kind IN ('catalogue', 'providers', 'calendar', 'notices', 'settings')),
  scope text NOT NULL,
  version bigint NOT NULL CHECK (version >= 1),
  published timestamptz NOT NULL,
  change bigint NOT NULL,
  sha256 text NOT NULL,
  signature text NOT NULL,
  content bytea CHECK ((content IS NULL) = (sha256 = '')),
  PRIMARY KEY (kind, scope, version)
);
)sql";

// Append only: a version that was released is never changed.
constexpr const char* kVersions[] = {kVersion1, kPublications};
constexpr int kSchemaVersion = static_cast<int>(std::size(kVersions));

constexpr const char* kHasSchema = "SELECT count(*) FROM pg_namespace WHERE nspname = 'bianmin'";
constexpr const char* kHasArchive = "SELECT count(*) FROM pg_class WHERE oid = to_regclass('bianmin.archive')";
constexpr const char* kReadValue = "SELECT value FROM bianmin.archive WHERE name = $1";
constexpr const char* kKeepValue =
    "INSERT INTO bianmin.archive (name, value) VALUES ($1, $2) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
constexpr const char* kHasTable = "SELECT count(*) FROM pg_class WHERE oid = to_regclass($1)";

bool Has(PostgresConnection& connection, const char* what) { return connection.Run(what).Integer(0, 0) > 0; }

// 0: no tables.
int SchemaVersion(PostgresConnection& connection) {
  if (!Has(connection, kHasSchema)) return 0;
  int version = 0;
  if (Has(connection, kHasArchive)) {
    const Rows row = connection.Run(kReadValue, {Value::Text("version")});
    const std::string digits = row.is_empty() ? "" : row.Text(0, 0);
    std::from_chars(digits.data(), digits.data() + digits.size(), version);
  }
  if (version < 1) {
    throw PostgresFailure{{ErrorCode::Corrupt, fmt::format("{} has a schema 'bianmin' of another program; give the "
                                                           "centre a database of its own",
                                                           connection.place())}};
  }
  if (version > kSchemaVersion) {
    throw PostgresFailure{
        {ErrorCode::Refused, fmt::format("{} was written by a newer bianmin-centre (schema {}, this program knows {}); "
                                         "install that version",
                                         connection.place(), version, kSchemaVersion)}};
  }
  return version;
}

}  // namespace

void MigratePostgres(PostgresConnection& connection, base::TimePoint now, base::Random& random) {
  PostgresTransaction transaction(connection, Access::Change);
  TakeLock(connection, PostgresLock::Schema);
  const int before = SchemaVersion(connection);
  if (before == kSchemaVersion) return;
  if (before == 0) connection.RunScript("CREATE SCHEMA bianmin");
  for (int version = before; version < kSchemaVersion; ++version) connection.RunScript(kVersions[version]);
  if (before == 0) {
    const std::string epoch = base::FormatUuid(base::NewUuidV7(now, random));
    connection.Run(kKeepValue, {Value::Text("epoch"), Value::Text(epoch)});
  }
  connection.Run(kKeepValue, {Value::Text("version"), Value::Text(std::to_string(kSchemaVersion))});
  transaction.Commit();
}

void CheckPostgresSchema(PostgresConnection& connection) {
  const PostgresTransaction one_moment(connection, Access::Read);
  const int version = SchemaVersion(connection);
  if (version == kSchemaVersion) return;
  const std::string cure = "start bianmin-centre once to make them, or check postgres.connection";
  if (version == 0) {
    throw PostgresFailure{
        {ErrorCode::NotFound, fmt::format("{} holds no tables of the centre; {}", connection.place(), cure)}};
  }
  throw PostgresFailure{{ErrorCode::Refused,
                         fmt::format("{} is of an older bianmin-centre; start the new one once", connection.place())}};
}

std::string ReadPostgresEpoch(PostgresConnection& connection) {
  const PostgresTransaction one_moment(connection, Access::Read);
  const Rows row = connection.Run(kReadValue, {Value::Text("epoch")});
  if (!row.is_empty()) return row.Text(0, 0);
  throw PostgresFailure{
      {ErrorCode::Corrupt, fmt::format("{} has lost its epoch; restore it from a backup", connection.place())}};
}

EventMonth EventMonth::Of(base::TimePoint received) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(received)};
  return {day.year() / day.month()};
}

std::string EventMonth::TableName() const {
  return fmt::format("event_{:04}_{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

// Attached instead of made in place: that needs no lock which a backup or a batch would hold up.
void MakeEventMonth(PostgresConnection& connection, const EventMonth& month) {
  PostgresTransaction transaction(connection, Access::Change);
  const std::string table = "bianmin." + month.TableName();
  if (connection.Run(kHasTable, {Value::Text(table)}).Integer(0, 0) > 0) return;
  TakeLock(connection, PostgresLock::Schema);
  if (connection.Run(kHasTable, {Value::Text(table)}).Integer(0, 0) > 0) return;
  const auto first_day = [](const EventMonth& each) {
    return base::FormatDate(base::Date{each.month / std::chrono::day{1}});
  };
  connection.RunScript(fmt::format(
      "CREATE TABLE {0} (LIKE bianmin.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS); "
      "ALTER TABLE bianmin.event ATTACH PARTITION {0} FOR VALUES FROM ('{1} 00:00:00+00') TO ('{2} 00:00:00+00')",
      table, first_day(month), first_day(month.Next())));
  transaction.Commit();
}

}  // namespace bianmin::centre
