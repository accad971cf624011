#pragma once
// Wrong guesses, counted on disk inside somebody's transaction, so that switching the kiosk off does not help a
// guesser. How long to wait is domain/lookup_throttle.h's; what is guessed at is counted apart.

#include <optional>

#include "kiosk/store/sql.h"

namespace bianmin::store {

enum class Guessed { RecordPair, DraftCode };

// From when on the next guess may be tried; nothing: now.
std::optional<base::TimePoint> MustWaitUntil(Connection& connection, Guessed what, base::TimePoint now);
void CountWrongGuess(Connection& connection, Guessed what, base::TimePoint now);

}  // namespace bianmin::store
