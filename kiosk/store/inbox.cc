#include "kiosk/store/inbox.h"

#include "kiosk/base/log.h"
#include "kiosk/store/complaint_rows.h"
#include "kiosk/store/grievance_rows.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/publication_rows.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Result;
using domain::Actor;
using domain::OrderAct;
using domain::OrderState;

constexpr const char* kSelectCursor = "SELECT cursor FROM feed WHERE name = ?";
constexpr const char* kWriteCursor =
    "INSERT INTO feed (name, cursor) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor";
constexpr const char* kForgetCursor = "DELETE FROM feed WHERE name = ?";
constexpr const char* kMarkApplied = "INSERT INTO applied_change (id) VALUES (?) ON CONFLICT (id) DO NOTHING";
constexpr const char* kPark = "INSERT INTO parked_change (id, type, raw, why, parked_at) VALUES (?, ?, ?, ?, ?)";
constexpr const char* kSelectParked = "SELECT id, type, raw, why, parked_at FROM parked_change ORDER BY place";

// The act that leads to a state, whatever came before it.
OrderAct ActTowards(OrderState state) {
  switch (state) {
    case OrderState::Registered:
      return OrderAct::Reopen;
    case OrderState::Accepted:
      return OrderAct::Accept;
    case OrderState::Dispatched:
      return OrderAct::Dispatch;
    case OrderState::InService:
      return OrderAct::BeginService;
    case OrderState::AwaitingAcceptance:
      return OrderAct::FinishService;
    case OrderState::Completed:
      return OrderAct::ConfirmCompletion;
    case OrderState::Cancelled:
      return OrderAct::Cancel;
    case OrderState::Declined:
      return OrderAct::Decline;
  }
  return OrderAct::Accept;
}

// The act that history shows. The centre knows more than this kiosk: a state that does not follow is taken over and
// said in the log.
OrderAct ActFor(const domain::OrderStatusChange& change, OrderState from) {
  const auto act = domain::ActBetween(from, change.state);
  if (act && domain::After(from, *act, Actor::Centre)) return *act;
  if (from != change.state) {
    base::LogWarning("order {}: the centre says '{}', which does not follow '{}' here; the centre's word is taken",
                     change.number.text(), domain::WireName(change.state), domain::WireName(from));
  }
  return ActTowards(change.state);
}

// One page being applied, in one transaction.
class PageInProgress {
 public:
  PageInProgress(Connection& connection, base::TimePoint now) : connection_(connection), now_(now) {}

  void Apply(const domain::Change& change) {
    if (Query{connection_, kMarkApplied}.Bind(change.id).Run() == 0) {
      ++applied_.repeated;
      return;
    }
    std::visit([&](const auto& what) { ApplyOne(change, what); }, change.what);
  }

  const Applied& applied() const { return applied_; }

 private:
  void ApplyOne(const domain::Change& change, const domain::OrderStatusChange& status) {
    const auto head = FindOrderHead(connection_, status.number);
    if (!head) return Park(change, "there is no such order on this kiosk");
    AppendToHistory(connection_, head->serial,
                    {.state = status.state,
                     .act = ActFor(status, head->state),
                     .by = Actor::Centre,
                     .at = status.at,
                     .note = status.note});
    Journal(change, "order.status", status.number.text());
  }

  void ApplyOne(const domain::Change& change, const domain::ComplaintStatusChange& status) {
    if (!UpdateComplaint(connection_, status.number, status.state, status.answer)) {
      return Park(change, "there is no such complaint on this kiosk");
    }
    FollowCity(connection_, status.number, status.state, status.at);
    Journal(change, "complaint.status", status.number.text());
  }

  void ApplyOne(const domain::Change& change, const domain::PublicationChange& published) {
    const domain::Publication& publication = published.publication;
    const std::string name = domain::NameOf(publication.kind, publication.scope, publication.version);
    InsertPublication(connection_, published, now_);
    if (!published.fault.empty()) base::LogWarning("{} cannot be used: {}", name, published.fault);
    Journal(change, publication.content ? "publication.came" : "publication.withdrawn", name);
  }

  void ApplyOne(const domain::Change& change, const domain::UnknownChange& unknown) { Park(change, unknown.why); }

  void Park(const domain::Change& change, std::string_view why) {
    Query park{connection_, kPark};
    park.Bind(change.id).Bind(change.type).Bind(base::AsBytes(change.raw)).Bind(why).Bind(now_).Run();
    ++applied_.parked;
  }

  void Journal(const domain::Change& change, std::string_view act, std::string_view record) {
    AppendToJournal(connection_, {.at = base::FormatUtc(now_),
                                  .act = act,
                                  .record = std::string(record),
                                  .actor = std::string(domain::WireName(Actor::Centre)),
                                  .digest = base::Sha256(change.raw)});
    ++applied_.applied;
  }

  Connection& connection_;
  base::TimePoint now_;
  Applied applied_;
};

}  // namespace

Result<std::string> Inbox::Cursor(std::string_view feed) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::string> {
    Query row{connection, kSelectCursor};
    row.Bind(feed);
    return row.Next() ? row.Text(0) : std::string{};
  });
}

Result<Applied> Inbox::ApplyChanges(std::string_view feed, const domain::ChangesPage& page, base::TimePoint now) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Applied> {
    Transaction transaction{connection};
    PageInProgress progress{connection, now};
    for (const domain::Change& change : page.changes) progress.Apply(change);
    Query{connection, kWriteCursor}.Bind(feed).Bind(page.next).Run();
    transaction.Commit();
    return progress.applied();
  });
}

Result<Done> Inbox::ForgetCursor(std::string_view feed) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Query{connection, kForgetCursor}.Bind(feed).Run();
    return Done{};
  });
}

Result<std::vector<ParkedChange>> Inbox::Parked() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<ParkedChange>> {
    std::vector<ParkedChange> parked;
    Query row{connection, kSelectParked};
    while (row.Next()) {
      parked.push_back({.id = row.Text(0),
                        .type = row.Text(1),
                        .raw = base::AsText(row.Blob(2)),
                        .why = row.Text(3),
                        .parked_at = row.Time(4)});
    }
    return parked;
  });
}

}  // namespace bianmin::store
