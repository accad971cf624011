#include "kiosk/domain/case_file.h"

namespace bianmin::domain {

std::optional<base::TimePoint> AnsweredAt(const CaseFile& file) {
  for (const CaseEntry& entry : file.entries) {
    const bool is_by_the_office = entry.what.by != Actor::Resident;
    const bool is_answer = entry.what.state != OrderState::Registered || entry.what.act == OrderAct::AskBack;
    if (&entry != &file.entries.front() && is_by_the_office && is_answer) return entry.what.at;
  }
  return std::nullopt;
}

ClockState ResponseClock(const CaseFile& file, base::TimePoint now) {
  const auto answered = AnsweredAt(file);
  // Whoever cancels waits for no answer any more: the clock stands where it stood then.
  if (!answered && !IsOpen(file.order.state)) {
    return StateOfClock(file.order.respond_by, std::nullopt, file.entries.back().what.at);
  }
  return StateOfClock(file.order.respond_by, answered, now);
}

std::optional<ClockState> ProviderClock(const CaseFile& file, base::TimePoint now) {
  const bool is_waiting = file.order.state == OrderState::Dispatched;
  if (!file.confirm_by || (!is_waiting && !file.confirmed_at)) return std::nullopt;
  return StateOfClock(*file.confirm_by, file.confirmed_at, now);
}

}  // namespace bianmin::domain
