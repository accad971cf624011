#include "sync/centre/sqlite_connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <iterator>

#include "kiosk/base/id.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

constexpr int kApplicationId = 0x424d4345;  // "BMCE": a file with another mark is not ours
constexpr int kBusyMilliseconds = 5000;
constexpr int kPageBytes = 4096;
// A batch of 500 events touches some thousand pages, most of them of indexes: with the usual two megabytes SQLite reads
// and writes each many times within one transaction.
constexpr int kCacheBytes = 32 * 1024 * 1024;
constexpr int kWalBytes = 32 * 1024 * 1024;

constexpr const char* kVersion1 = R"sql(
CREATE TABLE archive (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE kiosk (
  source TEXT NOT NULL PRIMARY KEY,
  events INTEGER NOT NULL CHECK (events >= 0),
  high INTEGER NOT NULL CHECK (high >= 0)
) STRICT, WITHOUT ROWID;

-- Every event, as sent. `received` of an anonymous rating is the start of its day.
CREATE TABLE event (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  id TEXT NOT NULL CHECK (length(id) = 36),
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  time TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  is_known INTEGER NOT NULL CHECK (is_known IN (0, 1)),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  bytes TEXT NOT NULL,
  received TEXT NOT NULL,
  UNIQUE (source, id)
) STRICT;
CREATE INDEX event_by_subject ON event (subject) WHERE subject <> '';

-- What a person must look at: other bytes under a known id, and elements that are no events.
CREATE TABLE parked (
  source TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('conflict', 'broken')),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  id TEXT NOT NULL,
  why TEXT NOT NULL,
  bytes BLOB NOT NULL,
  received TEXT NOT NULL,
  PRIMARY KEY (source, reason, fingerprint)
) STRICT, WITHOUT ROWID;

-- The first answer to a batch, to be given again.
CREATE TABLE answer (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  batch TEXT NOT NULL,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  text TEXT NOT NULL,
  UNIQUE (source, batch)
) STRICT;
CREATE INDEX answer_by_source ON answer (source, position);

-- Where orders and complaints stand. `sequence` is that of the kiosk's event that last said so.
CREATE TABLE record (
  number TEXT NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('order', 'complaint', 'suggestion')),
  service_code TEXT NOT NULL,
  state TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  is_set_here INTEGER NOT NULL CHECK (is_set_here IN (0, 1)),
  PRIMARY KEY (number, source)
) STRICT, WITHOUT ROWID;

-- What the kiosks are told, frozen.
CREATE TABLE change (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  bytes TEXT NOT NULL
) STRICT;
CREATE INDEX change_by_source ON change (source, position);
)sql";

// How each record came to where it stands, one row for each state that was another than before. What was archived until
// now is told from the events and changes, in the order in which this centre had them.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE history (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  is_first INTEGER NOT NULL CHECK (is_first IN (0, 1))
) STRICT;
CREATE INDEX history_by_number ON history (number, source, is_first DESC, position);

INSERT INTO history (number, source, state, at, is_first)
WITH told AS (
  SELECT subject AS number, source, time AS at, received AS had_at, 0 AS rank, position,
    type IN ('cn.bianmin.order.registered.v1', 'cn.bianmin.complaint.filed.v1', 'cn.bianmin.suggestion.filed.v1')
      AS is_first,
    CASE type WHEN 'cn.bianmin.order.registered.v1' THEN 'registered'
              WHEN 'cn.bianmin.order.cancelled.v1' THEN 'cancelled'
      WHEN 'cn.bianmin.order.completed.v1' THEN 'completed' WHEN 'cn.bianmin.order.reopened.v1' THEN 'accepted'
      WHEN 'cn.bianmin.complaint.filed.v1' THEN 'received' WHEN 'cn.bianmin.suggestion.filed.v1' THEN 'received' END
      AS state
    FROM event WHERE subject <> ''
  UNION ALL
  SELECT json_extract(bytes, '$.subject'), source, json_extract(bytes, '$.data.at'),
    json_extract(bytes, '$.data.at'), 1,
    position, 0, json_extract(bytes, '$.data.state')
    FROM change
),
in_order AS (
  SELECT number, source, state, at, is_first, had_at, rank, position,
    lag(state, 1, '') OVER (PARTITION BY number, source ORDER BY is_first DESC, had_at, rank, position) AS state_before
    FROM told WHERE state IS NOT NULL
)
SELECT number, source, state, at, is_first FROM in_order WHERE state <> state_before
  ORDER BY had_at, rank, position;
)sql";

