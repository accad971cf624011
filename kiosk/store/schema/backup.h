#pragma once
// What is remembered of backups, and which records have no personal fields any more.

namespace bianmin::store {

inline constexpr const char* kBackups = R"sql(
CREATE TABLE backup_state (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  last_success INTEGER,
  last_file TEXT NOT NULL,
  last_bytes INTEGER NOT NULL,
  last_failure INTEGER,
  last_error TEXT NOT NULL,
  CHECK ((last_success IS NULL) = (last_file = ''))
) STRICT;
INSERT INTO backup_state (only, last_success, last_file, last_bytes, last_failure, last_error)
VALUES (1, NULL, '', 0, NULL, '');

CREATE TABLE erasure (
  serial INTEGER PRIMARY KEY,
  erased_at INTEGER NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('age', 'request'))
) STRICT;

-- What the city has confirmed and is no longer kept, and what a restore left out: so that events can be reckoned up.
ALTER TABLE numbering ADD COLUMN pruned_events INTEGER NOT NULL DEFAULT 0;
ALTER TABLE numbering ADD COLUMN skipped_sequences INTEGER NOT NULL DEFAULT 0;
UPDATE numbering SET pruned_events = last_sequence - (SELECT count(*) FROM outbox);
CREATE TRIGGER outbox_is_pruned AFTER DELETE ON outbox WHEN OLD.state = 'delivered'
BEGIN UPDATE numbering SET pruned_events = pruned_events + 1 WHERE only = 1; END;

CREATE INDEX journal_record ON journal (record, sequence) WHERE record <> '';
CREATE INDEX outbox_record ON outbox (record) WHERE state <> 'delivered';
)sql";

// Whoever takes up a closed record again has personal fields again, which are erased in their turn. The two indexes
// were there twice.
inline constexpr const char* kRecordsLiveAgain = R"sql(
CREATE TRIGGER order_lives_again AFTER UPDATE OF state ON orders
  WHEN OLD.state IN ('completed', 'cancelled', 'declined') AND NEW.state NOT IN ('completed', 'cancelled', 'declined')
BEGIN DELETE FROM erasure WHERE serial = NEW.serial; END;
CREATE TRIGGER grievance_lives_again AFTER UPDATE OF step ON grievance
  WHEN OLD.step = 'closed' AND NEW.step <> 'closed'
BEGIN DELETE FROM erasure WHERE serial = NEW.serial; END;
DROP INDEX journal_record;
DROP INDEX outbox_record;
)sql";

}  // namespace bianmin::store
