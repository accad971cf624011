#include "sync/engine/herald.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/domain/fleet_limits.h"
#include "kiosk/store/backup.h"
#include "kiosk/store/condition.h"
#include "kiosk/store/outbox.h"
#include "kiosk/wire/heartbeat.h"
#include "sync/engine/centre_words.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;

// The disk fills without the database changing: it is looked at this often.
constexpr Milliseconds kBetweenLooks = std::chrono::seconds{30};

bool IsDiskNearlyFull(const domain::Heartbeat& heartbeat) {
  return heartbeat.disk && heartbeat.disk->free_bytes < domain::kLeastFreeDiskBytes;
}

}  // namespace

bool IsNews(const domain::Heartbeat& now, const domain::Heartbeat& told) {
  return now.dead != told.dead || now.printer != told.printer || now.kiosk != told.kiosk ||
         IsDiskNearlyFull(now) != IsDiskNearlyFull(told);
}

Herald::Herald(store::Database& database, Transport& transport, const base::Clock& clock, base::Random& random,
               domain::Version version, MeasureDisk measure_disk)
    : database_(database),
      transport_(transport),
      clock_(clock),
      random_(random),
      version_(version),
      measure_disk_(std::move(measure_disk)),
      backoff_(clock, random),
      started_(clock.Steady()) {
  // Kiosks that got their electricity back together do not come together.
  backoff_.Pause(Milliseconds{random_.Below(domain::kFirstHeartbeatWithin.count())});
}

Milliseconds Herald::RunOnce() {
  if (const auto wait = backoff_.Wait(); wait > Milliseconds::zero()) return wait;
  const auto heartbeat = Examine();
  if (!heartbeat) {  // a database that cannot be read is the relay's to tell of
    backoff_.Failed();
    return backoff_.Wait();
  }
  const Milliseconds now = clock_.Steady();
  if (due_ && now < *due_ && told_ && !IsNews(*heartbeat, *told_)) return std::min(kBetweenLooks, *due_ - now);
  Judge(*heartbeat, transport_.PutHeartbeat(wire::WriteHeartbeat(*heartbeat)));
  return backoff_.Wait();
}

base::Result<domain::Heartbeat> Herald::Examine() {
  const auto waiting = store::Outbox{database_}.Status();
  if (!waiting) return waiting.error();
  const auto since = store::WaitingCertainlySince(database_);
  if (!since) return since.error();
  const auto condition = store::ReadCondition(database_);
  if (!condition) return condition.error();
  const auto backup = store::ReadBackupState(database_);
  if (!backup) return backup.error();
  domain::Heartbeat heartbeat;
  heartbeat.at = clock_.Now();
  heartbeat.kiosk = condition->version;
  heartbeat.sync = version_;
  heartbeat.waiting = waiting->waiting;
  if (*since && **since <= heartbeat.at) heartbeat.waiting_since = *since;
  heartbeat.dead = waiting->dead;
  heartbeat.disk = measure_disk_();
  heartbeat.printer = condition->printer;
  heartbeat.uptime = std::chrono::duration_cast<std::chrono::seconds>(clock_.Steady() - started_);
  heartbeat.last_backup = backup->last_success;
  return heartbeat;
}

void Herald::Judge(const domain::Heartbeat& sent, const Outcome& outcome) {
  if (std::holds_alternative<Answered>(outcome)) {
    complaint_.clear();
    told_ = sent;
    // Between nine tenths and all of it, so that kiosks do not fall into step.
    constexpr Milliseconds kJitter = domain::kHeartbeatEvery / 10;
    due_ = clock_.Steady() + domain::kHeartbeatEvery - Milliseconds{random_.Below(kJitter.count() + 1)};
    backoff_.Succeeded();
    return backoff_.Pause(domain::kBetweenHeartbeats);
  }
  const auto* unknown = std::get_if<NotFound>(&outcome);
  const auto* refused = std::get_if<Refused>(&outcome);
  const auto reason = CentresReason(unknown ? unknown->problem : refused ? refused->problem : "");
  if (reason) {
    Complain(*reason);
    return backoff_.Pause(domain::kHeartbeatsUnknownWait);
  }
  if (std::holds_alternative<NotAdmitted>(outcome)) return backoff_.Failed(domain::kNotAdmittedWait);
  const auto* failed = std::get_if<Failed>(&outcome);
  backoff_.Failed(failed ? failed->retry_after : std::nullopt);
}

// Once for each reason: an older centre says the same every hour.
void Herald::Complain(const std::string& why) {
  if (complaint_ != why) base::LogNote("the centre is not told how this kiosk is: {}", why);
  complaint_ = why;
}

}  // namespace bianmin::engine
