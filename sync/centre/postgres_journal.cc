// How PostgresArchive keeps the kiosks' journals. As in SQLite, with the kiosk's row locked.

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "sync/centre/postgres_state.h"

namespace bianmin::centre {
namespace {

constexpr const char* kKiosk = "SELECT id FROM bianmin.kiosk WHERE source = $1";
constexpr const char* kHead =
    "SELECT sequence, hash FROM bianmin.journal WHERE kiosk = $1 ORDER BY sequence DESC LIMIT 1";
constexpr const char* kHashes =
    "SELECT sequence, hash FROM bianmin.journal WHERE kiosk = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence";
constexpr const char* kInsertLines =
    "INSERT INTO bianmin.journal (kiosk, sequence, act, record, digest, hash, makes_event, told) "
    "SELECT $1, sequence, act, record, digest, hash, makes_event <> 0, $8::date FROM unnest($2::bigint[], $3::text[], "
    "$4::text[], $5::bytea[], $6::bytea[], $7::bigint[]) AS told (sequence, act, record, digest, hash, makes_event)";
constexpr const char* kMoveRewritten =
    "INSERT INTO bianmin.journal_rewritten (kiosk, sequence, act, record, digest, hash, makes_event, noticed, instead) "
    "SELECT kiosk, sequence, act, record, digest, hash, makes_event, timestamptz 'epoch' + $3 * interval "
    "'1 millisecond', $4 FROM bianmin.journal WHERE kiosk = $1 AND sequence >= $2 ORDER BY sequence";
constexpr const char* kDropRewritten = "DELETE FROM bianmin.journal WHERE kiosk = $1 AND sequence >= $2";
constexpr const char* kKeepClaim =
    "INSERT INTO bianmin.journal_claim (kiosk, sequence, hash, received) SELECT $1, $2, $3, $4::date "
    "WHERE NOT EXISTS (SELECT FROM bianmin.journal WHERE kiosk = $1 AND sequence = $2 AND hash = $3) "
    "AND (SELECT count(*) FROM bianmin.journal_claim WHERE kiosk = $1) < $5 ON CONFLICT DO NOTHING";
constexpr const char* kSettleTrueClaims =
    "DELETE FROM bianmin.journal_claim AS claim USING bianmin.journal WHERE claim.kiosk = $1 "
    "AND journal.kiosk = $1 AND journal.sequence = claim.sequence AND journal.hash = claim.hash";
constexpr const char* kKeepBrokenClaims =
    "INSERT INTO bianmin.journal_rewritten (kiosk, sequence, act, record, digest, hash, makes_event, noticed, instead) "
    "SELECT claim.kiosk, claim.sequence, 'head.claimed', '', decode(repeat('00', 32), 'hex'), claim.hash, false, "
    "timestamptz 'epoch' + $3 * interval '1 millisecond', CASE WHEN EXISTS (SELECT FROM bianmin.journal AS restored "
    "WHERE restored.kiosk = $1 AND restored.act = 'kiosk.restored' AND restored.sequence <= claim.sequence "
    "AND restored.told >= claim.received) THEN 'kiosk.restored' ELSE journal.act END FROM bianmin.journal_claim AS "
    "claim "
    "JOIN bianmin.journal ON journal.kiosk = $1 AND journal.sequence = claim.sequence "
    "WHERE claim.kiosk = $1 AND claim.sequence <= $2";
constexpr const char* kDropSettledClaims = "DELETE FROM bianmin.journal_claim WHERE kiosk = $1 AND sequence <= $2";

constexpr const char* kMissing =
    "WITH arrived AS MATERIALIZED (SELECT fingerprint FROM bianmin.event_id WHERE kiosk = $1 UNION "
    "SELECT fingerprint FROM bianmin.parked WHERE kiosk = $1), "
    "told AS MATERIALIZED (SELECT sequence, act, record, EXISTS (SELECT FROM arrived WHERE fingerprint = digest) AS "
    "is_here FROM bianmin.journal WHERE kiosk = $1 AND makes_event) "
    "SELECT sequence, act, record FROM told WHERE NOT is_here "
    "AND sequence < (SELECT max(sequence) FROM told WHERE is_here) ORDER BY sequence LIMIT $2";
constexpr const char* kRewritten =
    "SELECT sequence, act, record, (extract(epoch FROM noticed) * 1000)::bigint, instead, "
    "(digest IN (SELECT fingerprint FROM bianmin.event_id WHERE kiosk = $1))::int::bigint "
    "FROM bianmin.journal_rewritten WHERE kiosk = $1 ORDER BY position LIMIT $2";
constexpr const char* kGaps =
    "SELECT before + 1, sequence - 1, (type = 'cn.bianmin.kiosk.restored.v1')::int::bigint FROM (SELECT sequence, "
    "type, lag(sequence, 1, 0::bigint) OVER (ORDER BY sequence) AS before FROM bianmin.event WHERE kiosk = $1) AS told "
    "WHERE sequence > before + 1 ORDER BY sequence LIMIT $2";

// No moment: it would be that of an anonymous rating.
Value DayOf(base::TimePoint time) { return Value::Text(base::FormatDate(base::LocalDate(time))); }

base::Digest DigestOf(const std::string& bytes) { return base::ArrayOf<base::Digest>(base::AsBytes(bytes)).value(); }

domain::JournalHead HeadOf(PostgresConnection& connection, std::int64_t kiosk) {
  const Rows row = connection.Run(kHead, {Value::Number(kiosk)});
  if (row.is_empty()) return {};
  return {row.Integer(0, 0), DigestOf(row.Text(0, 1))};
}

HeldJournal HeldBeside(PostgresConnection& connection, std::int64_t kiosk, const domain::JournalPiece& piece) {
  HeldJournal held{.head = HeadOf(connection, kiosk), .before = {}, .same = {}};
  const std::int64_t first = piece.lines.front().sequence;
  const Rows rows = connection.Run(
      kHashes, {Value::Number(kiosk), Value::Number(first - 1), Value::Number(piece.lines.back().sequence)});
  for (int row = 0; row < rows.size(); ++row) {
    const base::Digest hash = DigestOf(rows.Text(row, 1));
    if (rows.Integer(row, 0) < first) {
      held.before = hash;
    } else {
      held.same.push_back(hash);
    }
  }
  return held;
}

void Insert(PostgresConnection& connection, std::int64_t kiosk, std::span<const domain::JournalLine> lines,
            const Value& told) {
  std::vector<std::int64_t> sequences, makes_event;
  std::vector<std::string> acts, records, digests, hashes;
  for (const domain::JournalLine& line : lines) {
    sequences.push_back(line.sequence);
    acts.push_back(line.act);
    records.push_back(line.record);
    digests.emplace_back(BytesOf(line.digest));
    hashes.emplace_back(BytesOf(line.hash));
    makes_event.push_back(MakesEvent(line.act) ? 1 : 0);
  }
  connection.Run(kInsertLines,
                 {Value::Number(kiosk), Value::Numbers(sequences), Value::Texts(acts), Value::Texts(records),
                  Value::ManyBytes(digests), Value::ManyBytes(hashes), Value::Numbers(makes_event), told});
}

std::optional<std::int64_t> FindKiosk(PostgresConnection& connection, const std::string& source) {
  const Rows row = connection.Run(kKiosk, {Value::Text(source)});
  if (row.is_empty()) return std::nullopt;
  return row.Integer(0, 0);
}

void ReadLists(PostgresConnection& connection, std::int64_t kiosk, JournalAudit& audit) {
  const std::vector<Value> values{Value::Number(kiosk),
                                  Value::Number(static_cast<std::int64_t>(domain::kMaxListedEvents))};
  const Rows missing = connection.Run(kMissing, values);
  for (int row = 0; row < missing.size(); ++row) {
    audit.missing.push_back({missing.Integer(row, 0), missing.Text(row, 1), missing.Text(row, 2)});
  }
  const Rows rewritten = connection.Run(kRewritten, values);
  for (int row = 0; row < rewritten.size(); ++row) {
    audit.rewritten.push_back({{rewritten.Integer(row, 0), rewritten.Text(row, 1), rewritten.Text(row, 2)},
                               TimeOf(rewritten.Integer(row, 3)),
                               rewritten.Text(row, 4),
                               rewritten.Integer(row, 5) != 0});
  }
  const Rows gaps = connection.Run(kGaps, values);
  for (int row = 0; row < gaps.size(); ++row) {
    audit.gaps.push_back({gaps.Integer(row, 0), gaps.Integer(row, 1), gaps.Integer(row, 2) != 0});
  }
}

}  // namespace

void KeepJournalClaim(PostgresConnection& connection, std::int64_t kiosk, const OfferedBatch& batch) {
  if (!batch.journal) return;
  connection.Run(kKeepClaim, {Value::Number(kiosk), Value::Number(batch.journal->sequence),
                              Value::Bytes(BytesOf(batch.journal->hash)), DayOf(batch.received),
                              Value::Number(static_cast<std::int64_t>(domain::kMaxJournalClaims))});
}

base::Result<domain::JournalAnswer> PostgresArchive::KeepJournal(const OfferedJournal& offered) {
  return state_->Guard([&]() -> base::Result<domain::JournalAnswer> {
    PostgresConnection& connection = state_->connection;
    const auto& lines = offered.piece.lines;
    PostgresTransaction transaction(connection, Access::Write);
    if (lines.empty()) {
      const auto known = FindKiosk(connection, offered.source);
      return domain::JournalAnswer{known ? HeadOf(connection, *known) : domain::JournalHead{}, true};
    }
    const LockedKiosk kiosk = LockKiosk(connection, offered.source);
    const HeldJournal held = HeldBeside(connection, kiosk.id, offered.piece);
    const auto step = StepOf(held, offered.piece);
    if (!step) return domain::JournalAnswer{held.head, false};
    const Value id = Value::Number(kiosk.id), noticed = Value::Number(MillisecondsOf(offered.received));
    if (step->is_rewritten) {
      const domain::JournalLine& from = lines[step->known];
      connection.Run(kMoveRewritten, {id, Value::Number(from.sequence), noticed, Value::Text(from.act)});
      connection.Run(kDropRewritten, {id, Value::Number(from.sequence)});
    }
    const auto added = std::span(lines).subspan(step->known);
    if (!added.empty()) Insert(connection, kiosk.id, added, DayOf(offered.received));
    const domain::JournalHead head = HeadOf(connection, kiosk.id);
    const Value last = Value::Number(head.sequence);
    connection.Run(kSettleTrueClaims, {id});
    connection.Run(kKeepBrokenClaims, {id, last, noticed});
    connection.Run(kDropSettledClaims, {id, last});
    transaction.Commit();
    return domain::JournalAnswer{head, true};
  });
}

base::Result<JournalAudit> PostgresArchive::AuditJournal(const std::string& source) {
  return state_->Guard([&]() -> base::Result<JournalAudit> {
    PostgresConnection& connection = state_->connection;
    const PostgresTransaction one_moment(connection, Access::LongRead);
    JournalAudit audit;
    const auto kiosk = FindKiosk(connection, source);
    if (!kiosk) return audit;
    audit.held = HeadOf(connection, *kiosk);
    ReadLists(connection, *kiosk, audit);
    const std::size_t longest = std::max({audit.missing.size(), audit.rewritten.size(), audit.gaps.size()});
    audit.is_cut = longest == domain::kMaxListedEvents;
    return audit;
  });
}

}  // namespace bianmin::centre
