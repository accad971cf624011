#pragma once
// POST /v1/journal: what a kiosk tells of its journal, and the centre's answer. Both sides are here, because both must
// read what the other writes.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/journal_line.h"

namespace bianmin::wire {

std::string WriteJournal(const domain::JournalPiece& piece);
// Invalid, with a sentence for the kiosk's operator, when it is anything but a whole piece: a member missing or of
// another kind, a gap, more than domain::kMaxJournalEntriesTold lines, a first entry after something. No lines are a
// question for the head.
base::Result<domain::JournalPiece> ReadJournal(std::string_view text);

std::string WriteJournalAnswer(const domain::JournalAnswer& answer);
// Corrupt when it is anything but a whole answer.
base::Result<domain::JournalAnswer> ReadJournalAnswer(std::string_view text);

// The header Bianmin-Journal of a batch: "57 <64 hexadecimal digits>".
std::string WriteJournalHead(const domain::JournalHead& head);
std::optional<domain::JournalHead> ReadJournalHead(std::string_view text);

}  // namespace bianmin::wire
