#pragma once
// What staff work through: one row for everything that waits or waited for them. Triggers on the records keep it, so
// that whoever changes a record (residents, the city's inbox, staff) keeps the queue right in the same transaction.
//
// Not in it: complaints about the centre (the city's alone), ratings of three stars and more. An anonymous bad rating
// is here by service and day: its key is random, its `arrived` and `due` are ends of days.

namespace bianmin::store {

// `place` is what the index orders by within a band: when it is due, or, where no clock runs, its arrival after all
// dues (4503599627370496 ms is far behind them). `about_staff`: '' nobody, '?' somebody not named yet, or a staff
// number. `work_count` counts what is open by scope, urgency, priority and day of `place`, so that the n-th row of a
// million is found without walking to it.
inline constexpr const char* kQueue = R"sql(
CREATE TABLE work_item (
  serial INTEGER PRIMARY KEY,
  number TEXT CHECK (length(number) = 10),
  rating BLOB CHECK (length(rating) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('order', 'complaint', 'suggestion', 'rating')),
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  is_urgent INTEGER NOT NULL CHECK (is_urgent IN (0, 1)),
  priority INTEGER NOT NULL DEFAULT 3 CHECK (priority BETWEEN 1 AND 3),
  due INTEGER CHECK (due BETWEEN 0 AND 4503599627370495),
  arrived INTEGER NOT NULL,
  place INTEGER NOT NULL GENERATED ALWAYS AS (ifnull(due, 4503599627370496 + arrived)) VIRTUAL,
  service_code TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state <> ''),
  owner TEXT CHECK (owner <> ''),
  about_staff TEXT NOT NULL DEFAULT '',
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  CHECK ((number IS NULL) <> (rating IS NULL)),
  CHECK ((number IS NULL) = (serial < 0)),
  CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
) STRICT;

CREATE INDEX work_open ON work_item (is_urgent, priority, place, arrived, serial, about_staff) WHERE is_open = 1;
CREATE INDEX work_voice ON work_item (is_urgent, priority, place, arrived, serial, about_staff)
  WHERE is_open = 1 AND kind IN ('complaint', 'suggestion');
CREATE INDEX work_rating ON work_item (is_urgent, priority, place, arrived, serial, about_staff)
  WHERE is_open = 1 AND kind = 'rating';
CREATE INDEX work_service ON work_item (service_code, is_urgent, priority, place, arrived, serial, about_staff)
  WHERE is_open = 1;
CREATE INDEX work_state ON work_item (state, is_urgent, priority, place, arrived, serial, about_staff)
  WHERE is_open = 1;
CREATE INDEX work_owner ON work_item (owner, is_urgent, priority, place, arrived, serial, about_staff)
  WHERE is_open = 1 AND owner IS NOT NULL;
CREATE INDEX work_arrived ON work_item (arrived) WHERE is_open = 1;
CREATE INDEX work_rated ON work_item (rating) WHERE rating IS NOT NULL;
CREATE INDEX work_alert ON work_item (serial)
  WHERE is_urgent = 1 AND state = 'registered' AND acknowledged_at IS NULL;
CREATE INDEX complaint_sealed ON complaint (serial) WHERE about = 'centre' AND state <> 'closed';
CREATE INDEX outbox_unconfirmed ON outbox (record) WHERE state <> 'delivered';

CREATE TABLE work_count (
  scope TEXT NOT NULL,
  is_urgent INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  day INTEGER NOT NULL,
  about_staff TEXT NOT NULL,
  items INTEGER NOT NULL CHECK (items >= 0),
  PRIMARY KEY (scope, is_urgent, priority, day, about_staff)
) STRICT, WITHOUT ROWID;

CREATE VIEW work_scope (serial, scope) AS
  SELECT serial, 'open' FROM work_item WHERE is_open = 1
  UNION ALL SELECT serial, 'voice' FROM work_item WHERE is_open = 1 AND kind IN ('complaint', 'suggestion')
  UNION ALL SELECT serial, 'rating' FROM work_item WHERE is_open = 1 AND kind = 'rating'
  UNION ALL SELECT serial, 'service ' || service_code FROM work_item WHERE is_open = 1
  UNION ALL SELECT serial, 'state ' || state FROM work_item WHERE is_open = 1
  UNION ALL SELECT serial, 'owner ' || owner FROM work_item WHERE is_open = 1 AND owner IS NOT NULL;

