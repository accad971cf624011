#pragma once
// 待办: everything that waits for staff in the declared order, filtered, and found again by words. A list of any length
// of which only the rows in sight exist: the screen says which those are, the app fetches them.

#include <cstdint>
#include <optional>

#include "kiosk/domain/search_words.h"
#include "kiosk/domain/work_item.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class QueueLeaf { Rows, Filters };

struct WorkQueueState {
  QueueLeaf leaf = QueueLeaf::Rows;
  domain::QueueFilter filter = domain::AllOpen{};
  Entries entries;  // the words to search for, and the sheet they are written on
  base::TimePoint shift_began;
  std::optional<domain::QueueCounts> counts;
  std::optional<domain::QueuePage> rows;      // the window that was fetched last
  std::optional<std::int64_t> asked;          // a window on its way begins here
  std::optional<domain::SearchWords> words;   // searched for: shown in place of the queue
  std::optional<domain::SearchAnswer> found;  // nothing: it is on its way
  std::optional<domain::SearchFault> fault;   // why nothing is searched for
  bool is_unreadable = false;                 // the database gave no answer

  bool IsOfSearch() const { return words || fault; }
};

// So many rows are fetched at once: some screens full, before and behind what is in sight.
inline constexpr std::int64_t kQueueWindow = 80;
// Where a window begins so that the row stands in its middle.
std::int64_t WindowFor(std::int64_t first);

std::optional<Action> DrawWorkQueue(const WorkQueueState& state, const domain::UrgentAlert& alert, const Scene& scene,
                                    ui::Frame& frame);

}  // namespace bianmin::screens
