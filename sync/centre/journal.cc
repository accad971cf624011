#include "sync/centre/journal.h"

#include "kiosk/base/check.h"
#include "sync/centre/event.h"

namespace bianmin::centre {

std::optional<JournalStep> StepOf(const HeldJournal& held, const domain::JournalPiece& piece) {
  CHECK(!piece.lines.empty());
  const bool is_start = piece.lines.front().sequence == 1;
  if (!is_start && held.before != piece.previous) return std::nullopt;
  JournalStep step;
  while (step.known < held.same.size() && held.same[step.known] == piece.lines[step.known].hash) ++step.known;
  step.is_rewritten = step.known < held.same.size();
  return step;
}

bool MakesEvent(std::string_view act) { return KindOf("cn.bianmin." + std::string(act) + ".v1") != EventKind::Unknown; }

}  // namespace bianmin::centre
