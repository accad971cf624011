// How PostgresArchive takes a batch in: one transaction from the lock of the kiosk's row to the kept answer. What is
// known of the batch's events and records is read once, the elements are gone through in memory in their order, and
// what came of them is written in whole columns.

#include <fmt/format.h>

#include <map>

#include "kiosk/domain/limits.h"
#include "sync/centre/postgres_state.h"

namespace bianmin::centre {
namespace {

constexpr const char* kFindAnswer =
    "SELECT text FROM bianmin.answer WHERE kiosk = $1 AND batch = $2::uuid AND fingerprint = $3";
constexpr const char* kKeepAnswer =
    "INSERT INTO bianmin.answer (kiosk, batch, fingerprint, text) VALUES ($1, $2::uuid, $3, $4) "
    "ON CONFLICT (kiosk, batch) DO UPDATE SET position = excluded.position, fingerprint = excluded.fingerprint, "
    "text = excluded.text";
constexpr const char* kPruneAnswers =
    "DELETE FROM bianmin.answer WHERE kiosk = $1 AND position <= (SELECT position FROM bianmin.answer "
    "WHERE kiosk = $1 ORDER BY position DESC LIMIT 1 OFFSET $2)";
constexpr const char* kKnownEvents =
    "SELECT id::text, fingerprint FROM bianmin.event_id WHERE kiosk = $1 AND id = ANY($2::text[]::uuid[])";
constexpr const char* kArrivedAt =
    "SELECT id::text, (extract(epoch FROM received) * 1000)::bigint FROM bianmin.event "
    "WHERE kiosk = $1 AND subject = ANY($2::text[]) AND id = ANY($3::text[]::uuid[])";
constexpr const char* kInsertIds =
    "INSERT INTO bianmin.event_id (kiosk, id, fingerprint) SELECT $1, id::uuid, fingerprint "
    "FROM unnest($2::text[], $3::bytea[]) AS offered (id, fingerprint) ON CONFLICT (kiosk, id) DO NOTHING";
constexpr const char* kInsertEvents =
    "INSERT INTO bianmin.event (kiosk, id, type, subject, time, sequence, is_known, bytes, received) "
    "SELECT $1, id::uuid, type, subject, timestamptz 'epoch' + time * interval '1 millisecond', sequence, "
    "is_known <> 0, bytes, timestamptz 'epoch' + received * interval '1 millisecond' FROM unnest($2::text[], "
    "$3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bytea[], $9::bigint[]) WITH ORDINALITY "
    "AS offered (id, type, subject, time, sequence, is_known, bytes, received, place) ORDER BY place";
constexpr const char* kPark =
    "INSERT INTO bianmin.parked (kiosk, reason, fingerprint, id, why, bytes, received) "
    "SELECT $1, reason, fingerprint, id, why, bytes, timestamptz 'epoch' + received * interval '1 millisecond' "
    "FROM unnest($2::text[], $3::bytea[], $4::text[], $5::text[], $6::bytea[], $7::bigint[]) "
    "AS offered (reason, fingerprint, id, why, bytes, received) ON CONFLICT (kiosk, reason, fingerprint) DO NOTHING";
constexpr const char* kFindRecords =
    "SELECT number, kind, service_code, state, sequence, is_set_here::int::bigint FROM bianmin.record "
    "WHERE kiosk = $1 AND number = ANY($2::text[])";
constexpr const char* kKeepRecords =
    "INSERT INTO bianmin.record AS r (number, kiosk, kind, service_code, state, sequence, is_set_here, requested_at, "
    "updated_at) SELECT number, $1, kind, service_code, state, sequence, false, "
    "timestamptz 'epoch' + nullif(requested_at, -1) * interval '1 millisecond', "
    "timestamptz 'epoch' + nullif(updated_at, -1) * interval '1 millisecond' "
    "FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[]) "
    "AS kept (number, kind, service_code, state, sequence, requested_at, updated_at) "
    "ON CONFLICT (number, kiosk) DO UPDATE SET kind = excluded.kind, service_code = excluded.service_code, "
    "note = CASE WHEN r.state = excluded.state THEN r.note ELSE '' END, "
    "state = excluded.state, sequence = excluded.sequence, "
    "requested_at = coalesce(r.requested_at, excluded.requested_at), "
    "updated_at = coalesce(excluded.updated_at, r.updated_at)";
constexpr const char* kInsertStandings =
    "INSERT INTO bianmin.history (number, kiosk, state, at, is_first) "
    "SELECT number, $1, state, timestamptz 'epoch' + at * interval '1 millisecond', is_first <> 0 "
    "FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) WITH ORDINALITY "
    "AS stood (number, state, at, is_first, place) ORDER BY place";
constexpr const char* kMovedAfter =
    "SELECT number, kind, state FROM bianmin.record WHERE kiosk = $1 AND sequence > $2 AND sequence < $3 "
    "ORDER BY number COLLATE \"C\"";
constexpr const char* kCountEvents =
    "UPDATE bianmin.kiosk SET events = events + $2, high = $3, seen = CASE WHEN $4 < 0 THEN seen "
    "ELSE timestamptz 'epoch' + $4 * interval '1 millisecond' END WHERE id = $1";
constexpr std::int64_t kNotTold = -1;

// Columns of rows that wait to be written.
struct EventColumns {
  std::vector<std::string> ids, fingerprints, types, subjects, bytes;
  std::vector<std::int64_t> times, sequences, is_known, received;
};
struct ParkedColumns {
  std::vector<std::string> reasons, fingerprints, ids, whys, bytes;
  std::vector<std::int64_t> received;
};
struct StandingColumns {
  std::vector<std::string> numbers, states;
  std::vector<std::int64_t> times, is_first;
};

// A record that is still to be written. Moments in milliseconds since 1970.
constexpr std::int64_t kNoMoment = -1;
struct MovedRecord {
  KeptRecord record;
  std::int64_t requested_at = kNoMoment;
  std::int64_t updated_at = kNoMoment;
};

class Intake {
 public:
  Intake(PostgresConnection& connection, const LockedKiosk& kiosk, const OfferedBatch& batch, Announcer announce)
      : connection_(connection), kiosk_(kiosk), batch_(batch), announce_(std::move(announce)) {
    FindKnown();
  }

