// How SqliteArchive keeps the kiosks' journals.

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "sync/centre/sqlite_connection.h"

namespace bianmin::centre {
namespace {

constexpr const char* kHead = "SELECT sequence, hash FROM journal WHERE source = ? ORDER BY sequence DESC LIMIT 1";
constexpr const char* kHashes =
    "SELECT sequence, hash FROM journal WHERE source = ? AND sequence BETWEEN ? AND ? ORDER BY sequence";
constexpr const char* kInsertLine =
    "INSERT INTO journal (source, sequence, act, record, digest, hash, makes_event, told) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kMoveRewritten =
    "INSERT INTO journal_rewritten (source, sequence, act, record, digest, hash, makes_event, noticed, instead) "
    "SELECT source, sequence, act, record, digest, hash, makes_event, ?3, ?4 FROM journal "
    "WHERE source = ?1 AND sequence >= ?2";
constexpr const char* kDropRewritten = "DELETE FROM journal WHERE source = ? AND sequence >= ?";
// What is told already needs no claim. A kiosk that never tells fills the table no further.
constexpr const char* kKeepClaim =
    "INSERT INTO journal_claim (source, sequence, hash, received) SELECT ?1, ?2, ?3, ?4 "
    "WHERE NOT EXISTS (SELECT 1 FROM journal WHERE source = ?1 AND sequence = ?2 AND hash = ?3) "
    "AND (SELECT count(*) FROM journal_claim WHERE source = ?1) < ?5 ON CONFLICT DO NOTHING";
constexpr const char* kSettleTrueClaims =
    "DELETE FROM journal_claim WHERE source = ?1 AND EXISTS (SELECT 1 FROM journal WHERE journal.source = ?1 "
    "AND journal.sequence = journal_claim.sequence AND journal.hash = journal_claim.hash)";
// A restore that was told since the claim explains it.
constexpr const char* kKeepBrokenClaims =
    "INSERT INTO journal_rewritten (source, sequence, act, record, digest, hash, makes_event, noticed, instead) "
    "SELECT source, sequence, 'head.claimed', '', zeroblob(32), hash, 0, ?3, CASE WHEN EXISTS (SELECT 1 FROM journal "
    "WHERE journal.source = ?1 AND act = 'kiosk.restored' AND journal.sequence <= journal_claim.sequence "
    "AND told >= received) THEN 'kiosk.restored' ELSE (SELECT act FROM journal WHERE journal.source = ?1 "
    "AND journal.sequence = journal_claim.sequence) END FROM journal_claim WHERE source = ?1 AND sequence <= ?2";
constexpr const char* kDropSettledClaims = "DELETE FROM journal_claim WHERE source = ? AND sequence <= ?";

// What arrived, as events or as what a person must look at.
constexpr const char* kMissing =
    "WITH arrived AS MATERIALIZED (SELECT fingerprint FROM event WHERE source = ?1 UNION "
    "SELECT fingerprint FROM parked WHERE source = ?1) "
    "SELECT sequence, act, record FROM journal WHERE source = ?1 AND makes_event = 1 AND digest NOT IN arrived "
    "AND sequence < (SELECT max(sequence) FROM journal WHERE source = ?1 AND makes_event = 1 AND digest IN arrived) "
    "ORDER BY sequence LIMIT ?2";
constexpr const char* kRewritten =
    "SELECT sequence, act, record, noticed, instead, "
    "digest IN (SELECT fingerprint FROM event WHERE source = ?1) FROM journal_rewritten "
    "WHERE source = ?1 ORDER BY position LIMIT ?2";
constexpr const char* kGaps =
    "SELECT before + 1, sequence - 1, type = 'cn.bianmin.kiosk.restored.v1' FROM (SELECT sequence, type, "
    "lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM event WHERE source = ?1) "
    "WHERE sequence > before + 1 ORDER BY sequence LIMIT ?2";

// No moment: it would be that of an anonymous rating.
std::string DayOf(base::TimePoint time) { return base::FormatDate(base::LocalDate(time)); }

base::Digest DigestOf(const std::string& bytes) { return base::ArrayOf<base::Digest>(base::AsBytes(bytes)).value(); }

domain::JournalHead HeadOf(SQLite::Database& database, const std::string& source) {
  SQLite::Statement statement(database, kHead);
  Query row(statement, source);
  if (!row.Next()) return {};
  return {row.Integer(0), DigestOf(row.Text(1))};
}

HeldJournal HeldBeside(SQLite::Database& database, const OfferedJournal& offered) {
  HeldJournal held{.head = HeadOf(database, offered.source), .before = {}, .same = {}};
  const std::int64_t first = offered.piece.lines.front().sequence;
  SQLite::Statement statement(database, kHashes);
  Query row(statement, offered.source, first - 1, offered.piece.lines.back().sequence);
  while (row.Next()) {
    const base::Digest hash = DigestOf(row.Text(1));
    if (row.Integer(0) < first) {
      held.before = hash;
    } else {
      held.same.push_back(hash);
    }
  }
  return held;
}

void SetAside(SQLite::Database& database, const OfferedJournal& offered, const domain::JournalLine& from) {
  const std::string noticed = base::FormatUtc(offered.received);
  SQLite::Statement move(database, kMoveRewritten);
  Query(move, offered.source, from.sequence, noticed, from.act).Run();
  SQLite::Statement drop(database, kDropRewritten);
  Query(drop, offered.source, from.sequence).Run();
}

// Heads that came with batches, held against the entries themselves as far as these are told.
void SettleClaims(SQLite::Database& database, const OfferedJournal& offered, const domain::JournalHead& head) {
  SQLite::Statement settle(database, kSettleTrueClaims);
  Query(settle, offered.source).Run();
  const std::string noticed = base::FormatUtc(offered.received);
  SQLite::Statement keep(database, kKeepBrokenClaims);
  Query(keep, offered.source, head.sequence, noticed).Run();
  SQLite::Statement drop(database, kDropSettledClaims);
  Query(drop, offered.source, head.sequence).Run();
}

}  // namespace

void KeepJournalClaim(SQLite::Database& database, const OfferedBatch& batch) {
  if (!batch.journal) return;
  const std::string received = DayOf(batch.received);
  SQLite::Statement keep(database, kKeepClaim);
  Query(keep, batch.source, batch.journal->sequence, batch.journal->hash, received,
        static_cast<std::int64_t>(domain::kMaxJournalClaims))
      .Run();
}

base::Result<domain::JournalAnswer> SqliteArchive::KeepJournal(const OfferedJournal& offered) {
  return connection_->Guard([&]() -> base::Result<domain::JournalAnswer> {
    SQLite::Database& database = connection_->database;
    const auto& lines = offered.piece.lines;
    if (lines.empty()) return domain::JournalAnswer{HeadOf(database, offered.source), true};
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const HeldJournal held = HeldBeside(database, offered);
    const auto step = StepOf(held, offered.piece);
    if (!step) return domain::JournalAnswer{held.head, false};
    if (step->is_rewritten) SetAside(database, offered, lines[step->known]);
    SQLite::Statement insert(database, kInsertLine);
    const std::string told = DayOf(offered.received);
    for (std::size_t i = step->known; i < lines.size(); ++i) {
      const domain::JournalLine& line = lines[i];
      const std::int64_t makes_event = MakesEvent(line.act) ? 1 : 0;
      Query(insert, offered.source, line.sequence, line.act, line.record, line.digest, line.hash, makes_event, told)
          .Run();
    }
    const domain::JournalHead head = HeadOf(database, offered.source);
    SettleClaims(database, offered, head);
    transaction.commit();
    return domain::JournalAnswer{head, true};
  });
}

base::Result<JournalAudit> SqliteArchive::AuditJournal(const std::string& source) {
  return connection_->Guard([&]() -> base::Result<JournalAudit> {
    SQLite::Database& database = connection_->database;
    SQLite::Transaction one_moment(database);
    JournalAudit audit{.held = HeadOf(database, source)};
    const auto most = static_cast<std::int64_t>(domain::kMaxListedEvents);
    SQLite::Statement missing(database, kMissing);
    for (Query row(missing, source, most); row.Next();) {
      audit.missing.push_back({row.Integer(0), row.Text(1), row.Text(2)});
    }
    SQLite::Statement rewritten(database, kRewritten);
    for (Query row(rewritten, source, most); row.Next();) {
      const auto noticed = base::ParseUtc(row.Text(3)).value_or(base::TimePoint{});
      audit.rewritten.push_back(
          {{row.Integer(0), row.Text(1), row.Text(2)}, noticed, row.Text(4), row.Integer(5) != 0});
    }
    SQLite::Statement gaps(database, kGaps);
    for (Query row(gaps, source, most); row.Next();) {
      audit.gaps.push_back({row.Integer(0), row.Integer(1), row.Integer(2) != 0});
    }
    const std::size_t longest = std::max({audit.missing.size(), audit.rewritten.size(), audit.gaps.size()});
    audit.is_cut = longest == domain::kMaxListedEvents;
    return audit;
  });
}

}  // namespace bianmin::centre
