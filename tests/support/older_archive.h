#pragma once
// Takes an archive in SQLite back to schema 4, which knew no other systems of the city: for tests of the way up again.
// Whatever a later version adds must be taken away here, too.

namespace bianmin::support {

inline constexpr const char* kBackToSchema4 =
    "DROP TABLE publication; DROP INDEX order_by_time; DROP INDEX order_by_service; DROP INDEX open_order_by_time; "
    "DROP INDEX rating_by_time; "
    "DROP TABLE city_request; ALTER TABLE record DROP COLUMN requested_at; ALTER TABLE record DROP COLUMN updated_at; "
    "ALTER TABLE record DROP COLUMN note; PRAGMA user_version = 4";

}  // namespace bianmin::support
