// How SqliteArchive takes a batch in: one transaction from the first element to the kept answer.

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "sync/centre/sqlite_connection.h"

namespace bianmin::centre {
namespace {

constexpr const char* kFindAnswer = "SELECT text FROM answer WHERE source = ? AND batch = ? AND fingerprint = ?";
constexpr const char* kKeepAnswer =
    "INSERT OR REPLACE INTO answer (source, batch, fingerprint, text) VALUES (?, ?, ?, ?)";
constexpr const char* kPruneAnswers =
    "DELETE FROM answer WHERE source = ?1 AND position <= (SELECT position FROM answer WHERE source = ?1 "
    "ORDER BY position DESC LIMIT 1 OFFSET ?2)";
constexpr const char* kInsertEvent =
    "INSERT INTO event (source, id, type, subject, time, sequence, is_known, fingerprint, bytes, received) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, id) DO NOTHING";
constexpr const char* kIsSame = "SELECT received FROM event WHERE source = ? AND id = ? AND fingerprint = ?";
constexpr const char* kPark =
    "INSERT OR IGNORE INTO parked (source, reason, fingerprint, id, why, bytes, received) "
    "VALUES (?, ?, ?, ?, ?, CAST(? AS BLOB), ?)";
constexpr const char* kCountEvents =
    "INSERT INTO kiosk (source, events, high, seen) VALUES (?, ?, ?, ?) ON CONFLICT (source) DO UPDATE SET "
    "events = events + excluded.events, high = max(high, excluded.high), seen = ifnull(excluded.seen, seen) "
    "RETURNING high";
constexpr const char* kKeepRecord =
    "INSERT INTO record (number, source, kind, service_code, state, sequence, is_set_here, requested_at, updated_at) "
    "VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?) ON CONFLICT (number, source) DO UPDATE SET kind = excluded.kind, "
    "service_code = excluded.service_code, note = CASE WHEN state = excluded.state THEN note ELSE '' END, "
    "state = excluded.state, sequence = excluded.sequence, "
    "requested_at = coalesce(requested_at, excluded.requested_at), "
    "updated_at = coalesce(excluded.updated_at, updated_at)";
constexpr const char* kFindRecord =
    "SELECT kind, service_code, state, sequence, is_set_here FROM record WHERE number = ? AND source = ?";
constexpr const char* kMovedAfter =
    "SELECT number, kind, state FROM record WHERE source = ? AND sequence > ? AND sequence < ? ORDER BY number";

// The statements of one transaction, prepared once for all its events.
class Intake {
 public:
  using StateAnnouncer = std::function<void(const std::string& source, RecordKind kind, const StatusChange& change)>;

  Intake(SQLite::Database& database, const OfferedBatch& batch, StateAnnouncer announce)
      : batch_(batch),
        announce_(std::move(announce)),
        received_(base::FormatUtc(batch.received)),
        received_day_(base::FormatUtc(base::FromLocal({base::LocalDate(batch.received), 0, 0, 0}))),
        insert_event_(database, kInsertEvent),
        is_same_(database, kIsSame),
        park_(database, kPark),
        keep_record_(database, kKeepRecord),
        find_record_(database, kFindRecord),
        moved_after_(database, kMovedAfter),
        insert_standing_(database, kInsertStanding),
        count_events_(database, kCountEvents) {}

  BatchOutcome Take() {
    BatchOutcome outcome;
    outcome.verdicts.reserve(batch_.elements.size());
    for (const Element& element : batch_.elements) {
      arrived_.reset();
      outcome.verdicts.push_back(std::visit([this](const auto& each) { return Store(each); }, element));
      if (arrived_) outcome.arrivals[outcome.verdicts.size() - 1] = *arrived_;
    }
    std::optional<std::string> seen;
    if (!batch_.holds_anonymous_rating()) seen = received_;
    Query count(count_events_, batch_.source, accepted_, high_, seen);
    CHECK(count.Next());
    outcome.high = count.Integer(0);
    return outcome;
  }

 private:
  Verdict Store(const OfferedEvent& event) {
    const std::string time = base::FormatUtc(event.time);
    const std::string& received = event.is_anonymous_rating() ? received_day_ : received_;
    const std::int64_t is_known = event.kind == EventKind::Unknown ? 0 : 1;
    const int added = Query(insert_event_, batch_.source, event.id, event.type, event.subject, time, event.sequence,
                            is_known, event.fingerprint, event.bytes, received)
                          .Run();
    if (added == 1) {
      ++accepted_;
      high_ = std::max(high_, event.sequence);
      Apply(event);
      if (MakesRecord(event)) arrived_ = batch_.received;
      return Verdict::Accepted;
    }
    Query same(is_same_, batch_.source, event.id, event.fingerprint);
    if (same.Next()) {
      if (MakesRecord(event)) arrived_ = base::ParseUtc(same.Text(0));
      return Verdict::Duplicate;
    }
    Park("conflict", event.fingerprint, event.id, "another event was archived under this id", event.bytes, received);
    return Verdict::Conflict;
  }

