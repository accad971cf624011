#pragma once
// What residents leave: records, what goes to the centre and comes back, interrupted forms, questions to the city.
// Migrations are never changed once they were released; a change is a new step (migrations.cc).
//
// Times are milliseconds since 1970 UTC, days are 'YYYY-MM-DD' of China Standard Time, ids are 16 bytes. BLOB columns
// of a resident's words are encrypted (kiosk/store/fields.h). `serial` is the number within `number`.

namespace bianmin::store {

inline constexpr const char* kRecords = R"sql(
CREATE TABLE numbering (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  last_serial INTEGER,
  last_sequence INTEGER NOT NULL
) STRICT;
INSERT INTO numbering (only, last_serial, last_sequence) VALUES (1, NULL, 0);

CREATE TABLE key_check (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  token BLOB NOT NULL CHECK (length(token) = 32)
) STRICT;

CREATE TABLE orders (
  serial INTEGER PRIMARY KEY,
  number TEXT NOT NULL CHECK (length(number) = 10),
  id BLOB NOT NULL CHECK (length(id) = 16),
  lookup_token BLOB NOT NULL CHECK (length(lookup_token) = 32),
  state TEXT NOT NULL CHECK (state IN ('registered', 'accepted', 'dispatched', 'in_service', 'awaiting_acceptance',
                                       'completed', 'cancelled', 'declined')),
  registered_at INTEGER NOT NULL,
  respond_by INTEGER NOT NULL,
  service_code TEXT NOT NULL CHECK (service_code <> ''),
  package_code TEXT NOT NULL,
  urgency TEXT NOT NULL CHECK (urgency IN ('ordinary', 'urgent')),
  wants_home_registration INTEGER NOT NULL CHECK (wants_home_registration IN (0, 1)),
  appointment_date TEXT,
  appointment_half TEXT CHECK (appointment_half IN ('morning', 'afternoon')),
  compound TEXT,
  building BLOB,
  unit BLOB,
  room BLOB,
  address_note BLOB,
  address_text BLOB NOT NULL,
  description BLOB NOT NULL,
  name BLOB NOT NULL,
  phone BLOB NOT NULL,
  CHECK ((appointment_date IS NULL) = (appointment_half IS NULL)),
  CHECK ((compound IS NULL) = (building IS NULL) AND (compound IS NULL) = (unit IS NULL) AND
         (compound IS NULL) = (room IS NULL) AND (compound IS NULL) = (address_note IS NULL))
) STRICT;

CREATE TABLE order_history (
  serial INTEGER NOT NULL REFERENCES orders (serial),
  place INTEGER NOT NULL CHECK (place >= 0),
  state TEXT NOT NULL,
  act TEXT CHECK ((act IS NULL) = (place = 0)),
  actor TEXT NOT NULL CHECK (actor IN ('resident', 'staff', 'provider', 'centre')),
  at INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (serial, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE complaint (
  serial INTEGER PRIMARY KEY,
  number TEXT NOT NULL CHECK (length(number) = 10),
  id BLOB NOT NULL CHECK (length(id) = 16),
  lookup_token BLOB CHECK (length(lookup_token) = 32),
  state TEXT NOT NULL CHECK (state IN ('received', 'being_handled', 'answered', 'closed')),
  kind TEXT NOT NULL CHECK (kind IN ('complaint', 'suggestion')),
  about TEXT NOT NULL,
  subject_code TEXT NOT NULL,
  occasion TEXT NOT NULL,
  order_number TEXT,
  filed_at INTEGER NOT NULL,
  answer_by INTEGER NOT NULL,
  answer TEXT NOT NULL,
  whom BLOB,
  description BLOB,
  name BLOB,
  phone BLOB,
  CHECK ((name IS NULL) = (phone IS NULL)),
  CHECK ((whom IS NULL) = (description IS NULL)),
  CHECK (about <> 'centre' OR (description IS NULL AND name IS NULL AND order_number IS NULL))
) STRICT;

CREATE TABLE named_rating (
  serial INTEGER PRIMARY KEY,
  number TEXT NOT NULL CHECK (length(number) = 10),
  id BLOB NOT NULL CHECK (length(id) = 16),
  given_at INTEGER NOT NULL,
  answer_by INTEGER,
  order_number TEXT,
  window_code TEXT,
  visit_date TEXT,
  service_code TEXT NOT NULL,
  overall INTEGER NOT NULL CHECK (overall BETWEEN 1 AND 5),
  timeliness INTEGER CHECK (timeliness BETWEEN 1 AND 5),
  professionalism INTEGER CHECK (professionalism BETWEEN 1 AND 5),
  attitude INTEGER CHECK (attitude BETWEEN 1 AND 5),
  reason_codes TEXT NOT NULL,
  comment BLOB NOT NULL,
  name BLOB NOT NULL,
  phone BLOB NOT NULL,
  CHECK ((order_number IS NULL) <> (window_code IS NULL)),
  CHECK ((window_code IS NULL) = (visit_date IS NULL))
) STRICT;

-- No order, person or moment; a random key, so that not even the order of the rows on disk says which came first.
CREATE TABLE anonymous_rating (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  day TEXT NOT NULL CHECK (length(day) = 10),
  service_code TEXT NOT NULL,
  overall INTEGER NOT NULL CHECK (overall BETWEEN 1 AND 5),
  timeliness INTEGER CHECK (timeliness BETWEEN 1 AND 5),
  professionalism INTEGER CHECK (professionalism BETWEEN 1 AND 5),
  attitude INTEGER CHECK (attitude BETWEEN 1 AND 5),
  reason_codes TEXT NOT NULL,
  comment BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Keeps it to one rating an order or visit, without saying which rating it was.
CREATE TABLE spent_token (
  token BLOB PRIMARY KEY CHECK (length(token) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookup_failure (
  place INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  act TEXT NOT NULL,
  record TEXT NOT NULL,
  actor TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY,
  journal_sequence INTEGER NOT NULL REFERENCES journal (sequence),
  id BLOB NOT NULL CHECK (length(id) = 16),
  type TEXT NOT NULL,
  record TEXT NOT NULL,
  recorded_on TEXT NOT NULL,
  recorded_at INTEGER,
  body BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
  settled_on TEXT,
  why TEXT NOT NULL,
  CHECK ((state = 'waiting') = (settled_on IS NULL)),
  CHECK ((state = 'dead') = (why <> ''))
) STRICT;
CREATE INDEX outbox_waiting ON outbox (sequence) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (sequence) WHERE state = 'dead';
CREATE INDEX outbox_delivered ON outbox (settled_on) WHERE state = 'delivered';

CREATE TABLE feed (
  name TEXT PRIMARY KEY,
  cursor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE applied_change (
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE parked_change (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  raw BLOB NOT NULL,
  why TEXT NOT NULL,
  parked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE centre_contact (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  last_success INTEGER,
  last_failure INTEGER,
  last_error TEXT NOT NULL
) STRICT;
INSERT INTO centre_contact (only, last_success, last_failure, last_error) VALUES (1, NULL, NULL, '');
)sql";

// So that cutting off the end of the journal shows.
inline constexpr const char* kJournalLength = R"sql(
ALTER TABLE numbering ADD COLUMN last_entry INTEGER NOT NULL DEFAULT 0;
UPDATE numbering SET last_entry = (SELECT ifnull(max(sequence), 0) FROM journal);
)sql";

// Interrupted forms. `token` and the key of `content` come from the kiosk's key and a code that is written nowhere; the
// order of the rows says nothing of who came first. Wrong codes are counted apart from wrong pairs.
inline constexpr const char* kDrafts = R"sql(
CREATE TABLE draft (
  token BLOB PRIMARY KEY CHECK (length(token) = 32),
  content BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE lookup_failure ADD COLUMN guessed TEXT NOT NULL DEFAULT 'record' CHECK (guessed IN ('record', 'draft'));
)sql";

// One resident's question to the city and its answer, until it is read. Nothing personal, and gone within seconds.
inline constexpr const char* kInquiries = R"sql(
CREATE TABLE inquiry (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  number TEXT NOT NULL CHECK (length(number) = 10),
  asked_at INTEGER NOT NULL,
  answer TEXT CHECK (answer IN ('known', 'unknown', 'unreachable'))
) STRICT, WITHOUT ROWID;

CREATE TABLE city_record (
  inquiry BLOB PRIMARY KEY REFERENCES inquiry (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('order', 'complaint', 'suggestion')),
  state TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  due INTEGER,
  as_of INTEGER NOT NULL,
  service_code TEXT,
  urgency TEXT CHECK (urgency IN ('ordinary', 'urgent')),
  CHECK ((kind = 'order') = (service_code IS NOT NULL) AND (kind = 'order') = (urgency IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE city_standing (
  inquiry BLOB NOT NULL REFERENCES city_record (inquiry) ON DELETE CASCADE,
  place INTEGER NOT NULL CHECK (place >= 0),
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (inquiry, place)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace bianmin::store
