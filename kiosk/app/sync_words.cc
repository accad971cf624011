#include "kiosk/app/sync_words.h"

#include "kiosk/i18n/formats.h"

namespace bianmin::app {
namespace {

enum class SyncState { Unknown, Synced, Waiting, Unreached, NeverReached, Refused };

SyncState StateOf(const Machine& machine) {
  if (!machine.outbox || !machine.contact) return SyncState::Unknown;
  const bool failed_last = !machine.contact->last_error.empty();
  if (machine.outbox->dead > 0) return SyncState::Refused;
  if (failed_last) return machine.contact->last_success ? SyncState::Unreached : SyncState::NeverReached;
  if (machine.outbox->waiting > 0) return SyncState::Waiting;
  return machine.contact->last_success ? SyncState::Synced : SyncState::Unknown;
}

bool IsOnlyLookedAt(const Screen& screen) {
  if (std::holds_alternative<Device>(screen)) return true;
  const auto* page = std::get_if<StaffScreen>(&screen);
  return page != nullptr &&
         (std::holds_alternative<Workbench>(*page) || std::holds_alternative<screens::WorkQueueState>(*page) ||
          std::holds_alternative<screens::ShiftHomeState>(*page));
}

}  // namespace

std::string SyncInHeader(const Model& model, const i18n::Texts& texts, base::TimePoint now) {
  if (!IsOnlyLookedAt(model.screen)) return {};
  const Machine& machine = model.machine;
  const bool has_room = model.comfort.step == ui::TextStep::Standard;
  const auto time_of = [&](const std::optional<base::TimePoint>& at) {
    if (!has_room || !at) return std::string();
    const base::Date day = base::LocalDate(*at);
    return day == base::LocalDate(now) ? i18n::ClockTime(*at) : i18n::Day(texts, day);
  };
  switch (StateOf(machine)) {
    case SyncState::Synced:
      return std::string(texts.T("sync.synced"));
    case SyncState::Waiting: {
      const std::string since = time_of(machine.outbox->waiting_since);
      if (since.empty()) return texts.Plural("sync.waiting", machine.outbox->waiting);
      return texts.Plural("sync.waiting.since", machine.outbox->waiting, fmt::arg("since", since));
    }
    case SyncState::Unreached: {
      const std::string since = time_of(machine.contact->last_success);
      if (since.empty()) return std::string(texts.T("sync.unreached"));
      return texts.Format("sync.unreached.since", fmt::arg("since", since));
    }
    case SyncState::NeverReached:
      return std::string(texts.T("sync.unreached"));
    case SyncState::Refused:
      return texts.Plural("sync.refused", machine.outbox->dead);
    case SyncState::Unknown:
      break;
  }
  return {};
}

}  // namespace bianmin::app