// What kiosks told of their journals. `journal_claim` holds heads that came with batches until the entries themselves
// are told. Of both the day is kept and no moment: it would be that of an anonymous rating.
constexpr const char* kJournals = R"sql(
CREATE TABLE journal (
  source TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  act TEXT NOT NULL,
  record TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  makes_event INTEGER NOT NULL CHECK (makes_event IN (0, 1)),
  told TEXT NOT NULL,
  PRIMARY KEY (source, sequence)
) STRICT, WITHOUT ROWID;

-- What was told once and later told otherwise.
CREATE TABLE journal_rewritten (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  act TEXT NOT NULL,
  record TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  makes_event INTEGER NOT NULL CHECK (makes_event IN (0, 1)),
  noticed TEXT NOT NULL,
  instead TEXT NOT NULL
) STRICT;
CREATE INDEX journal_rewritten_by_source ON journal_rewritten (source, position);

CREATE TABLE journal_claim (
  source TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  received TEXT NOT NULL,
  PRIMARY KEY (source, sequence, hash)
) STRICT, WITHOUT ROWID;
)sql";

// What kiosks said last of themselves (as JSON; two figures of it stand beside it to be added up), and since when
// something is wrong with which. `seen`: the last batch that held no anonymous rating.
constexpr const char* kFleetTables = R"sql(
ALTER TABLE kiosk ADD COLUMN seen TEXT;

CREATE TABLE heartbeat (
  source TEXT NOT NULL PRIMARY KEY,
  received TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  dead INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alert (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  began TEXT NOT NULL,
  ended TEXT
) STRICT;
CREATE UNIQUE INDEX alert_open ON alert (source, kind) WHERE ended IS NULL;
CREATE INDEX alert_ended ON alert (ended) WHERE ended IS NOT NULL;
)sql";

// What other systems of the city ask for. `requested_at` is nothing until the registration has arrived; `note` is what
// the centre's staff said with the state that holds. Most orders are closed, so that of these alone no index is needed.
constexpr const char* kOrdersForOthers = R"sql(
ALTER TABLE record ADD COLUMN requested_at TEXT;
ALTER TABLE record ADD COLUMN updated_at TEXT;
ALTER TABLE record ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE record SET
  requested_at = (SELECT time FROM event WHERE subject = record.number AND subject <> '' AND source = record.source
    AND type IN ('cn.bianmin.order.registered.v1', 'cn.bianmin.complaint.filed.v1', 'cn.bianmin.suggestion.filed.v1')
    ORDER BY position LIMIT 1),
  updated_at = (SELECT at FROM history WHERE number = record.number AND source = record.source
    ORDER BY is_first, position DESC LIMIT 1);
CREATE INDEX order_by_time ON record (requested_at, number) WHERE kind = 'order';
CREATE INDEX order_by_service ON record (service_code, requested_at, number) WHERE kind = 'order';
CREATE INDEX open_order_by_time ON record (requested_at, number)
  WHERE kind = 'order' AND state NOT IN ('completed', 'cancelled', 'declined');

-- The attempts of other systems that gave them a name, so that a repeated one is answered with the same number. The
-- last number that was given stands in `archive`.
CREATE TABLE city_request (
  source TEXT NOT NULL,
  retry_key TEXT NOT NULL,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  number TEXT NOT NULL,
  PRIMARY KEY (source, retry_key)
) STRICT, WITHOUT ROWID;

-- Ratings of a span of days.
CREATE INDEX rating_by_time ON event (time, id) WHERE type = 'cn.bianmin.rating.given.v1';
)sql";

// Every document that was published. `change` is the position of what told of it. In `change`, `source` may from now on
// be the front of the names of many kiosks.
constexpr const char* kPublications = R"sql(
CREATE TABLE publication (
  kind TEXT NOT NULL CHECK (kind IN ('catalogue', 'providers', 'calendar', 'notices', 'settings')),
  scope TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  published TEXT NOT NULL,
  change INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  signature TEXT NOT NULL,
  content BLOB CHECK ((content IS NULL) = (sha256 = '')),
  PRIMARY KEY (kind, scope, version)
) STRICT;
)sql";

// Append only: a version that was released is never changed.
constexpr const char* kVersions[] = {kVersion1, kVersion2, kJournals, kFleetTables, kOrdersForOthers, kPublications};
constexpr int kSchemaVersion = static_cast<int>(std::size(kVersions));