CREATE TRIGGER work_item_comes AFTER INSERT ON work_item WHEN NEW.is_open = 1 BEGIN
  INSERT INTO work_count (scope, is_urgent, priority, day, about_staff, items)
    SELECT scope, NEW.is_urgent, NEW.priority, NEW.place / 86400000, NEW.about_staff, 1
    FROM work_scope WHERE serial = NEW.serial
    ON CONFLICT DO UPDATE SET items = items + 1;
END;
CREATE TRIGGER work_item_leaves_its_place BEFORE UPDATE ON work_item WHEN OLD.is_open = 1 BEGIN
  UPDATE work_count SET items = items - 1
    WHERE scope IN (SELECT scope FROM work_scope WHERE serial = OLD.serial) AND is_urgent = OLD.is_urgent
      AND priority = OLD.priority AND day = OLD.place / 86400000 AND about_staff = OLD.about_staff;
  DELETE FROM work_count
    WHERE scope IN (SELECT scope FROM work_scope WHERE serial = OLD.serial) AND is_urgent = OLD.is_urgent
      AND priority = OLD.priority AND day = OLD.place / 86400000 AND about_staff = OLD.about_staff AND items = 0;
END;
CREATE TRIGGER work_item_takes_its_place AFTER UPDATE ON work_item WHEN NEW.is_open = 1 BEGIN
  INSERT INTO work_count (scope, is_urgent, priority, day, about_staff, items)
    SELECT scope, NEW.is_urgent, NEW.priority, NEW.place / 86400000, NEW.about_staff, 1
    FROM work_scope WHERE serial = NEW.serial
    ON CONFLICT DO UPDATE SET items = items + 1;
END;
CREATE TRIGGER work_item_goes BEFORE DELETE ON work_item WHEN OLD.is_open = 1 BEGIN
  UPDATE work_count SET items = items - 1
    WHERE scope IN (SELECT scope FROM work_scope WHERE serial = OLD.serial) AND is_urgent = OLD.is_urgent
      AND priority = OLD.priority AND day = OLD.place / 86400000 AND about_staff = OLD.about_staff;
  DELETE FROM work_count
    WHERE scope IN (SELECT scope FROM work_scope WHERE serial = OLD.serial) AND is_urgent = OLD.is_urgent
      AND priority = OLD.priority AND day = OLD.place / 86400000 AND about_staff = OLD.about_staff AND items = 0;
END;

CREATE TRIGGER order_registered AFTER INSERT ON orders BEGIN
  INSERT INTO work_item (serial, number, kind, is_open, is_urgent, due, arrived, service_code, state)
    VALUES (NEW.serial, NEW.number, 'order', NEW.state NOT IN ('completed', 'cancelled', 'declined'),
            NEW.urgency = 'urgent', iif(NEW.state = 'registered', NEW.respond_by, NULL), NEW.registered_at,
            NEW.service_code, NEW.state);
END;
CREATE TRIGGER order_moved AFTER UPDATE OF state ON orders WHEN NEW.state <> OLD.state BEGIN
  UPDATE work_item SET state = NEW.state, is_open = NEW.state NOT IN ('completed', 'cancelled', 'declined'),
    due = CASE
      WHEN NEW.state = 'registered' THEN NEW.respond_by
      WHEN NEW.state = 'accepted' AND OLD.state IN ('awaiting_acceptance', 'completed', 'cancelled', 'declined')
        THEN (SELECT max(at) FROM order_history WHERE serial = NEW.serial) + NEW.respond_by - NEW.registered_at
      ELSE NULL END
    WHERE serial = NEW.serial;
END;
CREATE TRIGGER order_corrected AFTER UPDATE OF service_code, urgency, respond_by ON orders BEGIN
  UPDATE work_item SET service_code = NEW.service_code, is_urgent = NEW.urgency = 'urgent',
    due = iif(NEW.state = 'registered', NEW.respond_by, due) WHERE serial = NEW.serial;
END;

CREATE TRIGGER complaint_filed AFTER INSERT ON complaint WHEN NEW.about <> 'centre' BEGIN
  INSERT INTO work_item (serial, number, kind, is_open, is_urgent, due, arrived, service_code, state, about_staff)
    VALUES (NEW.serial, NEW.number, NEW.kind, NEW.state <> 'closed', 0,
            iif(NEW.state IN ('received', 'being_handled'), NEW.answer_by, NULL), NEW.filed_at,
            ifnull((SELECT service_code FROM orders
                    WHERE serial = CAST(substr(NEW.order_number, 3, 7) AS INTEGER)), ''),
            NEW.state, iif(NEW.about = 'staff', '?', ''));
