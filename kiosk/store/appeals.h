#pragma once
// Appeals against ratings, inside somebody's transaction. The rating is never touched: a rating whose appeal was upheld
// stays where it is and counts in no published figure.

#include <optional>
#include <string_view>

#include "kiosk/domain/grievance.h"
#include "kiosk/domain/rating.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

struct AppealRow {
  domain::AppealState state = domain::AppealState::None;
  std::optional<domain::StaffNumber> appellant;
};

AppealRow FindAppeal(Connection& connection, const domain::RatingId& rating);
void InsertAppeal(StoreCore& core, const domain::RatingId& rating, const domain::StaffNumber& by, base::TimePoint at,
                  std::string_view reason);
struct AppealDecision {
  domain::StaffNumber by;
  base::TimePoint at;
  bool is_upheld = false;
  std::string_view reason;
};
void DecideAppeal(StoreCore& core, const domain::RatingId& rating, const AppealDecision& decision);
// Both reasons; that there was an appeal, and how it ended, stays. Nothing is done where there was none.
void EraseWordsOfAppeal(StoreCore& core, const domain::RatingId& rating);

}  // namespace bianmin::store
