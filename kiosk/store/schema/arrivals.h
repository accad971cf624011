#pragma once
// What the centre has signed of orders and complaints that arrived. A part of migrations.cc.

namespace bianmin::store {

// `arrival_key` holds the keys that the centre names now: what another one has signed is not shown.
inline constexpr const char* kArrivals = R"sql(
CREATE TABLE arrival_key (
  name TEXT NOT NULL PRIMARY KEY,
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrival (
  record TEXT NOT NULL PRIMARY KEY,
  event BLOB NOT NULL CHECK (length(event) = 32),
  received INTEGER NOT NULL,
  key TEXT NOT NULL,
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace bianmin::store