  BatchOutcome Take() {
    BatchOutcome outcome;
    outcome.verdicts.reserve(batch_.elements.size());
    for (const Element& element : batch_.elements) {
      outcome.verdicts.push_back(std::visit([this](const auto& each) { return Store(each); }, element));
    }
    WriteEvents();
    WriteParked();
    WriteRecords();
    FindArrivals(outcome);
    AddChanges(connection_, kiosk_.id, announcements_);
    const auto accepted = static_cast<std::int64_t>(events_.ids.size());
    outcome.high = high_;
    if (accepted > 0) {
      const std::int64_t seen = batch_.holds_anonymous_rating() ? kNotTold : MillisecondsOf(batch_.received);
      connection_.Run(kCountEvents,
                      {Value::Number(kiosk_.id), Value::Number(accepted), Value::Number(high_), Value::Number(seen)});
    }
    return outcome;
  }

 private:
  void FindKnown() {
    std::vector<std::string> ids;
    std::vector<std::string> numbers;
    for (const Element& element : batch_.elements) {
      const auto* event = std::get_if<OfferedEvent>(&element);
      if (event == nullptr) continue;
      ids.push_back(event->id);
      if (EffectOf(*event)) numbers.push_back(event->subject);
    }
    if (ids.empty()) return;
    const Rows events = connection_.Run(kKnownEvents, {Value::Number(kiosk_.id), Value::Texts(ids)});
    for (int row = 0; row < events.size(); ++row) known_[events.Text(row, 0)] = events.Text(row, 1);
    if (numbers.empty()) return;
    const Rows records = connection_.Run(kFindRecords, {Value::Number(kiosk_.id), Value::Texts(numbers)});
    for (int row = 0; row < records.size(); ++row) {
      const auto kind = ParseRecordKind(records.Text(row, 1)).value_or(RecordKind::Order);
      records_[records.Text(row, 0)] = {kind, records.Text(row, 2), records.Text(row, 3), records.Integer(row, 4),
                                        records.Integer(row, 5) != 0};
    }
  }

  // When the records of this batch came; those that are here twice came at first.
  void FindArrivals(BatchOutcome& outcome) {
    std::vector<std::string> numbers, ids;
    std::map<std::string, std::size_t> repeated;
    for (std::size_t i = 0; i < batch_.elements.size(); ++i) {
      const auto* event = std::get_if<OfferedEvent>(&batch_.elements[i]);
      if (event == nullptr || !MakesRecord(*event)) continue;
      if (outcome.verdicts[i] == Verdict::Accepted) outcome.arrivals[i] = batch_.received;
      if (outcome.verdicts[i] != Verdict::Duplicate) continue;
      numbers.push_back(event->subject);
      ids.push_back(event->id);
      repeated[event->id] = i;
    }
    if (ids.empty()) return;
    const Rows rows = connection_.Run(kArrivedAt, {Value::Number(kiosk_.id), Value::Texts(numbers), Value::Texts(ids)});
    for (int row = 0; row < rows.size(); ++row) {
      outcome.arrivals[repeated[rows.Text(row, 0)]] = base::TimePoint{base::Milliseconds{rows.Integer(row, 1)}};
    }
  }