  Verdict Store(const BrokenEvent& broken) {
    Park("broken", broken.fingerprint, broken.id, broken.why, broken.bytes, received_);
    return Verdict::Broken;
  }

  void Park(const std::string& reason, const base::Digest& fingerprint, const std::string& id, const std::string& why,
            const std::string& bytes, const std::string& received) {
    Query(park_, batch_.source, reason, fingerprint, id, why, bytes, received).Run();
  }

  void Apply(const OfferedEvent& event) {
    if (event.kind == EventKind::KioskRestored) return TellWhatItForgot(event);
    const auto effect = EffectOf(event);
    if (!effect) return;
    const auto before = FindRecord(event.subject);
    const auto step = StepOf(before, *effect, event);
    if (!step) return;
    const std::string kind(WireName(step->after.kind));
    const std::optional<std::string> at = base::FormatUtc(event.time);
    const bool is_update = step->standing && !(before && effect->is_first);  // a late registration changes nothing
    Query(keep_record_, event.subject, batch_.source, kind, step->after.service_code, step->after.state,
          step->after.sequence, effect->is_first ? at : std::nullopt, is_update ? at : std::nullopt)
        .Run();
    if (step->standing) AddStanding(event, *step->standing, effect->is_first);
    if (step->is_told) announce_(batch_.source, effect->kind, {event.subject, step->after.state, "", batch_.received});
  }

  std::optional<KeptRecord> FindRecord(const std::string& number) {
    Query found(find_record_, number, batch_.source);
    if (!found.Next()) return std::nullopt;
    const auto kind = ParseRecordKind(found.Text(0)).value_or(RecordKind::Order);
    return KeptRecord{kind, found.Text(1), found.Text(2), found.Integer(3), found.Integer(4) != 0};
  }

  // A kiosk that was brought back from a backup learns the states that its own lost acts led to.
  void TellWhatItForgot(const OfferedEvent& event) {
    Query moved(moved_after_, batch_.source, event.restored_from, event.sequence);
    while (moved.Next()) {
      const auto kind = ParseRecordKind(moved.Text(1));
      if (kind) announce_(batch_.source, *kind, {moved.Text(0), moved.Text(2), "", batch_.received});
    }
  }

  void AddStanding(const OfferedEvent& event, const std::string& state, bool is_first) {
    const std::string at = base::FormatUtc(event.time);
    Query(insert_standing_, event.subject, batch_.source, state, at, std::int64_t{is_first}).Run();
  }

  const OfferedBatch& batch_;
  StateAnnouncer announce_;
  std::string received_;
  std::string received_day_;
  SQLite::Statement insert_event_;
  SQLite::Statement is_same_;
  SQLite::Statement park_;
  SQLite::Statement keep_record_;
  SQLite::Statement find_record_;
  SQLite::Statement moved_after_;
  SQLite::Statement insert_standing_;
  SQLite::Statement count_events_;
  std::int64_t accepted_ = 0;
  std::int64_t high_ = 0;
  std::optional<base::TimePoint> arrived_;  // of the element that is looked at
};

}  // namespace

BatchOutcome SqliteArchive::Connection::TakeIn(const OfferedBatch& batch) {
  Intake intake(database, batch, [this](const std::string& source, RecordKind kind, const StatusChange& change) {
    AddChange(source, kind, change);
  });
  return intake.Take();
}

base::Result<std::string> SqliteArchive::StoreBatch(const OfferedBatch& batch, const AnswerWriter& write_answer) {
  return connection_->Guard([&]() -> base::Result<std::string> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement find_answer(database, kFindAnswer);
    Query first(find_answer, batch.source, batch.batch, batch.fingerprint);
    if (first.Next()) return first.Text(0);
    const std::string answer = write_answer(connection_->TakeIn(batch));
    KeepJournalClaim(database, batch);
    SQLite::Statement keep(database, kKeepAnswer);
    Query(keep, batch.source, batch.batch, batch.fingerprint, answer).Run();
    SQLite::Statement prune(database, kPruneAnswers);
    Query(prune, batch.source, static_cast<std::int64_t>(domain::kMaxKeptAnswersPerKiosk)).Run();
    transaction.commit();
    return answer;
  });
}

}  // namespace bianmin::centre
