#include "kiosk/store/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "kiosk/domain/record_number.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Result;

constexpr int kPieceOfChain = 10'000;

constexpr const char* kLastEntry = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1";

constexpr const char* kSelectLength = "SELECT last_entry FROM numbering WHERE only = 1";
constexpr const char* kUpdateLength = "UPDATE numbering SET last_entry = ? WHERE only = 1";

constexpr const char* kInsertEntry =
    "INSERT INTO journal (sequence, at, act, record, actor, digest, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char* kEntriesAfter =
    "SELECT sequence, at, act, record, actor, digest, previous, hash FROM journal WHERE sequence > ? "
    "ORDER BY sequence LIMIT ?";

constexpr const char* kEntriesBefore =
    "SELECT sequence, at, act, record, actor, digest, previous, hash FROM journal WHERE sequence < ? "
    "ORDER BY sequence DESC LIMIT ?";
// The partial index journal_by_record is used for what says that the record is not empty.
constexpr const char* kEntriesOfRecord =
    "SELECT sequence, at, act, record, actor, digest, previous, hash FROM journal WHERE record <> '' AND record = ? "
    "AND sequence < ? ORDER BY sequence DESC LIMIT ?";

constexpr const char* kNewestEntries =
    "SELECT sequence, at, act, record, actor, digest, previous, hash FROM journal ORDER BY sequence DESC LIMIT ?";

// The left join keeps events whose entry was removed.
constexpr const char* kEventsWithEntries =
    "SELECT outbox.sequence, outbox.journal_sequence, outbox.body, journal.digest FROM outbox "
    "LEFT JOIN journal ON journal.sequence = outbox.journal_sequence ORDER BY outbox.sequence";

JournalEntry EntryOf(const Query& row) {
  JournalEntry entry;
  entry.sequence = row.Integer(0);
  entry.at = row.Text(1);
  entry.act = row.Text(2);
  entry.record = row.Text(3);
  entry.actor = row.Text(4);
  entry.digest = Exactly<base::Digest>(row.Blob(5), "journal.digest");
  entry.previous = Exactly<base::Digest>(row.Blob(6), "journal.previous");
  entry.hash = Exactly<base::Digest>(row.Blob(7), "journal.hash");
  return entry;
}

// What is wrong with `entry` coming after `before`; empty: nothing.
std::string FaultOf(const JournalEntry& entry, const ChainReport& before) {
  if (entry.sequence != before.entries + 1) {
    return fmt::format("entry {} follows entry {}: entries were removed", entry.sequence, before.entries);
  }
  if (entry.previous != before.head) {
    return fmt::format("entry {} does not name the hash of the entry before it", entry.sequence);
  }
  if (entry.hash != HashOf(entry)) return fmt::format("entry {} was changed", entry.sequence);
  return {};
}

// Entries that were cut off at the end leave a chain that is whole, but too short.
void CheckLength(Connection& connection, ChainReport& report) {
  Query row{connection, kSelectLength};
  const std::int64_t length = row.Next() ? row.Integer(0) : 0;
  if (report.first_broken || report.entries == length) return;
  report.first_broken = report.entries + 1;
  report.what =
      fmt::format("{} entries were made, {} are there: entries were removed at the end", length, report.entries);
}

void CheckEvents(Connection& connection, ChainReport& report) {
  Query row{connection, kEventsWithEntries};
  while (row.Next()) {
    const bool fits =
        !row.IsNull(3) && Exactly<base::Digest>(row.Blob(3), "journal.digest") == base::Sha256(row.Blob(2));
    if (fits) continue;
    const std::int64_t entry = row.Integer(1);
    if (report.first_broken && *report.first_broken <= entry) continue;
    report.first_broken = entry;
    report.what =
        fmt::format("event {} of the outbox is not the one that entry {} was made for", row.Integer(0), entry);
  }
}

}  // namespace

base::Digest HashOf(const JournalEntry& entry) {
  return base::Sha256(fmt::format("bianmin journal 1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n", entry.sequence, entry.at,
                                  entry.act, entry.record, entry.actor, base::ToHex(entry.digest),
                                  base::ToHex(entry.previous)));
}