  Verdict Store(const OfferedEvent& event) {
    const std::string fingerprint(BytesOf(event.fingerprint));
    const auto [known, is_new] = known_.emplace(event.id, fingerprint);
    if (is_new) {
      Add(event, fingerprint);
      high_ = std::max(high_, event.sequence);
      Apply(event);
      return Verdict::Accepted;
    }
    if (known->second == fingerprint) return Verdict::Duplicate;
    Park("conflict", fingerprint, event.id, "another event was archived under this id", event.bytes, Received(event));
    return Verdict::Conflict;
  }

  Verdict Store(const BrokenEvent& broken) {
    Park("broken", std::string(BytesOf(broken.fingerprint)), broken.id, broken.why, broken.bytes,
         MillisecondsOf(batch_.received));
    return Verdict::Broken;
  }

  std::int64_t Received(const OfferedEvent& event) const {
    if (!event.is_anonymous_rating()) return MillisecondsOf(batch_.received);
    return MillisecondsOf(base::FromLocal({base::LocalDate(batch_.received), 0, 0, 0}));
  }

  void Add(const OfferedEvent& event, const std::string& fingerprint) {
    events_.ids.push_back(event.id);
    events_.fingerprints.push_back(fingerprint);
    events_.types.push_back(event.type);
    events_.subjects.push_back(event.subject);
    events_.bytes.push_back(event.bytes);
    events_.times.push_back(MillisecondsOf(event.time));
    events_.sequences.push_back(event.sequence);
    events_.is_known.push_back(event.kind == EventKind::Unknown ? 0 : 1);
    events_.received.push_back(Received(event));
  }

  void Park(const std::string& reason, const std::string& fingerprint, const std::string& id, const std::string& why,
            const std::string& bytes, std::int64_t received) {
    parked_.reasons.push_back(reason);
    parked_.fingerprints.push_back(fingerprint);
    parked_.ids.push_back(id);
    parked_.whys.push_back(why);
    parked_.bytes.push_back(bytes);
    parked_.received.push_back(received);
  }

  void Apply(const OfferedEvent& event) {
    if (event.kind == EventKind::KioskRestored) return TellWhatItForgot(event);
    const auto effect = EffectOf(event);
    if (!effect) return;
    const auto known = records_.find(event.subject);
    const bool is_known = known != records_.end();
    const auto step = StepOf(is_known ? std::optional(known->second) : std::nullopt, *effect, event);
    if (!step) return;
    records_[event.subject] = step->after;
    MovedRecord& moved = moved_[event.subject];
    moved.record = step->after;
    if (effect->is_first) moved.requested_at = MillisecondsOf(event.time);
    const bool is_update = step->standing && !(is_known && effect->is_first);  // a late registration changes nothing
    if (is_update) moved.updated_at = MillisecondsOf(event.time);
    if (step->standing) {
      standings_.numbers.push_back(event.subject);
      standings_.states.push_back(*step->standing);
      standings_.times.push_back(MillisecondsOf(event.time));
      standings_.is_first.push_back(effect->is_first ? 1 : 0);
    }
    if (step->is_told) Tell(effect->kind, event.subject, step->after.state);
  }

  // A kiosk that was brought back from a backup learns the states that its own lost acts led to.
  void TellWhatItForgot(const OfferedEvent& event) {
    WriteRecords();
    const Rows moved = connection_.Run(
        kMovedAfter, {Value::Number(kiosk_.id), Value::Number(event.restored_from), Value::Number(event.sequence)});
    for (int row = 0; row < moved.size(); ++row) {
      if (const auto kind = ParseRecordKind(moved.Text(row, 1))) Tell(*kind, moved.Text(row, 0), moved.Text(row, 2));
    }
  }

  void Tell(RecordKind kind, const std::string& number, const std::string& state) {
    announcements_.push_back(announce_(kind, {number, state, "", batch_.received}));
  }

