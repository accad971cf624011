#pragma once
// What the city has published for this kiosk. A part of migrations.cc.

namespace bianmin::store {

// Of each kind and scope the newest, and the last one that is or was in use. `place` is the order in which they came;
// `since` is when `state` began. `content` is the document as it was published, for everybody to read: not encrypted.
inline constexpr const char* kPublications = R"sql(
CREATE TABLE publication (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('catalogue', 'providers', 'calendar', 'notices', 'settings')),
  scope TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  published_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('held', 'on_trial', 'in_force', 'refused', 'withdrawn')),
  since INTEGER NOT NULL,
  trials INTEGER NOT NULL CHECK (trials >= 0),
  why TEXT NOT NULL,
  signature BLOB CHECK (length(signature) = 64),
  content BLOB,
  CHECK ((content IS NULL) = (state IN ('refused', 'withdrawn')))
) STRICT;
CREATE INDEX publication_newest ON publication (kind, scope, place);
)sql";

}  // namespace bianmin::store
