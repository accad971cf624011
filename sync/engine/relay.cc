#include "sync/engine/relay.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "kiosk/base/id.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/wire/batch.h"
#include "kiosk/wire/journal.h"
#include "sync/engine/centre_words.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using BatchId = base::Id<struct BatchTag>;

// With nothing to send, the loop is woken by the database's change counter; this is only the longest sleep.
constexpr Milliseconds kNothingToDo = std::chrono::minutes{1};
// After a batch was too large, the next ones grow by this much: not at once back to what was refused.
constexpr std::size_t kGrowth = 16 * 1024;
// Two batches put off whole, one after the other: then the centre puts everything off.
constexpr int kMostBatchesPutOff = 2;

// Empty when the acknowledgement answers exactly this batch; else what is wrong with it.
std::string FaultOf(const wire::Acknowledgement& acknowledgement, const std::string& batch_id,
                    const std::vector<store::OutboxEvent>& events) {
  if (acknowledgement.batch != batch_id) return "it answers another batch";
  if (acknowledgement.count != events.size()) {
    return fmt::format("it counts {} events and {} were sent", acknowledgement.count, events.size());
  }
  if (acknowledgement.accepted + acknowledgement.duplicate + acknowledgement.problems.size() != events.size()) {
    return "its counts do not add up";
  }
  for (const wire::EventProblem& problem : acknowledgement.problems) {
    if (problem.index >= events.size()) return "it names an event that was not sent";
    // An event that cannot be read has no id the centre could name.
    if (!problem.id.empty() && problem.id != events[problem.index].id.Text()) return "it mixes up the events";
  }
  return {};
}

// Without the event's id: with the line's time beside it, it could tell when an anonymous rating was given.
void TellRefusal(const std::string& why) {
  base::LogError("the centre refuses an event for good: {}; it is kept, see: bianmin-admin outbox --config sync.toml",
                 why);
}

std::string Describe(const wire::EventProblem& problem) {
  return problem.detail.empty() ? fmt::format("{} ({})", problem.title, problem.type)
                                : fmt::format("{}: {} ({})", problem.title, problem.detail, problem.type);
}

}  // namespace

Relay::Relay(store::Database& database, Transport& transport, const base::Clock& clock, base::Random& random,
             ContactReport& report)
    : outbox_(database),
      journal_(database),
      transport_(transport),
      clock_(clock),
      random_(random),
      report_(report),
      arrivals_(database, transport),
      backoff_(clock, random),
      put_off_(clock, random) {}

Milliseconds Relay::RunOnce() {
  if (const auto wait = backoff_.Wait(); wait > Milliseconds::zero()) return wait;
  auto events = outbox_.NextBatch(limits_, put_off_upto_);
  // Only when all others had their turn, those that were put off have another.
  if (events && events->empty() && put_off_upto_ > 0 && put_off_.Wait() == Milliseconds::zero()) {
    put_off_upto_ = 0;
    batches_put_off_ = 0;
    events = outbox_.NextBatch(limits_);
  }
  if (!events) return GiveTime(fmt::format("the outbox cannot be read: {}", events.error().message));
  if (events->empty()) return put_off_upto_ > 0 ? put_off_.Wait() : kNothingToDo;
  return Send(std::move(*events));
}

Milliseconds Relay::Send(Events events) {
  std::vector<std::string_view> bodies;
  for (const auto& event : events) bodies.push_back(event.body);
  const std::string body = wire::JoinBatch(bodies);
  const Sent sent{std::move(events), BatchId::New(clock_.Now(), random_).Text(), body.size()};
  // Without its head a batch is as good.
  const auto head = journal_.Head();
  const Outcome outcome = transport_.Post(sent.batch_id, body, head ? wire::WriteJournalHead(*head) : "");
  return std::visit([&](const auto& each) { return Judge(sent, each); }, outcome);
}