END;
CREATE TRIGGER complaint_moved AFTER UPDATE OF state, answer_by ON complaint WHEN NEW.about <> 'centre' BEGIN
  UPDATE work_item SET state = NEW.state, is_open = NEW.state <> 'closed',
    due = iif(NEW.state IN ('received', 'being_handled'), NEW.answer_by, NULL) WHERE serial = NEW.serial;
END;

CREATE TRIGGER named_rating_given AFTER INSERT ON named_rating WHEN NEW.overall <= 2 BEGIN
  INSERT INTO work_item (serial, number, kind, is_open, is_urgent, due, arrived, service_code, state)
    VALUES (NEW.serial, NEW.number, 'rating', 1, 0, NEW.answer_by, NEW.given_at, NEW.service_code, 'received');
END;
CREATE TRIGGER anonymous_rating_given AFTER INSERT ON anonymous_rating WHEN NEW.overall <= 2 BEGIN
  INSERT INTO work_item (serial, rating, kind, is_open, is_urgent, due, arrived, service_code, state)
    VALUES (-1 - abs(random() % 4611686018427387904), NEW.id, 'rating', 1, 0,
            (unixepoch(NEW.day) + 8 * 86400 - 28800) * 1000, (unixepoch(NEW.day) - 28800) * 1000, NEW.service_code,
            'received');
END;

INSERT INTO work_item (serial, number, kind, is_open, is_urgent, due, arrived, service_code, state)
  SELECT serial, number, 'order', state NOT IN ('completed', 'cancelled', 'declined'), urgency = 'urgent',
    iif(state = 'registered', respond_by, NULL), registered_at, service_code, state FROM orders ORDER BY serial;
INSERT INTO work_item (serial, number, kind, is_open, is_urgent, due, arrived, service_code, state, about_staff)
  SELECT serial, number, kind, state <> 'closed', 0, iif(state IN ('received', 'being_handled'), answer_by, NULL),
    filed_at,
    ifnull((SELECT service_code FROM orders WHERE serial = CAST(substr(complaint.order_number, 3, 7) AS INTEGER)), ''),
    state, iif(about = 'staff', '?', '') FROM complaint WHERE about <> 'centre' ORDER BY serial;
INSERT INTO work_item (serial, number, kind, is_open, is_urgent, due, arrived, service_code, state)
  SELECT serial, number, 'rating', 1, 0, answer_by, given_at, service_code, 'received' FROM named_rating
    WHERE overall <= 2 ORDER BY serial;
INSERT INTO work_item (serial, rating, kind, is_open, is_urgent, due, arrived, service_code, state)
  SELECT -1 - abs(random() % 4611686018427387904), id, 'rating', 1, 0,
    (unixepoch(day) + 8 * 86400 - 28800) * 1000, (unixepoch(day) - 28800) * 1000, service_code, 'received'
    FROM anonymous_rating WHERE overall <= 2 ORDER BY id;
)sql";

// 搜索. Fingerprints of pieces of the residents' words (kiosk/store/search.h); no text. Records up to
// `still_to_index` were there before the index and are taken up in steps, the newest first.
inline constexpr const char* kSearch = R"sql(
CREATE VIRTUAL TABLE search_index USING fts5 (pieces, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

CREATE TABLE search_backlog (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  still_to_index INTEGER
) STRICT;
INSERT INTO search_backlog (only, still_to_index)
  SELECT 1, (SELECT max(serial) FROM (SELECT max(serial) AS serial FROM orders UNION ALL
    SELECT max(serial) FROM complaint UNION ALL SELECT max(serial) FROM named_rating));
)sql";

// Saving does not wait for the index: records after `indexed_to` are taken up while nobody waits, and are looked
// through until then.
inline constexpr const char* kSearchCatchesUp = R"sql(
ALTER TABLE search_backlog ADD COLUMN indexed_to INTEGER NOT NULL DEFAULT 0;
UPDATE search_backlog SET indexed_to = ifnull((SELECT max(serial) FROM (SELECT max(serial) AS serial FROM orders
  UNION ALL SELECT max(serial) FROM complaint UNION ALL SELECT max(serial) FROM named_rating)), 0);
)sql";

}  // namespace bianmin::store
