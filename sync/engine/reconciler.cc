#include "sync/engine/reconciler.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "sync/engine/arrival_desk.h"
#include "sync/engine/puller.h"

namespace bianmin::engine {

using base::Milliseconds;

Reconciler::Reconciler(store::Database& database, Transport& transport, const base::Clock& clock)
    : outbox_(database), arrivals_(database), inbox_(database), transport_(transport), clock_(clock) {}

bool Reconciler::RunOnce() {
  const Milliseconds now = clock_.Steady();
  if (asked_at_ && now - *asked_at_ < kReconcileEvery) return false;
  // Whether something waits is known at once; counting a million that do takes longer than to send a batch of them.
  const auto next = outbox_.NextBatch({.most_events = 1});
  if (!next || !next->empty()) return false;
  const auto before = outbox_.Reckon();
  // A database that cannot be read is the relay's to tell of.
  if (!before || before->waiting > 0) return false;
  asked_at_ = now;
  const Outcome outcome = transport_.GetFrontPage();
  const auto* answer = std::get_if<Answered>(&outcome);
  if (answer == nullptr) return false;  // the line is the relay's to tell of, too
  const auto holding = wire::ReadFrontPage(answer->body);
  if (!holding) return false;
  LearnArrivalKeys(arrivals_, holding->arrival_keys);
  // What residents gave meanwhile waits; nothing is delivered but by this thread.
  return Compare(*before, *holding);
}

bool Reconciler::Compare(const store::Delivery& delivery, const wire::CentreHolding& holding) {
  const std::int64_t surplus = holding.count - delivery.delivered;
  const bool is_same_archive = delivery.epoch.empty() || delivery.epoch == holding.epoch;
  const std::int64_t agreed = is_same_archive ? delivery.surplus.value_or(0) : 0;
  const bool is_whole = surplus >= agreed && holding.high >= delivery.highest;
  if (is_whole && is_same_archive) {
    resent_ = Resent::Nothing;
    if (delivery.epoch.empty() || surplus != agreed) Agree(holding, surplus);
    return false;
  }
  if (resent_ != Resent::Everything) return SendAgain(delivery, holding);
  if (surplus < std::min<std::int64_t>(agreed, 0)) {
    base::LogError(
        "the centre has lost {} events that this kiosk delivered more than {} days ago and does not keep any more; "
        "they may be in a backup of the centre or of this kiosk",
        -surplus, domain::kDeliveredEventsKept.count());
  }
  resent_ = Resent::Nothing;
  Agree(holding, surplus);
  return false;
}

// First what is surely missing; all of it only when that was not enough.
bool Reconciler::SendAgain(const store::Delivery& delivery, const wire::CentreHolding& holding) {
  const bool is_same_archive = delivery.epoch.empty() || delivery.epoch == holding.epoch;
  const bool is_cut_off = is_same_archive && holding.high < delivery.highest && resent_ == Resent::Nothing;
  const auto again = outbox_.SendAgain(is_cut_off ? holding.high : 0);
  if (!again) {
    base::LogError("what the centre lost could not be made ready to be sent again: {}", again.error().message);
    return false;
  }
  resent_ = is_cut_off ? Resent::AboveTheHighest : Resent::Everything;
  asked_at_.reset();  // compared again as soon as everything is there
  base::LogWarning("the centre holds {} events of this kiosk and {} were delivered; {} are sent again", holding.count,
                   delivery.delivered, *again);
  // Its decisions since then are lost, too, and what it decides now may stand before the cursor.
  if (const auto forgotten = inbox_.ForgetCursor(kChangesFeed); !forgotten) {
    base::LogError("the cursor cannot be forgotten: {}", forgotten.error().message);
  }
  return *again > 0;
}

void Reconciler::Agree(const wire::CentreHolding& holding, std::int64_t surplus) {
  if (const auto kept = outbox_.Agree(holding.epoch, surplus); !kept) {
    base::LogError("what the centre holds cannot be remembered: {}", kept.error().message);
  }
}

}  // namespace bianmin::engine