Milliseconds Relay::Judge(const Sent& sent, const Answered& answer) {
  const auto acknowledgement = wire::ReadAcknowledgement(answer.body);
  const std::string fault =
      acknowledgement ? FaultOf(*acknowledgement, sent.batch_id, sent.events) : acknowledgement.error().message;
  if (!fault.empty()) {
    return GiveTime(
        fmt::format("the answer is not the acknowledgement of what was sent: {}; something between this "
                    "kiosk and the centre may be answering in its place",
                    fault));
  }
  std::map<std::size_t, const wire::EventProblem*> problems;
  for (const auto& problem : acknowledgement->problems) problems[problem.index] = &problem;

  arrivals_.Receive(*acknowledgement);
  std::vector<store::Answer> answers;
  for (std::size_t i = 0; i < sent.events.size(); ++i) {
    const auto problem = problems.find(i);
    if (problem == problems.end()) {
      answers.push_back(
          {sent.events[i].sequence, store::Delivered{arrivals_.Check(*acknowledgement, i, sent.events[i])}});
    } else if (!problem->second->retryable) {
      answers.push_back({sent.events[i].sequence, store::Refused{Describe(*problem->second)}});
      TellRefusal(Describe(*problem->second));
    }
  }
  if (const auto recorded = outbox_.RecordAnswers(answers, clock_.Now()); !recorded) {
    return GiveTime(fmt::format("the centre's answer could not be stored, the events will be sent again: {}",
                                recorded.error().message));
  }

  refused_in_a_row_ = 0;
  limits_.most_events = std::min(limits_.most_events * 2, domain::kMaxBatchEvents);
  limits_.most_bytes = std::min(limits_.most_bytes + kGrowth, domain::kMaxBatchBytes);
  if (answers.size() == sent.events.size()) {
    if (put_off_upto_ == 0) put_off_.Succeeded();
    batches_put_off_ = 0;
    return GoOn();
  }
  PutOff(sent);
  if (!answers.empty()) {
    batches_put_off_ = 0;
    return GoOn();
  }
  if (++batches_put_off_ < kMostBatchesPutOff) {
    backoff_.Pause(domain::kPauseBetweenBatches);
    return backoff_.Wait();
  }
  return GiveTime("the centre puts everything off: " + Describe(acknowledgement->problems.front()));
}

Milliseconds Relay::Judge(const Sent& sent, const Refused& refusal) {
  const auto reason = CentresReason(refusal.problem);
  if (!reason) return GiveTime("the batch was refused, but not by the centre: something on the way to it answers");
  if (sent.events.size() == 1) return RefusedAlone(sent, *reason);
  limits_.most_events = sent.events.size() / 2;
  backoff_.Pause(domain::kPauseBetweenBatches);
  return backoff_.Wait();
}

Milliseconds Relay::Judge(const Sent& sent, const TooLarge& refusal) {
  const auto reason = CentresReason(refusal.problem);
  if (sent.events.size() > 1) {
    limits_.most_events = sent.events.size() / 2;
    limits_.most_bytes = sent.bytes / 2;
    backoff_.Pause(domain::kPauseBetweenBatches);
    return backoff_.Wait();
  }
  if (reason) return RefusedAlone(sent, *reason);
  return GiveTime("even a single event is too large for something between this kiosk and the centre");
}

Milliseconds Relay::RefusedAlone(const Sent& sent, const std::string& why) {
  if (refused_in_a_row_ >= domain::kMostRefusedInARow) {
    PutOff(sent);
    return GiveTime("the centre refuses one event after the other, so it is not the events' fault: " + why);
  }
  const store::Answer answer{sent.events.front().sequence, store::Refused{why}};
  if (const auto recorded = outbox_.RecordAnswers({&answer, 1}, clock_.Now()); !recorded) {
    return GiveTime(fmt::format("the centre's answer could not be stored: {}", recorded.error().message));
  }
  TellRefusal(why);
  if (refused_in_a_row_++ == 0) return GoOn();
  return GiveTime("the centre refuses several events in a row: " + why);
}

Milliseconds Relay::Judge(const Sent&, const NotAdmitted& refusal) {
  const auto reason = CentresReason(refusal.problem);
  if (!reason) return GiveTime("this kiosk was turned away, but not by the centre: something on the way to it answers");
  return GiveTime(
      fmt::format("the centre does not let this kiosk in: {}; check that its certificate is the one that was "
                  "enrolled and that [kiosk] city, centre and kiosk are those in it",
                  *reason),
      domain::kNotAdmittedWait);
}

Milliseconds Relay::Judge(const Sent&, const Failed& failure) { return GiveTime(failure.why, failure.retry_after); }

Milliseconds Relay::Judge(const Sent&, const AnswerTooLarge& failure) { return GiveTime(failure.why); }

Milliseconds Relay::Judge(const Sent&, const Unchanged&) { return GiveTime("the answer to a batch was 304"); }

Milliseconds Relay::Judge(const Sent&, const CursorTooOld&) { return GiveTime("the answer to a batch was 410"); }

Milliseconds Relay::Judge(const Sent&, const NotFound&) { return GiveTime("the answer to a batch was 404"); }

Milliseconds Relay::Judge(const Sent&, const Stopped&) {
  backoff_.Pause(domain::kPauseBetweenBatches);
  return backoff_.Wait();
}

void Relay::PutOff(const Sent& sent) {
  put_off_.Failed();
  put_off_upto_ = sent.events.back().sequence;
}

Milliseconds Relay::GoOn() {
  report_.Succeeded(Direction::Out, outbox_);
  backoff_.Succeeded();
  backoff_.Pause(domain::kPauseBetweenBatches);
  return backoff_.Wait();
}

Milliseconds Relay::GiveTime(const std::string& why, std::optional<Milliseconds> asked) {
  report_.Failed(Direction::Out, outbox_, why);
  backoff_.Failed(asked);
  return backoff_.Wait();
}

}  // namespace bianmin::engine
