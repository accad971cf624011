#pragma once
// How complaints, suggestions and bad ratings are handled, and the 整改台账. A part of migrations.cc.

namespace bianmin::store {

// `grievance` stands beside the row of a complaint, suggestion or named bad rating with the same serial and id; a
// complaint about the centre has none. Whatever anybody writes is encrypted, staff numbers are not: they are numbers,
// and a person's own pages are found by them.
//
// A rectification of an anonymous rating knows the rating's random key and day, and nothing else of whoever gave it;
// the random keys keep the order of the rows from saying which came first. Moments in it are those of staff.
//
// The last three statements open what was left before this step.
inline constexpr const char* kGrievances = R"sql(
CREATE TABLE grievance (
  serial INTEGER PRIMARY KEY,
  number TEXT NOT NULL CHECK (length(number) = 10),
  id BLOB NOT NULL CHECK (length(id) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('complaint', 'suggestion', 'bad_rating')),
  step TEXT NOT NULL CHECK (step IN ('received', 'verified', 'answered', 'rectified', 'called_back', 'closed')),
  is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)),
  is_about_staff INTEGER NOT NULL CHECK (is_about_staff IN (0, 1)),
  subject TEXT,
  owner TEXT,
  severity TEXT CHECK (severity IN ('minor', 'serious', 'grave')),
  opened_at INTEGER NOT NULL,
  answer_by INTEGER NOT NULL,
  is_extended INTEGER NOT NULL DEFAULT 0 CHECK (is_extended IN (0, 1)),
  verified_at INTEGER,
  answered_at INTEGER,
  call_back_by INTEGER,
  closed_at INTEGER,
  calls_not_reached INTEGER NOT NULL DEFAULT 0 CHECK (calls_not_reached >= 0),
  answer BLOB,
  remedy_sought BLOB,
  remedy_given BLOB,
  CHECK (subject IS NULL OR is_about_staff = 1)
) STRICT;
CREATE INDEX grievance_open ON grievance (answer_by) WHERE step <> 'closed';

