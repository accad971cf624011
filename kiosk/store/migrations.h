#pragma once
// The database's schema as a list of steps that only grows: a step that was ever released is never changed. The number
// of steps done stands in the file (PRAGMA user_version).

#include <span>

#include "kiosk/store/sql.h"

namespace bianmin::store {

// "BMIN": says that a SQLite file is this program's.
inline constexpr std::int64_t kApplicationId = 0x424D494E;

// How many steps this program knows.
int LatestSchema();

// Does the steps up to `to` that are missing, in one transaction. Throws as every part of this layer.
void Migrate(Connection& connection, int to = LatestSchema());

}  // namespace bianmin::store
