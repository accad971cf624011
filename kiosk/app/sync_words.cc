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

std::string SyncInShort(const Model& model, const i18n::Texts& texts) {
  if (!IsOnlyLookedAt(model.screen)) return {};
  const Machine& machine = model.machine;
  switch (StateOf(machine)) {
    case SyncState::Synced:
      return std::string(texts.T("sync.short.synced"));
    case SyncState::Waiting:
      return texts.Plural("sync.short.waiting", machine.outbox->waiting);
    case SyncState::Unreached:
    case SyncState::NeverReached:
      return std::string(texts.T("sync.short.unreached"));
    case SyncState::Refused:
      return texts.Plural("sync.short.refused", machine.outbox->dead);
    case SyncState::Unknown:
      break;
  }
  return {};
}

std::string SyncSentence(const Machine& machine, const i18n::Texts& texts) {
  const auto time = [&](const std::optional<base::TimePoint>& at) {
    return at ? i18n::DateTime(texts, *at) : std::string();
  };
  switch (StateOf(machine)) {
    case SyncState::Synced:
      return texts.Format("sync.synced", fmt::arg("since", time(machine.contact->last_success)));
    case SyncState::Waiting:
      return texts.Plural("sync.waiting", machine.outbox->waiting,
                          fmt::arg("since", time(machine.outbox->waiting_since)));
    case SyncState::Unreached:
      return texts.Plural("sync.unreached", machine.outbox->waiting,
                          fmt::arg("since", time(machine.contact->last_success)));
    case SyncState::NeverReached:
      return texts.Plural("sync.never_reached", machine.outbox->waiting);
    case SyncState::Refused:
      return texts.Plural("sync.refused", machine.outbox->dead);
    case SyncState::Unknown:
      break;
  }
  return {};
}

}  // namespace bianmin::app
