#pragma once
// Writing invented records by the hundred thousand, for demonstrations and measurements: the rows, triggers, encryption
// and index of search are those of real records. Left out are the events to the city, single journal entries, spent
// tokens of ratings, and the flush to the disk of every single record. A database that holds real records is refused.

#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/queue_order.h"
#include "kiosk/domain/staff.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

// What staff would have set by hand.
struct BulkStanding {
  domain::PriorityClass priority = domain::PriorityClass::Ordinary;
  std::optional<domain::StaffNumber> owner;
  bool is_answered = false;  // of a rating: it waits no longer
};
struct BulkOrder {
  domain::Order order;  // with its whole history
  BulkStanding standing;
};
struct BulkComplaint {
  domain::Complaint complaint;
  BulkStanding standing;
};
struct BulkNamedRating {
  domain::RecordNumber number;
  domain::GivenRating rating;
  base::TimePoint at;
  BulkStanding standing;
};
struct BulkAnonymousRating {
  domain::GivenRating rating;
  base::Date day;
  BulkStanding standing;
};
using BulkRecord = std::variant<BulkOrder, BulkComplaint, BulkNamedRating, BulkAnonymousRating>;

class BulkFill {
 public:
  // Refused when there is any record or event that did not come from here.
  static base::Result<BulkFill> Begin(Store& store);
  // One transaction and one journal entry for all of them.
  base::Result<base::Done> Add(const std::vector<BulkRecord>& records);
  // The urgent needs are acknowledged, answered ratings and their lines of the 整改台账 closed, the index put in order.
  base::Result<base::Done> Finish();

 private:
  explicit BulkFill(StoreCore& core) : core_(core) {}
  StoreCore& core_;
};

}  // namespace bianmin::store
