#include "sync/engine/journal_teller.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/wire/journal.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;

constexpr Milliseconds kNothingToTell = std::chrono::minutes{1};
// The centre may have lost what it was told.
constexpr Milliseconds kAskEvery = std::chrono::minutes{10};
// A centre that knows nothing of journals may be replaced by one that does.
constexpr Milliseconds kOlderCentre = std::chrono::hours{1};

}  // namespace

JournalTeller::JournalTeller(store::Database& database, Transport& transport, const base::Clock& clock,
                             base::Random& random)
    : journal_(database), transport_(transport), clock_(clock), backoff_(clock, random) {}

Milliseconds JournalTeller::RunOnce() {
  if (const auto wait = backoff_.Wait(); wait > Milliseconds::zero()) return wait;
  const auto head = journal_.Head();
  if (!head) return GiveTime("the journal cannot be read: " + head.error().message);
  head_ = head->sequence;
  if (head_ == 0) return kNothingToTell;
  if (next_ && *next_ > head_) {
    if (clock_.Steady() - answered_at_ < kAskEvery) return kNothingToTell;
    next_.reset();
  }
  const auto piece = NextPiece();
  if (!piece) return GiveTime("the journal cannot be read: " + piece.error().message);
  return Judge(*piece, transport_.PostJournal(wire::WriteJournal(*piece)));
}

base::Result<domain::JournalPiece> JournalTeller::NextPiece() {
  if (!next_) return domain::JournalPiece{};
  return journal_.Piece(*next_, static_cast<int>(domain::kMaxJournalEntriesTold));
}

Milliseconds JournalTeller::Judge(const domain::JournalPiece& piece, const Outcome& outcome) {
  if (std::holds_alternative<Stopped>(outcome)) return kNothingToTell;
  if (std::holds_alternative<NotFound>(outcome)) {
    backoff_.Pause(kOlderCentre);
    return kOlderCentre;
  }
  const auto* answer = std::get_if<Answered>(&outcome);
  // The line is the relay's to tell of.
  if (answer == nullptr) return GiveTime("");
  const auto read = wire::ReadJournalAnswer(answer->body);
  if (!read) return GiveTime(read.error().message);
  backoff_.Succeeded();
  answered_at_ = clock_.Steady();
  if (piece.lines.empty()) {
    next_ = std::min(read->held.sequence, head_) + 1;
    // Whether the centre's newest entry is this kiosk's own, only its neighbour tells.
    if (read->held.sequence > 0) StepBack(*next_);
  } else if (read->is_joined) {
    next_ = piece.lines.back().sequence + 1;
    step_ = 1;
  } else if (piece.lines.front().sequence == 1) {
    return GiveTime("the centre does not take this kiosk's journal, even from its start");
  } else {
    StepBack(std::min(piece.lines.front().sequence, read->held.sequence + 1));
  }
  backoff_.Pause(domain::kPauseBetweenBatches);
  return backoff_.Wait();
}

void JournalTeller::StepBack(std::int64_t from) {
  next_ = std::max<std::int64_t>(from - step_, 1);
  step_ *= 2;
}

Milliseconds JournalTeller::GiveTime(const std::string& why) {
  if (!why.empty()) base::LogWarning("the centre could not be told of this kiosk's journal: {}", why);
  next_.reset();
  step_ = 1;
  backoff_.Failed(std::nullopt);
  return backoff_.Wait();
}

}  // namespace bianmin::engine