CREATE TABLE handling (
  serial INTEGER NOT NULL REFERENCES grievance (serial),
  place INTEGER NOT NULL CHECK (place >= 0),
  act TEXT,
  step TEXT NOT NULL,
  actor TEXT NOT NULL CHECK (actor IN ('staff', 'centre')),
  staff TEXT CHECK ((staff IS NULL) = (actor = 'centre')),
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  words BLOB,
  PRIMARY KEY (serial, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE rectification (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  origin TEXT NOT NULL CHECK (origin IN ('complaint', 'rating', 'check')),
  grievance INTEGER REFERENCES grievance (serial),
  rating BLOB CHECK (length(rating) = 16),
  state TEXT NOT NULL CHECK (state IN ('open', 'planned', 'done', 'verified', 'closed')),
  opened_on TEXT NOT NULL CHECK (length(opened_on) = 10),
  service_code TEXT NOT NULL,
  reason_codes TEXT NOT NULL,
  is_about_staff INTEGER NOT NULL CHECK (is_about_staff IN (0, 1)),
  subject TEXT,
  owner TEXT,
  due TEXT NOT NULL CHECK (length(due) = 10),
  done_on TEXT,
  verified_by TEXT CHECK (verified_by <> owner),
  call_back TEXT CHECK (call_back IN ('satisfied', 'not_satisfied', 'not_reached')),
  calls_not_reached INTEGER NOT NULL DEFAULT 0 CHECK (calls_not_reached >= 0),
  problem BLOB,
  cause BLOB,
  measure BLOB,
  call_back_words BLOB,
  CHECK ((origin = 'check') = (grievance IS NULL AND rating IS NULL)),
  CHECK (subject IS NULL OR is_about_staff = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX rectification_open ON rectification (due) WHERE state <> 'closed';
CREATE INDEX rectification_of ON rectification (grievance) WHERE grievance IS NOT NULL;

CREATE TABLE evidence (
  rectification BLOB NOT NULL REFERENCES rectification (id),
  place INTEGER NOT NULL CHECK (place >= 0),
  staff TEXT NOT NULL,
  at INTEGER NOT NULL,
  words BLOB,
  photo TEXT,
  bytes INTEGER,
  digest BLOB CHECK (length(digest) = 32),
  CHECK ((words IS NULL) <> (photo IS NULL)),
  CHECK ((photo IS NULL) = (bytes IS NULL) AND (photo IS NULL) = (digest IS NULL)),
  PRIMARY KEY (rectification, place)
) STRICT, WITHOUT ROWID;

-- By the rating's key. The rating itself is never changed.
CREATE TABLE rating_appeal (
  rating BLOB PRIMARY KEY CHECK (length(rating) = 16),
  state TEXT NOT NULL CHECK (state IN ('pending', 'upheld', 'rejected')),
  appellant TEXT NOT NULL,
  appealed_at INTEGER NOT NULL,
  reason BLOB NOT NULL,
  decider TEXT CHECK (decider <> appellant),
  decided_at INTEGER,
  decision BLOB,
  CHECK ((state = 'pending') = (decider IS NULL) AND (decider IS NULL) = (decided_at IS NULL) AND
         (decider IS NULL) = (decision IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO grievance (serial, number, id, kind, step, is_named, is_about_staff, opened_at, answer_by, answered_at,
                       closed_at)
  SELECT serial, number, id, kind,
         CASE state WHEN 'received' THEN 'received' WHEN 'being_handled' THEN 'verified' ELSE state END,
         name IS NOT NULL, about = 'staff', filed_at, answer_by,
         CASE WHEN state IN ('answered', 'closed') THEN filed_at END, CASE state WHEN 'closed' THEN filed_at END
  FROM complaint WHERE about <> 'centre';
INSERT INTO grievance (serial, number, id, kind, step, is_named, is_about_staff, opened_at, answer_by)
  SELECT serial, number, id, 'bad_rating', 'received', 1, window_code IS NOT NULL, given_at,
         ifnull(answer_by, given_at)
  FROM named_rating WHERE overall <= 2;
INSERT INTO rectification (id, origin, grievance, rating, state, opened_on, service_code, reason_codes, is_about_staff,
                           due)
  SELECT randomblob(16), 'rating', serial, id, 'open', date(given_at / 1000, 'unixepoch', '+8 hours'), service_code,
         reason_codes, window_code IS NOT NULL, date(given_at / 1000, 'unixepoch', '+8 hours', '+7 days')
  FROM named_rating WHERE overall <= 2
  UNION ALL
  SELECT randomblob(16), 'rating', NULL, id, 'open', day, service_code, reason_codes, 0, date(day, '+7 days')
  FROM anonymous_rating WHERE overall <= 2;
)sql";

// The queue (schema/queue.h) shows whose a grievance is, whom it concerns and which of its clocks runs.
inline constexpr const char* kGrievancesInQueue = R"sql(
CREATE TRIGGER grievance_comes AFTER INSERT ON grievance BEGIN
  UPDATE work_item SET about_staff = iif(NEW.is_about_staff, ifnull(NEW.subject, '?'), '') WHERE serial = NEW.serial;
END;
CREATE TRIGGER grievance_moves AFTER UPDATE ON grievance BEGIN
  UPDATE work_item SET owner = NEW.owner, about_staff = iif(NEW.is_about_staff, ifnull(NEW.subject, '?'), ''),
    state = iif(NEW.kind = 'bad_rating', NEW.step, state),
    is_open = iif(NEW.kind = 'bad_rating', NEW.step <> 'closed', is_open),
    due = CASE WHEN NEW.step = 'closed' THEN NULL
      WHEN NEW.answered_at IS NULL THEN NEW.answer_by
      ELSE NEW.call_back_by END
    WHERE serial = NEW.serial;
END;
CREATE TRIGGER anonymous_rating_to_rectify AFTER INSERT ON rectification
  WHEN NEW.rating IS NOT NULL AND NEW.grievance IS NULL AND NEW.is_about_staff = 1 BEGIN
  UPDATE work_item SET about_staff = ifnull(NEW.subject, '?') WHERE rating = NEW.rating;
END;
CREATE TRIGGER anonymous_rating_rectified AFTER UPDATE ON rectification
  WHEN NEW.rating IS NOT NULL AND NEW.grievance IS NULL BEGIN
  UPDATE work_item SET owner = NEW.owner, state = NEW.state, is_open = NEW.state <> 'closed',
    about_staff = iif(NEW.is_about_staff, ifnull(NEW.subject, '?'), '') WHERE rating = NEW.rating;
END;

UPDATE work_item SET about_staff = '?' WHERE serial IN (SELECT serial FROM grievance WHERE is_about_staff = 1);
)sql";

// The queue counts what the pages count: a bad rating is first verified, an anonymous one follows its rectification,
// which is due at the end of a day in China.
inline constexpr const char* kClocksInQueue = R"sql(
CREATE INDEX rectification_rating ON rectification (rating) WHERE rating IS NOT NULL;
ALTER TABLE grievance ADD COLUMN verify_by INTEGER;
UPDATE grievance SET verify_by = opened_at + 1800000 WHERE kind = 'bad_rating';

DROP TRIGGER grievance_comes;
CREATE TRIGGER grievance_comes AFTER INSERT ON grievance BEGIN
  UPDATE work_item SET about_staff = iif(NEW.is_about_staff, ifnull(NEW.subject, '?'), ''),
    due = ifnull(NEW.verify_by, due) WHERE serial = NEW.serial;
END;
DROP TRIGGER grievance_moves;
CREATE TRIGGER grievance_moves AFTER UPDATE ON grievance BEGIN
  UPDATE work_item SET owner = NEW.owner, about_staff = iif(NEW.is_about_staff, ifnull(NEW.subject, '?'), ''),
    state = iif(NEW.kind = 'bad_rating', NEW.step, state),
    is_open = iif(NEW.kind = 'bad_rating', NEW.step <> 'closed', is_open),
    due = CASE WHEN NEW.step = 'closed' THEN NULL
      WHEN NEW.step = 'received' AND NEW.verify_by IS NOT NULL THEN NEW.verify_by
      WHEN NEW.answered_at IS NULL THEN NEW.answer_by
      ELSE NEW.call_back_by END
    WHERE serial = NEW.serial;
END;
DROP TRIGGER anonymous_rating_to_rectify;
CREATE TRIGGER anonymous_rating_to_rectify AFTER INSERT ON rectification
  WHEN NEW.rating IS NOT NULL AND NEW.grievance IS NULL BEGIN
  UPDATE work_item SET about_staff = iif(NEW.is_about_staff, ifnull(NEW.subject, '?'), ''),
    due = (unixepoch(NEW.due) + 86400 - 28800) * 1000 WHERE rating = NEW.rating;
END;
DROP TRIGGER anonymous_rating_rectified;
CREATE TRIGGER anonymous_rating_rectified AFTER UPDATE ON rectification
  WHEN NEW.rating IS NOT NULL AND NEW.grievance IS NULL BEGIN
  UPDATE work_item SET owner = NEW.owner, state = NEW.state, is_open = NEW.state <> 'closed',
    due = iif(NEW.state IN ('open', 'planned'), (unixepoch(NEW.due) + 86400 - 28800) * 1000, NULL),
    about_staff = iif(NEW.is_about_staff, ifnull(NEW.subject, '?'), '') WHERE rating = NEW.rating;
END;

UPDATE work_item SET due = (SELECT verify_by FROM grievance WHERE grievance.serial = work_item.serial)
  WHERE is_open = 1 AND serial IN (SELECT serial FROM grievance WHERE kind = 'bad_rating' AND step = 'received');
UPDATE work_item SET due = (SELECT iif(state IN ('open', 'planned'), (unixepoch(due) + 86400 - 28800) * 1000, NULL)
    FROM rectification WHERE rectification.rating = work_item.rating AND grievance IS NULL)
  WHERE is_open = 1 AND rating IS NOT NULL;
)sql";

}  // namespace bianmin::store
