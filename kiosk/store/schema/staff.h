#pragma once
// Staff and their PINs. A part of migrations.cc.

namespace bianmin::store {

// Nothing in `staff` is ever deleted: the journal names its numbers. A PIN is a token that takes the kiosk's key and
// the PIN to make, by so much work. Wrong PINs are counted under a token of the number, because a PIN may have been
// typed in its place; numbers that nobody has are counted in the same way.
inline constexpr const char* kStaff = R"sql(
CREATE TABLE staff (
  number TEXT PRIMARY KEY CHECK (length(number) BETWEEN 2 AND 8),
  name BLOB NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'dispatcher', 'supervisor')),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  pin_salt BLOB NOT NULL CHECK (length(pin_salt) = 32),
  pin_token BLOB NOT NULL CHECK (length(pin_token) = 32),
  pin_passes INTEGER NOT NULL CHECK (pin_passes >= 1),
  pin_bytes INTEGER NOT NULL CHECK (pin_bytes >= 8192)
) STRICT, WITHOUT ROWID;

CREATE TABLE pin_failure (
  token BLOB PRIMARY KEY CHECK (length(token) = 32),
  is_known INTEGER NOT NULL CHECK (is_known IN (0, 1)),
  failures INTEGER NOT NULL CHECK (failures >= 1),
  latest INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_by_record ON journal (record, sequence) WHERE record <> '';
)sql";

}  // namespace bianmin::store
