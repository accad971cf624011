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

// What kiosks told of their journals. `journal_claim` holds heads that came with batches until the entries themselves
// are told; `journal_rewritten` is what was told once and later told otherwise. Of lines and claims the day is kept and
// no moment: it would be that of an anonymous rating.
constexpr const char* kJournals = R"sql(
CREATE TABLE bianmin.journal (
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  sequence bigint NOT NULL CHECK (sequence >= 1),
  act text NOT NULL,
  record text NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  makes_event boolean NOT NULL,
  told date NOT NULL,
  PRIMARY KEY (kiosk, sequence)
);

CREATE TABLE bianmin.journal_rewritten (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  sequence bigint NOT NULL,
  act text NOT NULL,
  record text NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  makes_event boolean NOT NULL,
  noticed timestamptz NOT NULL,
  instead text NOT NULL
);
CREATE INDEX journal_rewritten_by_kiosk ON bianmin.journal_rewritten (kiosk, position);

CREATE TABLE bianmin.journal_claim (
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  sequence bigint NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  received date NOT NULL,
  PRIMARY KEY (kiosk, sequence, hash)
);
)sql";

// What PostgresRegistry knows of kiosks. Those that were revoked are known by name, too: certificates of theirs that
// are not in the table are refused as well.
constexpr const char* kEnrolmentTables = R"sql(
CREATE TABLE bianmin.invitation (
  source text PRIMARY KEY,
  code bytea NOT NULL CHECK (octet_length(code) = 32),
  expires timestamptz NOT NULL,
  serial text NOT NULL
);

CREATE TABLE bianmin.certificate (
  serial text PRIMARY KEY,
  source text NOT NULL,
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  issued timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  revoked timestamptz,
  der bytea NOT NULL
);
CREATE INDEX certificate_by_source ON bianmin.certificate (source, issued);
CREATE INDEX certificate_by_issue ON bianmin.certificate (issued DESC, serial);

CREATE TABLE bianmin.revoked_kiosk (
  source text PRIMARY KEY,
  revoked timestamptz NOT NULL
);
)sql";

// What kiosks said last of themselves (as JSON; two figures of it stand beside it to be added up), and since when
// something is wrong with which. Heartbeats know no kiosk's number: they wait for no batch that holds its row. `seen`:
// the last batch that held no anonymous rating.
constexpr const char* kFleetTables = R"sql(
ALTER TABLE bianmin.kiosk ADD COLUMN seen timestamptz;

CREATE TABLE bianmin.heartbeat (
  source text PRIMARY KEY,
  received timestamptz NOT NULL,
  waiting bigint NOT NULL,
  dead bigint NOT NULL,
  text text NOT NULL
);

CREATE TABLE bianmin.alert (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  kind text NOT NULL,
  began timestamptz NOT NULL,
  ended timestamptz
);
CREATE UNIQUE INDEX alert_open ON bianmin.alert (source, kind) WHERE ended IS NULL;
CREATE INDEX alert_ended ON bianmin.alert (ended) WHERE ended IS NOT NULL;
)sql";

// What other systems of the city ask for. `requested_at` is nothing until the registration has arrived; `note` is what
// the centre's staff said with the state that holds. Most orders are closed, so that of these alone no index is needed.
// Numbers and codes are compared as bytes.
constexpr const char* kOrdersForOthers = R"sql(
ALTER TABLE bianmin.record ADD COLUMN requested_at timestamptz, ADD COLUMN updated_at timestamptz,
  ADD COLUMN note text NOT NULL DEFAULT '';
UPDATE bianmin.record r SET requested_at = e.time FROM bianmin.event e
  WHERE e.subject = r.number AND e.subject <> '' AND e.kiosk = r.kiosk AND e.type IN
    ('cn.bianmin.order.registered.v1', 'cn.bianmin.complaint.filed.v1', 'cn.bianmin.suggestion.filed.v1');
UPDATE bianmin.record r SET updated_at = (SELECT h.at FROM bianmin.history h
  WHERE h.number = r.number AND h.kiosk = r.kiosk ORDER BY h.is_first, h.position DESC LIMIT 1);
CREATE INDEX order_by_time ON bianmin.record (requested_at, number COLLATE "C") WHERE kind = 'order';
CREATE INDEX order_by_service ON bianmin.record (service_code COLLATE "C", requested_at, number COLLATE "C")
  WHERE kind = 'order';
CREATE INDEX open_order_by_time ON bianmin.record (requested_at, number COLLATE "C")
  WHERE kind = 'order' AND state NOT IN ('completed', 'cancelled', 'declined');

-- The attempts of other systems that gave them a name, so that a repeated one is answered with the same number. The
-- last number that was given stands in `archive`.
CREATE TABLE bianmin.city_request (
  kiosk bigint NOT NULL REFERENCES bianmin.kiosk,
  retry_key text NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  number text NOT NULL,
  PRIMARY KEY (kiosk, retry_key)
);
INSERT INTO bianmin.archive (name, value) VALUES ('city_serial', '');

-- Ratings of a span of days.
CREATE INDEX rating_by_time ON bianmin.event (time, id) WHERE type = 'cn.bianmin.rating.given.v1';
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
constexpr const char* kVersions[] = {kVersion1,    kJournals,        kEnrolmentTables,
                                     kFleetTables, kOrdersForOthers, kPublications};
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
