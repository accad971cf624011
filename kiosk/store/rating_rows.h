#pragma once
// The row of a rating, inside somebody's transaction.

#include "kiosk/domain/rating.h"
#include "kiosk/store/core.h"

namespace bianmin::store {

struct NamedRatingRow {
  domain::RatingId id;
  domain::RecordNumber number;
  base::TimePoint at;
  std::optional<base::TimePoint> answer_by;  // of a bad one
};
void InsertNamed(StoreCore& core, const NamedRatingRow& row, const domain::GivenRating& rating);
void InsertAnonymous(StoreCore& core, const domain::RatingId& id, const domain::GivenRating& rating, base::Date day);
// Of a bad rating given at `from`, the start of its day when it is anonymous.
base::TimePoint BadRatingDue(const StoreCore& core, base::TimePoint from);

}  // namespace bianmin::store
