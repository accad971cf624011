#pragma once
// What the parts of PostgresArchive share beyond the connection. Used by postgres_*.cc of the archive alone.

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/base/id.h"
#include "sync/centre/postgres_archive.h"
#include "sync/centre/postgres_connection.h"
#include "sync/centre/postgres_schema.h"

namespace bianmin::centre {

// A kiosk's row, locked to the end of the transaction: whoever holds it is the only one that writes for that kiosk.
struct LockedKiosk {
  std::int64_t id = 0;
  std::int64_t high = 0;  // the highest sequence ever archived from it
};
// Makes the row when the kiosk is new.
LockedKiosk LockKiosk(PostgresConnection& connection, const std::string& source);

// The states that kiosks are to be told, written together. The kiosk's row must be locked.
struct Announcement {
  std::string id;
  std::string bytes;
};
void AddChanges(PostgresConnection& connection, std::int64_t kiosk, const std::vector<Announcement>& announcements);

// Keeps the head of the journal that came with a batch. The kiosk's row must be locked.
void KeepJournalClaim(PostgresConnection& connection, std::int64_t kiosk, const OfferedBatch& batch);
// Takes the batch's elements in, within the transaction that is open. The kiosk's row must be locked.
using Announcer = std::function<Announcement(RecordKind kind, const StatusChange& change)>;
BatchOutcome TakeIn(PostgresConnection& connection, const LockedKiosk& kiosk, const OfferedBatch& batch,
                    const Announcer& announce);

struct PostgresArchive::State {
  State(const PostgresSettings& settings, base::Random& source_of_ids, const base::Clock& clock)
      : connection(settings, clock), random(source_of_ids) {}

  template <class Act>
  auto Guard(Act act) -> decltype(act()) {
    return Persist([&]() -> decltype(act()) {
      if (connection.MakeReady()) is_learnt = false;
      if (!is_learnt) Learn();
      return act();
    });
  }

  // What must be asked of a database that may be another one than before: a backup that was brought back, say.
  void Learn() {
    months.clear();
    CheckPostgresSchema(connection);
    epoch = ReadPostgresEpoch(connection);
    is_learnt = true;
  }

  // Both must be there before a batch of this moment is written; the next one early, while nobody waits for it.
  void PrepareMonth(base::TimePoint received) {
    const EventMonth month = EventMonth::Of(received);
    if (std::find(months.begin(), months.end(), month) != months.end()) return;
    MakeEventMonth(connection, month);
    MakeEventMonth(connection, month.Next());
    months.push_back(month);
  }

  // Those of an anonymous rating lie in the month in which its day begins.
  void PrepareMonthsOf(base::TimePoint received) {
    PrepareMonth(base::FromLocal({base::LocalDate(received), 0, 0, 0}));
    PrepareMonth(received);
  }

  Announcement Announce(RecordKind kind, const StatusChange& change) {
    std::string id = base::FormatUuid(base::NewUuidV7(change.at, random));
    std::string bytes = WriteStatusEvent(kind, change, id);
    return {std::move(id), std::move(bytes)};
  }

  PostgresConnection connection;
  base::Random& random;
  std::string epoch;
  bool is_learnt = false;
  std::vector<EventMonth> months;  // whose partition is there
};

}  // namespace bianmin::centre
