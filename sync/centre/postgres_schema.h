#pragma once
// The tables of archive and registry in PostgreSQL, all in the schema `bianmin` of whatever database the settings name.
// Used by postgres_*.cc alone. Any number of copies of the centre may start at once: a lock lets them pass one by one.

#include "kiosk/base/random.h"
#include "sync/centre/postgres_connection.h"

namespace bianmin::centre {

// Makes the tables or brings them up to this program's version. Throws Refused for those of a newer program, Corrupt
// when the schema is another program's.
void MigratePostgres(PostgresConnection& connection, base::TimePoint now, base::Random& random);
// What MigratePostgres would have to do, as a failure: NotFound when there are no tables, Refused for another version.
void CheckPostgresSchema(PostgresConnection& connection);
std::string ReadPostgresEpoch(PostgresConnection& connection);

// Events lie in one partition for each month (UTC) in which they came in, so that an old year can be detached.
struct EventMonth {
  std::chrono::year_month month;

  static EventMonth Of(base::TimePoint received);
  EventMonth Next() const { return {month + std::chrono::months{1}}; }
  std::string TableName() const;  // "event_2026_11"
  friend bool operator==(const EventMonth&, const EventMonth&) = default;
};
// Makes the partition unless it is there. It waits for no transaction that reads or writes events.
void MakeEventMonth(PostgresConnection& connection, const EventMonth& month);

}  // namespace bianmin::centre