constexpr const char* kInsertChange = "INSERT INTO change (source, id, bytes) VALUES (?, ?, ?)";

int FlagsFor(OpenMode mode) {
  return SQLite::OPEN_READWRITE | (mode == OpenMode::MakeIfMissing ? SQLite::OPEN_CREATE : 0);
}

void Migrate(SQLite::Database& database, const std::string& place, base::TimePoint now, base::Random& random) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  const bool is_empty = database.execAndGet("SELECT COUNT(*) FROM sqlite_schema").getInt() == 0;
  const bool is_ours = database.execAndGet("PRAGMA application_id").getInt() == kApplicationId;
  if (!is_empty && !is_ours) {
    throw Error{ErrorCode::Corrupt, fmt::format("{} is a database of another program; give the path of the centre's "
                                                "archive or of a file that does not exist yet",
                                                place)};
  }
  if (version > kSchemaVersion) {
    throw Error{ErrorCode::Refused, fmt::format("{} was written by a newer bianmin-centre (schema {}, this program "
                                                "knows {}); install that version",
                                                place, version, kSchemaVersion)};
  }
  for (int next = version; next < kSchemaVersion; ++next) database.exec(kVersions[next]);
  if (version < 1) {
    SQLite::Statement insert(database, "INSERT INTO archive (name, value) VALUES ('epoch', ?)");
    insert.bind(1, base::FormatUuid(base::NewUuidV7(now, random)));
    insert.exec();
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  }
  if (version < kSchemaVersion) database.exec(fmt::format("PRAGMA user_version = {}", kSchemaVersion));
  transaction.commit();
}

}  // namespace

Error ErrorOf(const SQLite::Exception& failure, const std::string& place) {
  const int code = failure.getErrorCode() & 0xff;
  switch (code) {
    case SQLITE_FULL:
      return {ErrorCode::DiskFull, fmt::format("{}: the disk is full; free some space", place)};
    case SQLITE_NOTADB:
      return {ErrorCode::Corrupt, fmt::format("{} is not a database; restore it from a backup or move it away", place)};
    case SQLITE_CORRUPT:
      return {ErrorCode::Corrupt, fmt::format("{} is damaged ({}); restore it from a backup", place, failure.what())};
    case SQLITE_READONLY:
      return {ErrorCode::Unavailable,
              fmt::format("{} cannot be written; check its owner and mode, and its folder's", place)};
    case SQLITE_CANTOPEN:
      return {ErrorCode::Unavailable,
              fmt::format("{} cannot be opened; check that it and its folder exist and may be written", place)};
    default:
      return {ErrorCode::Unavailable,
              fmt::format("{}: {} (SQLite {})", place, failure.what(), failure.getExtendedErrorCode())};
  }
}

SqliteArchive::Connection::Connection(const std::filesystem::path& path, OpenMode mode, base::TimePoint now,
                                      base::Random& source_of_ids)
    : place(path.string()), database(path.string(), FlagsFor(mode), kBusyMilliseconds), random(source_of_ids) {
  database.exec("PRAGMA auto_vacuum = INCREMENTAL");
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA foreign_keys = ON");
  database.exec(fmt::format("PRAGMA journal_size_limit = {}", kWalBytes));
  database.exec(fmt::format("PRAGMA wal_autocheckpoint = {}", kWalBytes / kPageBytes));
  database.exec(fmt::format("PRAGMA cache_size = -{}", kCacheBytes / 1024));
  Migrate(database, place, now, random);
  epoch = database.execAndGet("SELECT value FROM archive WHERE name = 'epoch'").getString();
}

std::string SqliteArchive::Connection::NewEventId(base::TimePoint now) {
  return base::FormatUuid(base::NewUuidV7(now, random));
}

void SqliteArchive::Connection::AddChange(const std::string& source, RecordKind kind, const StatusChange& change) {
  const std::string id = NewEventId(change.at);
  AddChange(source, id, WriteStatusEvent(kind, change, id));
}

std::int64_t SqliteArchive::Connection::AddChange(const std::string& source, const std::string& id,
                                                  const std::string& bytes) {
  SQLite::Statement insert(database, kInsertChange);
  Query(insert, source, id, bytes).Run();
  return database.getLastInsertRowid();
}

}  // namespace bianmin::centre