  void WriteEvents() {
    if (events_.ids.empty()) return;
    const Value kiosk = Value::Number(kiosk_.id);
    const Rows added =
        connection_.Run(kInsertIds, {kiosk, Value::Texts(events_.ids), Value::ManyBytes(events_.fingerprints)});
    // Somebody who does not take the kiosk's lock has written one of them: it is looked at again.
    if (added.changed() != static_cast<std::int64_t>(events_.ids.size())) {
      throw PostgresFailure{
          {base::ErrorCode::Unavailable, fmt::format("{}: events came in twice at once", connection_.place())}, true};
    }
    connection_.Run(kInsertEvents,
                    {kiosk, Value::Texts(events_.ids), Value::Texts(events_.types), Value::Texts(events_.subjects),
                     Value::Numbers(events_.times), Value::Numbers(events_.sequences), Value::Numbers(events_.is_known),
                     Value::ManyBytes(events_.bytes), Value::Numbers(events_.received)});
  }

  void WriteParked() {
    if (parked_.ids.empty()) return;
    connection_.Run(kPark,
                    {Value::Number(kiosk_.id), Value::Texts(parked_.reasons), Value::ManyBytes(parked_.fingerprints),
                     Value::Texts(parked_.ids), Value::Texts(parked_.whys), Value::ManyBytes(parked_.bytes),
                     Value::Numbers(parked_.received)});
  }

  void WriteRecords() {
    if (!moved_.empty()) {
      std::vector<std::string> numbers, kinds, codes, states;
      std::vector<std::int64_t> sequences, requested, updated;
      for (const auto& [number, moved] : moved_) {
        const KeptRecord& record = moved.record;
        numbers.push_back(number);
        requested.push_back(moved.requested_at);
        updated.push_back(moved.updated_at);
        kinds.emplace_back(WireName(record.kind));
        codes.push_back(record.service_code);
        states.push_back(record.state);
        sequences.push_back(record.sequence);
      }
      connection_.Run(kKeepRecords, {Value::Number(kiosk_.id), Value::Texts(numbers), Value::Texts(kinds),
                                     Value::Texts(codes), Value::Texts(states), Value::Numbers(sequences),
                                     Value::Numbers(requested), Value::Numbers(updated)});
      moved_.clear();
    }
    if (standings_.numbers.empty()) return;
    connection_.Run(kInsertStandings,
                    {Value::Number(kiosk_.id), Value::Texts(standings_.numbers), Value::Texts(standings_.states),
                     Value::Numbers(standings_.times), Value::Numbers(standings_.is_first)});
    standings_ = {};
  }

  PostgresConnection& connection_;
  const LockedKiosk kiosk_;
  const OfferedBatch& batch_;
  Announcer announce_;
  std::map<std::string, std::string> known_;   // fingerprints of archived events, by id
  std::map<std::string, KeptRecord> records_;  // as they stand at the element that is looked at
  std::map<std::string, MovedRecord> moved_;   // of these, what is still to be written
  EventColumns events_;
  ParkedColumns parked_;
  StandingColumns standings_;
  std::vector<Announcement> announcements_;
  std::int64_t high_ = kiosk_.high;
};

}  // namespace

BatchOutcome TakeIn(PostgresConnection& connection, const LockedKiosk& kiosk, const OfferedBatch& batch,
                    const Announcer& announce) {
  return Intake(connection, kiosk, batch, announce).Take();
}

base::Result<std::string> PostgresArchive::StoreBatch(const OfferedBatch& batch, const AnswerWriter& write_answer) {
  return state_->Guard([&]() -> base::Result<std::string> {
    PostgresConnection& connection = state_->connection;
    state_->PrepareMonthsOf(batch.received);
    PostgresTransaction transaction(connection, Access::Write);
    const LockedKiosk kiosk = LockKiosk(connection, batch.source);
    const Value id = Value::Number(kiosk.id);
    const Value name = Value::Text(batch.batch);
    const Value fingerprint = Value::Bytes(BytesOf(batch.fingerprint));
    const Rows first = connection.Run(kFindAnswer, {id, name, fingerprint});
    if (!first.is_empty()) return first.Text(0, 0);
    const std::string answer =
        write_answer(TakeIn(connection, kiosk, batch, [this](RecordKind kind, const StatusChange& change) {
          return state_->Announce(kind, change);
        }));
    KeepJournalClaim(connection, kiosk.id, batch);
    connection.Run(kKeepAnswer, {id, name, fingerprint, Value::Text(answer)});
    connection.Run(kPruneAnswers, {id, Value::Number(static_cast<std::int64_t>(domain::kMaxKeptAnswersPerKiosk))});
    transaction.Commit();
    return answer;
  });
}

}  // namespace bianmin::centre
