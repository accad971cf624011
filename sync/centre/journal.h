#pragma once
// What the centre keeps of the kiosks' journals, and what it can prove by that: an entry that was told once is kept,
// whatever the kiosk says later. Pure rules; keeping them is the archive's.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/journal_line.h"

namespace bianmin::centre {

struct OfferedJournal {
  std::string source;  // as the certificate says it
  domain::JournalPiece piece;
  base::TimePoint received;
};

// What an archive holds beside a piece: where its chain ends, the hash at the entry before the piece, and the hashes of
// the entries that the piece tells again, in order.
struct HeldJournal {
  domain::JournalHead head;
  std::optional<base::Digest> before;
  std::vector<base::Digest> same;
};

// How a piece goes on from what is held. Nothing: it does not join, so that the kiosk must tell more before it.
struct JournalStep {
  std::size_t known = 0;      // lines that are held already, just so
  bool is_rewritten = false;  // the line after those is another than the one that is held: so are all after it
};
std::optional<JournalStep> StepOf(const HeldJournal& held, const domain::JournalPiece& piece);

// Whether an act makes an event of its own name, which must arrive.
bool MakesEvent(std::string_view act);

// An entry of which more is to be said.
struct AuditedEntry {
  std::int64_t sequence = 0;
  std::string act;
  std::string record;
};
// An entry that a kiosk told and later told otherwise.
struct RewrittenEntry {
  AuditedEntry entry;
  base::TimePoint noticed;
  std::string instead;       // the act of the first entry that came in its place
  bool is_archived = false;  // its event is here all the same
};
// Sequences of events that never came, with later ones here.
struct SequenceGap {
  std::int64_t first = 0;
  std::int64_t last = 0;
  bool is_restored = false;  // the kiosk was brought back from a backup there, and says that it left them out
};

struct JournalAudit {
  domain::JournalHead held;
  std::vector<AuditedEntry> missing;  // their events never came, though those of later entries did
  std::vector<RewrittenEntry> rewritten;
  std::vector<SequenceGap> gaps;
  bool is_cut = false;  // a list has as many lines as are listed at most, so that there may be more
};

}  // namespace bianmin::centre
