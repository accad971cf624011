#include "kiosk/store/bulk.h"

#include <fmt/format.h>

#include "kiosk/store/complaint_rows.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/rating_rows.h"
#include "kiosk/store/search_rows.h"
#include "kiosk/store/sql.h"
#include "kiosk/store/work_item_rows.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kHoldsRecords =
    "SELECT EXISTS (SELECT 1 FROM outbox) OR EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM complaint) OR "
    "EXISTS (SELECT 1 FROM named_rating) OR EXISTS (SELECT 1 FROM anonymous_rating)";
constexpr const char* kWriteSerial = "UPDATE numbering SET last_serial = max(ifnull(last_serial, 0), ?) WHERE only = 1";
// What was handled long ago.
constexpr const char* kCloseRating =
    "UPDATE grievance SET step = 'closed', answered_at = opened_at, closed_at = opened_at WHERE serial = ?";
constexpr const char* kCloseLineOf = "UPDATE rectification SET state = 'closed' WHERE rating = ?";
constexpr const char* kAcknowledgeAll =
    "UPDATE work_item SET acknowledged_at = arrived, acknowledged_by = 'demo' WHERE is_urgent = 1";
constexpr const char* kMergeIndex = "INSERT INTO search_index (search_index) VALUES ('optimize')";

// What is read and written again and again stays in memory for once: 200 MB.
constexpr const char* kBulkPragmas = "PRAGMA cache_size = -200000; PRAGMA secure_delete = OFF";
constexpr const char* kUsualPragmas = "PRAGMA cache_size = -2000; PRAGMA secure_delete = ON";

void SetStanding(Connection& connection, std::optional<std::int64_t> serial, const BulkStanding& standing) {
  if (!serial) return;
  if (standing.priority != domain::PriorityClass::Ordinary) SetPriority(connection, *serial, standing.priority);
  if (standing.owner) SetOwner(connection, *serial, standing.owner);
}

struct RecordInserter {
  StoreCore& core;
  std::int64_t last_serial = 0;

  void operator()(const BulkOrder& bulk) {
    const domain::Order& order = bulk.order;
    domain::Order registered = order;
    registered.state = domain::OrderState::Registered;
    InsertOrder(core, registered);
    for (std::size_t i = 1; i < order.history.size(); ++i) {
      AppendToHistory(core.connection(), order.number.Serial(), order.history[i]);
    }
    Stand(order.number, bulk.standing);
  }
  void operator()(const BulkComplaint& bulk) {
    InsertComplaint(core, bulk.complaint);
    Stand(bulk.complaint.number, bulk.standing);
  }
  void operator()(const BulkNamedRating& bulk) {
    NamedRatingRow row{.id = domain::RatingId::New(bulk.at, core.parts.random), .number = bulk.number, .at = bulk.at};
    if (bulk.rating.grades.overall.IsBad()) row.answer_by = BadRatingDue(core, bulk.at);
    InsertNamed(core, row, bulk.rating);
    Stand(bulk.number, bulk.standing);
    if (!bulk.standing.is_answered) return;
    Query{core.connection(), kCloseRating}.Bind(bulk.number.Serial()).Run();
    Query{core.connection(), kCloseLineOf}.Bind(row.id.bytes()).Run();
  }
  void operator()(const BulkAnonymousRating& bulk) {
    const auto id = domain::RatingId::NewTimeless(core.parts.random);
    InsertAnonymous(core, id, bulk.rating, bulk.day);
    SetStanding(core.connection(), WorkSerial(core.connection(), id), bulk.standing);
    if (bulk.standing.is_answered) Query{core.connection(), kCloseLineOf}.Bind(id.bytes()).Run();
  }

  void Stand(const domain::RecordNumber& number, const BulkStanding& standing) {
    last_serial = std::max(last_serial, number.Serial());
    SetStanding(core.connection(), WorkSerial(core.connection(), number), standing);
  }
};

}  // namespace

Result<BulkFill> BulkFill::Begin(Store& store) {
  StoreCore& core = store.core();
  Connection& connection = core.connection();
  return Guarded(connection, [&]() -> Result<BulkFill> {
    Query row{connection, kHoldsRecords};
    row.Next();
    if (row.Integer(0) != 0) {
      return Error{ErrorCode::Refused, fmt::format("{}: the database holds records; invented ones go into an empty "
                                                   "database only: give another file",
                                                   connection.file.string())};
    }
    connection.sqlite.exec(kBulkPragmas);
    return BulkFill{core};
  });
}

Result<Done> BulkFill::Add(const std::vector<BulkRecord>& records) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    RecordInserter inserter{core_};
    for (const BulkRecord& record : records) std::visit(inserter, record);
    Query{connection, kWriteSerial}.Bind(inserter.last_serial).Run();
    while (IndexMore(core_)) continue;
    AppendToJournal(connection, {.at = base::FormatUtc(core_.parts.clock.Now()),
                                 .act = "demo.filled",
                                 .record = "",
                                 .actor = "demo",
                                 .digest = base::Sha256(std::to_string(records.size()))});
    transaction.Commit();
    return Done{};
  });
}

Result<Done> BulkFill::Finish() {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    {
      Transaction transaction{connection};
      Query{connection, kAcknowledgeAll}.Run();
      Query{connection, kMergeIndex}.Run();
      transaction.Commit();
    }
    connection.sqlite.exec(kUsualPragmas);
    return Done{};
  });
}

}  // namespace bianmin::store
