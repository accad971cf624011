#pragma once
// The queue of staff (待办): pages of what is open in the order of domain/queue_order.h, counts for the page's head,
// the alert of urgent needs, and search. Reads are consistent each, bounded, and take milliseconds at a million
// records. Used on the worker's thread, as the Store is.

#include "kiosk/domain/search_words.h"
#include "kiosk/domain/work_item.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

class WorkQueue {
 public:
  explicit WorkQueue(Store& store) : core_(store.core()) {}

  // At most domain::kMaxQueuePage rows from `offset` on; none past the end.
  base::Result<domain::QueuePage> Page(const domain::QueueViewer& viewer, const domain::QueueFilter& filter,
                                       std::int64_t offset, std::int64_t limit);
  // `since`: when the shift began.
  base::Result<domain::QueueCounts> Counts(const domain::QueueViewer& viewer, base::TimePoint since);
  // NotFound also when the viewer may not see it.
  base::Result<domain::WorkItem> Item(const domain::QueueViewer& viewer, const domain::RecordNumber& number);

  // At most domain::kMaxSearchResults records, open or not, the newest first.
  base::Result<domain::SearchAnswer> Search(const domain::QueueViewer& viewer, const domain::SearchWords& words);

  base::Result<domain::UrgentAlert> Alert();
  // All urgent needs of now: a member of staff has taken note. Journalled with who and when, one entry each. How many.
  base::Result<int> AcknowledgeUrgent(const domain::StaffNumber& by);

 private:
  StoreCore& core_;
};

}  // namespace bianmin::store
