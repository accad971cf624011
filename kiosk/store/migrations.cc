#include "kiosk/store/migrations.h"

#include <fmt/format.h>

#include <iterator>

#include "kiosk/store/schema/arrivals.h"
#include "kiosk/store/schema/backup.h"
#include "kiosk/store/schema/casework.h"
#include "kiosk/store/schema/centre_holding.h"
#include "kiosk/store/schema/condition.h"
#include "kiosk/store/schema/given_pins.h"
#include "kiosk/store/schema/grievances.h"
#include "kiosk/store/schema/publications.h"
#include "kiosk/store/schema/queue.h"
#include "kiosk/store/schema/resident.h"
#include "kiosk/store/schema/shift.h"
#include "kiosk/store/schema/staff.h"

namespace bianmin::store {
namespace {

// Append-only: the place of a step is its version.
constexpr const char* kSteps[] = {kRecords,
                                  kJournalLength,
                                  kDrafts,
                                  kInquiries,
                                  kStaff,
                                  kQueue,
                                  kSearch,
                                  kCasework,
                                  kBackups,
                                  kShifts,
                                  kGrievances,
                                  kGrievancesInQueue,
                                  kClocksInQueue,
                                  kRecordsLiveAgain,
                                  kSearchCatchesUp,
                                  kGivenPins,
                                  kLanguageOfProvider,
                                  kCentreHolding,
                                  kArrivals,
                                  kConditionOfKiosk,
                                  kPublications};

std::int64_t Pragma(Connection& connection, const char* sql) { return connection.sqlite.execAndGet(sql).getInt64(); }

}  // namespace

int LatestSchema() { return static_cast<int>(std::size(kSteps)); }

void Migrate(Connection& connection, int to) {
  CHECK(to <= LatestSchema());
  Transaction transaction{connection};
  const auto done = static_cast<int>(Pragma(connection, "PRAGMA user_version"));  // another process may have been first
  if (done >= to) return;
  for (int step = done; step < to; ++step) connection.sqlite.exec(kSteps[step]);
  connection.sqlite.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  connection.sqlite.exec(fmt::format("PRAGMA user_version = {}", to));
  transaction.Commit();
}

}  // namespace bianmin::store
