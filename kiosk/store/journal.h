#pragma once
// The tamper-evident record of acts (who did what to which record, when): each entry holds the hash of the one before,
// so that changing, inserting or removing an entry breaks the chain from there on. It never holds personal data; of an
// anonymous rating it holds the day, no number and no moment.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/journal_line.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

struct JournalEntry {
  std::int64_t sequence = 0;  // 1, 2, 3 … without gaps
  std::string at;             // "2026-11-22T10:07:28.123Z", or only "2026-11-22" for an anonymous rating
  std::string act;            // "order.registered", "order.status" …
  std::string record;         // number; may be empty
  std::string actor;          // "resident", "centre" (domain::WireName(Actor)), "staff:1001", "operator", "unknown"
  base::Digest digest{};      // of the event's or change's exact bytes
  base::Digest previous{};    // hash of the entry before; zero for the first
  base::Digest hash{};
};

// SHA-256 over the canonical text of the entry: every field but `hash`, each on a line of its own.
base::Digest HashOf(const JournalEntry& entry);

struct ChainReport {
  std::int64_t entries = 0;
  base::Digest head{};                       // hash of the last entry; zero when there is none
  std::optional<std::int64_t> first_broken;  // sequence of the first entry that does not fit
  std::string what;                          // what does not fit, one sentence; empty when all does
};

// A check of the chain that is done in pieces.
struct ChainCheck {
  ChainReport so_far;
  std::int64_t last_sequence = 0;  // looked at
  bool is_over = false;
};

// Which entries are wanted, newest first.
struct JournalQuery {
  std::string record;                  // only of this record; empty: all
  std::optional<std::int64_t> before;  // only older than this entry
  int most = 1;
};

// What the city is told of an entry.
domain::JournalLine LineOf(const JournalEntry& entry);

class Journal {
 public:
  explicit Journal(Database& database) : database_(database) {}

  // Walks the whole chain and holds its length against the number of entries made. Also holds each outbox event that is
  // still there against the digest of its entry.
  base::Result<ChainReport> Verify();
  // The same in pieces of `most` entries, for whoever must not be kept long: goes on from `check`, which begins empty.
  // Entries that are made meanwhile are looked at, too.
  base::Result<ChainCheck> VerifyPiece(ChainCheck check, int most);
  // The newest entry; sequence 0 when there is none.
  base::Result<domain::JournalHead> Head();
  // At most so many entries from that one on, as the city is told of them, and the hash before the first.
  base::Result<domain::JournalPiece> Piece(std::int64_t from, int most);
  base::Result<std::vector<JournalEntry>> Page(const JournalQuery& query);
  // The newest `most` entries, oldest of them first.
  base::Result<std::vector<JournalEntry>> Latest(int most);

 private:
  Database& database_;
};

}  // namespace bianmin::store
