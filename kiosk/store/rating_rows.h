#pragma once
// The rows of ratings, inside somebody's transaction.

#include <optional>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/named_rating.h"
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
// The token that a pair of number and digits must have; nothing for an unknown number and for what was erased.
std::optional<base::Digest> FindRatingToken(StoreCore& core, const domain::RecordNumber& number);
std::optional<domain::NamedRating> FindNamedRating(StoreCore& core, const domain::RecordNumber& number);
// Of a bad rating given at `from`, the start of its day when it is anonymous.
base::TimePoint BadRatingDue(const StoreCore& core, base::TimePoint from);

}  // namespace bianmin::store
