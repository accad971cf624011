#include "kiosk/domain/timeline.h"

#include "kiosk/domain/casework.h"

namespace bianmin::domain {

std::vector<HistoryEntry> TimelineOf(const Order& order) {
  std::vector<HistoryEntry> timeline;
  for (const HistoryEntry& entry : order.history) {
    if (entry.by == Actor::Staff && timeline.size() > 0 && !IsForTheResident(entry.act)) continue;
    const bool is_told_already = !timeline.empty() && entry.state == timeline.back().state && entry.note.empty();
    if (entry.by == Actor::Centre && is_told_already) continue;
    timeline.push_back(entry);
  }
  return timeline;
}

}  // namespace bianmin::domain
