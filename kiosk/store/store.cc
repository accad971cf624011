#include "kiosk/store/store.h"

#include <fmt/format.h>

#include "kiosk/store/core.h"
#include "kiosk/store/inquiries.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kSelectKeyCheck = "SELECT token FROM key_check WHERE only = 1";
constexpr const char* kInsertKeyCheck = "INSERT INTO key_check (only, token) VALUES (1, ?)";

constexpr const char* kCount =
    "SELECT (SELECT count(*) FROM orders), "
    "(SELECT count(*) FROM orders WHERE state = 'completed'), "
    "(SELECT count(*) FROM complaint WHERE kind = 'complaint'), "
    "(SELECT count(*) FROM complaint WHERE kind = 'complaint' AND state IN ('answered', 'closed')), "
    "count(overall), ifnull(sum(overall), 0) FROM (SELECT id, overall FROM named_rating "
    "UNION ALL SELECT id, overall FROM anonymous_rating) "
    "WHERE id NOT IN (SELECT rating FROM rating_appeal WHERE state = 'upheld')";

// The first Store that opens a database leaves the mark of its key in it.
Result<Done> CheckKey(StoreCore& core) {
  Connection& connection = core.connection();
  const base::Digest mark = core.parts.key.For("key check").Token("bianmin");
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    std::optional<base::Digest> stored;
    {
      Query row{connection, kSelectKeyCheck};
      if (row.Next()) stored = Exactly<base::Digest>(row.Blob(0), "key_check.token");
    }
    if (stored && *stored != mark) {
      return Error{ErrorCode::Refused,
                   fmt::format("{}: the database was written with another key; give the key file it "
                               "was made with (storage.key)",
                               connection.file.string())};
    }
    if (!stored) Query{connection, kInsertKeyCheck}.Bind(mark).Run();
    transaction.Commit();
    return Done{};
  });
}

}  // namespace

Result<Store> Store::Open(StoreParts parts) {
  auto core = std::make_unique<StoreCore>(StoreCore{.parts = std::move(parts)});
  core->field_key = core->parts.key.For("personal fields");
  core->token_key = core->parts.key.For("rating token");
  core->lookup_key = core->parts.key.For("lookup");
  core->draft_key = core->parts.key.For("drafts");
  core->search_key = core->parts.key.For("search");
  core->staff_key = core->parts.key.For("staff");
  if (auto right = CheckKey(*core); !right) return right.error();
  return Store{std::move(core)};
}

Store::Store(std::unique_ptr<StoreCore> core) : core_(std::move(core)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<domain::Counts> Store::CountsSoFar() {
  return Guarded(core_->connection(), [&]() -> Result<domain::Counts> {
    Query row{core_->connection(), kCount};
    row.Next();
    return domain::Counts{.orders = static_cast<int>(row.Integer(0)),
                          .orders_completed = static_cast<int>(row.Integer(1)),
                          .complaints = static_cast<int>(row.Integer(2)),
                          .complaints_answered = static_cast<int>(row.Integer(3)),
                          .ratings = static_cast<int>(row.Integer(4)),
                          .stars_in_total = static_cast<int>(row.Integer(5))};
  });
}

Result<domain::InquiryId> Store::AskCity(const domain::RecordNumber& number) {
  const base::TimePoint now = core_->parts.clock.Now();
  const auto id = domain::InquiryId::NewTimeless(core_->parts.random);
  if (auto asked = Inquiries{core_->parts.database}.Ask({id, number}, now); !asked) return asked.error();
  return id;
}

Result<std::optional<domain::CityAnswer>> Store::CitysAnswer(const domain::InquiryId& inquiry) {
  return Inquiries{core_->parts.database}.Take(inquiry, core_->parts.clock.Now());
}

Result<OutboxStatus> Store::Waiting() { return Outbox{core_->parts.database}.Status(); }
Result<CentreContact> Store::Contact() { return Outbox{core_->parts.database}.Contact(); }
Result<bool> Store::ChangedElsewhere() { return core_->parts.database.ChangedElsewhere(); }
void Store::UseCalendar(domain::WorkingCalendar calendar) { core_->parts.calendar = std::move(calendar); }
Database& Store::database() { return core_->parts.database; }
StoreCore& Store::core() { return *core_; }

}  // namespace bianmin::store
