-- An archive of the released bianmin-centre, schema 2, with what one kiosk has sent.
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

INSERT INTO archive (name, value) VALUES ('epoch', '01a202e0-9092-7f89-9124-46474b3ae83b');
INSERT INTO kiosk (source, events, high) VALUES ('urn:bianmin:demo-city:jingan:k01', 7, 9);
PRAGMA application_id = 1112359749;
PRAGMA user_version = 2;
