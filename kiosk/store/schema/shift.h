#pragma once
// Shifts and the documents that staff make. `notes`, `left_because` and the bodies of documents are encrypted
// (kiosk/store/fields.h); a document's digest stays when its body is erased.

namespace bianmin::store {

inline constexpr const char* kShifts = R"sql(
CREATE TABLE shift (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  id BLOB NOT NULL CHECK (length(id) = 16),
  opened_by TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_entry INTEGER NOT NULL CHECK (opened_entry >= 0),
  closed_at INTEGER,
  closed_entry INTEGER,
  left_by TEXT,
  taken_by TEXT,
  no_successor TEXT CHECK (no_successor IN ('closed_for_the_day', 'comes_later', 'unwell', 'other')),
  figures TEXT,
  refused_why TEXT,
  left_because BLOB,
  notes BLOB,
  CHECK ((closed_at IS NULL) = (left_by IS NULL) AND (closed_at IS NULL) = (figures IS NULL)),
  CHECK ((closed_at IS NULL) = (notes IS NULL) AND (closed_at IS NULL) = (left_because IS NULL)),
  CHECK ((closed_at IS NULL) = (refused_why IS NULL) AND (closed_at IS NULL) = (closed_entry IS NULL)),
  CHECK (closed_at IS NULL OR (taken_by IS NULL) <> (no_successor IS NULL)),
  CHECK (closed_at IS NOT NULL OR (taken_by IS NULL AND no_successor IS NULL))
) STRICT;
CREATE UNIQUE INDEX shift_open ON shift (closed_at IS NULL) WHERE closed_at IS NULL;

CREATE TRIGGER shift_is_frozen BEFORE UPDATE ON shift WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'a closed shift is not changed'); END;
CREATE TRIGGER shift_stays BEFORE DELETE ON shift
BEGIN SELECT raise(ABORT, 'a shift is not deleted'); END;

CREATE INDEX shift_open_orders ON orders (respond_by)
WHERE state NOT IN ('completed', 'cancelled', 'declined');
CREATE INDEX shift_open_complaints ON complaint (answer_by) WHERE state IN ('received', 'being_handled');
CREATE INDEX shift_bad_ratings ON named_rating (answer_by) WHERE answer_by IS NOT NULL;
CREATE INDEX shift_anonymous_ratings ON anonymous_rating (day);

CREATE TABLE document (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('agreement', 'home_registration', 'shift_report')),
  record TEXT NOT NULL CHECK (record <> ''),
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  terms_version TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  body BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX document_record ON document (record, made_at);
)sql";

}  // namespace bianmin::store
