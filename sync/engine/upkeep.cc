#include "sync/engine/upkeep.h"

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/drafts.h"
#include "kiosk/store/outbox.h"

namespace bianmin::engine {
namespace {

// A checkpoint that readers hold up is not tried in a loop.
constexpr base::Milliseconds kBetweenCheckpoints = std::chrono::seconds{2};
constexpr base::Milliseconds kBetweenErasures = std::chrono::minutes{1};

}  // namespace

void Upkeep::EraseDrafts(base::Milliseconds now) {
  if (erased_at_ && now - *erased_at_ < kBetweenErasures) return;
  erased_at_ = now;
  if (const auto erased = store::EraseExpiredDrafts(database_, clock_.Now()); !erased) {
    base::LogWarning("interrupted forms whose time is over could not be erased: {}", erased.error().message);
  }
}

void Upkeep::RunOnce() {
  const base::Milliseconds now = clock_.Steady();
  const bool may_checkpoint = !checkpointed_at_ || now - *checkpointed_at_ >= kBetweenCheckpoints;
  if (may_checkpoint && database_.WalBytes() > static_cast<std::int64_t>(domain::kMaxWalBytes)) {
    checkpointed_at_ = now;
    if (const auto done = database_.Checkpoint(); !done) {
      base::LogWarning("the write-ahead log could not be moved into the database: {}", done.error().message);
    }
  }
  EraseDrafts(now);
  const base::Date today = base::LocalDate(clock_.Now());
  if (pruned_on_ == today) return;
  pruned_on_ = today;
  store::Outbox outbox(database_);
  const auto pruned = outbox.Prune(base::Date{std::chrono::sys_days{today} - domain::kDeliveredEventsKept});
  if (!pruned) {
    base::LogWarning("old delivered events could not be deleted: {}", pruned.error().message);
  } else if (*pruned > 0) {
    base::LogNote("{} events that were delivered more than {} days ago are deleted", *pruned,
                  domain::kDeliveredEventsKept.count());
  }
}

}  // namespace bianmin::engine
