#include "sync/engine/puller.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/wire/changes.h"
#include "sync/engine/centre_words.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;

// Why a page cannot be meant for this cursor; empty when it can.
std::string FaultOf(const domain::ChangesPage& page, const ChangesQuery& query) {
  if (page.changes.size() > query.limit) {
    return fmt::format("it holds {} changes and {} were asked for", page.changes.size(), query.limit);
  }
  if (page.next.empty() && !query.after.empty()) return "it leads back to the start";
  if (page.more && page.changes.empty()) return "it promises more and holds nothing";
  if (page.next == query.after && (page.more || !page.changes.empty())) return "its cursor does not lead on";
  return {};
}

}  // namespace

Puller::Puller(store::Database& database, Transport& transport, const base::Clock& clock, base::Random& random,
               ContactReport& report, PullSchedule schedule)
    : inbox_(database),
      outbox_(database),
      transport_(transport),
      clock_(clock),
      random_(random),
      report_(report),
      schedule_(schedule),
      backoff_(clock, random),
      start_over_(clock, random) {}

Milliseconds Puller::RunOnce() {
  if (const auto wait = backoff_.Wait(); wait > Milliseconds::zero()) return wait;
  const auto cursor = inbox_.Cursor(kChangesFeed);
  if (!cursor) return GiveTime(fmt::format("the cursor cannot be read: {}", cursor.error().message));
  asked_at_ = clock_.Steady();
  const ChangesQuery query{*cursor, limit_, schedule_.wait, etag_};
  const Outcome outcome = transport_.Get(query);
  return std::visit([&](const auto& each) { return Judge(query, each); }, outcome);
}

Milliseconds Puller::Judge(const ChangesQuery& query, const Answered& answer) {
  const auto page = wire::ReadChanges(answer.body);
  const std::string fault = page ? FaultOf(*page, query) : page.error().message;
  if (!fault.empty()) return GiveTime(fmt::format("the answer is not a page of changes: {}", fault));
  etag_.clear();
  if (!query.after.empty()) start_over_.Succeeded();
  if (page->next != query.after) {
    const auto applied = inbox_.ApplyChanges(kChangesFeed, *page, clock_.Now());
    if (!applied) return GiveTime(fmt::format("the centre's changes could not be stored: {}", applied.error().message));
    if (applied->parked > 0) {
      base::LogWarning("{} changes from the centre are not understood or not of this kiosk; they are parked",
                       applied->parked);
    }
  }
  limit_ = std::min(limit_ * 2, domain::kMaxChangesPerPage);
  if (page->more || !page->changes.empty()) return GoOn();
  if (page->next == query.after) etag_ = answer.etag;
  return NothingNew(query);
}

Milliseconds Puller::Judge(const ChangesQuery& query, const Unchanged&) { return NothingNew(query); }

Milliseconds Puller::Judge(const ChangesQuery& query, const CursorTooOld& refusal) {
  const auto reason = CentresReason(refusal.problem);
  if (!reason) return GiveTime("the answer was 410, but not the centre's: something on the way to it answers");
  if (query.after.empty()) return GiveTime("the centre refuses even the start of its changes: " + *reason);
  if (const auto forgotten = inbox_.ForgetCursor(kChangesFeed); !forgotten) {
    return GiveTime(fmt::format("the cursor cannot be forgotten: {}", forgotten.error().message));
  }
  etag_.clear();
  base::LogWarning("the centre no longer knows where this kiosk stopped reading; it is read from the start: {}",
                   *reason);
  // A centre that says so again and again must not be read from the start again and again.
  start_over_.Failed();
  backoff_.Pause(start_over_.Wait());
  return backoff_.Wait();
}

Milliseconds Puller::Judge(const ChangesQuery& query, const AnswerTooLarge& failure) {
  if (query.limit <= 1) return GiveTime(failure.why);
  limit_ = query.limit / 2;
  backoff_.Pause(domain::kPauseBetweenBatches);
  return backoff_.Wait();
}

Milliseconds Puller::Judge(const ChangesQuery&, const NotAdmitted& refusal) {
  const auto reason = CentresReason(refusal.problem);
  if (!reason) return GiveTime("this kiosk was turned away, but not by the centre: something on the way to it answers");
  return GiveTime("the centre does not let this kiosk in: " + *reason, domain::kNotAdmittedWait);
}

Milliseconds Puller::Judge(const ChangesQuery&, const Refused& refusal) {
  const auto reason = CentresReason(refusal.problem);
  return GiveTime(reason ? "the centre refuses the question for changes: " + *reason
                         : "the question for changes was refused, but not by the centre");
}

Milliseconds Puller::Judge(const ChangesQuery&, const Failed& failure) {
  return GiveTime(failure.why, failure.retry_after);
}

Milliseconds Puller::Judge(const ChangesQuery&, const TooLarge&) {
  return GiveTime("the answer to a question for changes was 413");
}

Milliseconds Puller::Judge(const ChangesQuery&, const NotFound&) {
  return GiveTime("the answer to a question for changes was that of a question for one record");
}

Milliseconds Puller::Judge(const ChangesQuery&, const Stopped&) {
  backoff_.Pause(domain::kPauseBetweenBatches);
  return backoff_.Wait();
}

Milliseconds Puller::NothingNew(const ChangesQuery& query) {
  report_.Succeeded(Direction::In, outbox_);
  backoff_.Succeeded();
  const bool was_held = clock_.Steady() - asked_at_ >= Milliseconds{query.wait} / 2;
  const Milliseconds pause = was_held ? schedule_.pause : std::max(schedule_.pause, domain::kFallbackPoll);
  // Between half and all of it, so that kiosks do not fall into step.
  backoff_.Pause(pause / 2 + Milliseconds{random_.Below(static_cast<std::uint64_t>(pause.count() / 2) + 1)});
  return backoff_.Wait();
}

Milliseconds Puller::GoOn() {
  report_.Succeeded(Direction::In, outbox_);
  backoff_.Succeeded();
  backoff_.Pause(domain::kPauseBetweenBatches);
  return backoff_.Wait();
}

Milliseconds Puller::GiveTime(const std::string& why, std::optional<Milliseconds> asked) {
  report_.Failed(Direction::In, outbox_, why);
  backoff_.Failed(asked);
  return backoff_.Wait();
}

}  // namespace bianmin::engine
