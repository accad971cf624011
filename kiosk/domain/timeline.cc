#include "kiosk/domain/timeline.h"

namespace bianmin::domain {

std::vector<HistoryEntry> TimelineOf(const Order& order) {
  std::vector<HistoryEntry> timeline;
  for (const HistoryEntry& entry : order.history) {
    const bool is_told_already = !timeline.empty() && entry.state == timeline.back().state && entry.note.empty();
    if (entry.by == Actor::Centre && is_told_already) continue;
    timeline.push_back(entry);
  }
  return timeline;
}

}  // namespace bianmin::domain