std::string ActorText(const domain::StaffNumber& number) { return "staff:" + number.text(); }

std::int64_t AppendToJournal(Connection& connection, const JournalledAct& act) {
  JournalEntry entry;
  {
    Query last{connection, kLastEntry};
    if (last.Next()) {
      entry.sequence = last.Integer(0);
      entry.previous = Exactly<base::Digest>(last.Blob(1), "journal.hash");
    }
  }
  ++entry.sequence;
  entry.at = act.at;
  entry.act = act.act;
  entry.record = act.record;
  entry.actor = act.actor;
  entry.digest = act.digest;
  entry.hash = HashOf(entry);
  Query insert{connection, kInsertEntry};
  insert.Bind(entry.sequence).Bind(entry.at).Bind(entry.act).Bind(entry.record).Bind(entry.actor);
  insert.Bind(entry.digest).Bind(entry.previous).Bind(entry.hash).Run();
  Query{connection, kUpdateLength}.Bind(entry.sequence).Run();
  return entry.sequence;
}

Result<ChainReport> Journal::Verify() {
  ChainCheck check;
  while (!check.is_over) {
    auto next = VerifyPiece(std::move(check), kPieceOfChain);
    if (!next) return next.error();
    check = *std::move(next);
  }
  return check.so_far;
}

Result<ChainCheck> Journal::VerifyPiece(ChainCheck check, int most) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<ChainCheck> {
    const Snapshot snapshot{connection};
    ChainReport& report = check.so_far;
    int seen = 0;
    {
      Query row{connection, kEntriesAfter};
      row.Bind(check.last_sequence).Bind(std::int64_t{most});
      for (; row.Next(); ++seen) {
        const JournalEntry entry = EntryOf(row);
        if (!report.first_broken) report.what = FaultOf(entry, report);
        if (!report.first_broken && !report.what.empty()) report.first_broken = entry.sequence;
        ++report.entries;
        report.head = entry.hash;
        check.last_sequence = entry.sequence;
      }
    }
    if (seen == most) return std::move(check);
    CheckLength(connection, report);
    CheckEvents(connection, report);
    check.is_over = true;
    return std::move(check);
  });
}

domain::JournalLine LineOf(const JournalEntry& entry) {
  const auto number = domain::RecordNumber::Parse(entry.record);
  const bool is_number = number && number->text() == entry.record;
  return {entry.sequence, entry.act, is_number ? entry.record : std::string(), entry.digest, entry.hash};
}

Result<domain::JournalHead> Journal::Head() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<domain::JournalHead> {
    Query last{connection, kLastEntry};
    if (!last.Next()) return domain::JournalHead{};
    return domain::JournalHead{last.Integer(0), Exactly<base::Digest>(last.Blob(1), "journal.hash")};
  });
}

Result<domain::JournalPiece> Journal::Piece(std::int64_t from, int most) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<domain::JournalPiece> {
    domain::JournalPiece piece;
    Query row{connection, kEntriesAfter};
    row.Bind(from - 1).Bind(std::int64_t{most});
    while (row.Next()) {
      const JournalEntry entry = EntryOf(row);
      if (piece.lines.empty()) piece.previous = entry.previous;
      piece.lines.push_back(LineOf(entry));
    }
    return piece;
  });
}

Result<std::vector<JournalEntry>> Journal::Page(const JournalQuery& query) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<JournalEntry>> {
    const std::int64_t before = query.before.value_or(std::numeric_limits<std::int64_t>::max());
    std::vector<JournalEntry> entries;
    Query row{connection, query.record.empty() ? kEntriesBefore : kEntriesOfRecord};
    if (!query.record.empty()) row.Bind(query.record);
    row.Bind(before).Bind(std::int64_t{query.most});
    while (row.Next()) entries.push_back(EntryOf(row));
    return entries;
  });
}

Result<std::vector<JournalEntry>> Journal::Latest(int most) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<JournalEntry>> {
    std::vector<JournalEntry> entries;
    Query row{connection, kNewestEntries};
    row.Bind(std::int64_t{most});
    while (row.Next()) entries.push_back(EntryOf(row));
    std::reverse(entries.begin(), entries.end());
    return entries;
  });
}

}  // namespace bianmin::store
