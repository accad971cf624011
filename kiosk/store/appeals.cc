#include "kiosk/store/appeals.h"

#include "kiosk/store/fields.h"
#include "kiosk/store/staff_columns.h"

namespace bianmin::store {
namespace {

constexpr std::string_view kTable = "rating_appeal";

constexpr const char* kSelect = "SELECT state, appellant FROM rating_appeal WHERE rating = ?";
constexpr const char* kInsert =
    "INSERT INTO rating_appeal (rating, state, appellant, appealed_at, reason) VALUES (?, 'pending', ?, ?, ?)";
constexpr const char* kDecide =
    "UPDATE rating_appeal SET state = ?, decider = ?, decided_at = ?, decision = ? "
    "WHERE rating = ? AND state = 'pending'";

constexpr const char* kEraseWords =
    "UPDATE rating_appeal SET reason = ?2, decision = iif(decision IS NULL, NULL, ?3) WHERE rating = ?1";

}  // namespace

AppealRow FindAppeal(Connection& connection, const domain::RatingId& rating) {
  Query row{connection, kSelect};
  row.Bind(rating.bytes());
  if (!row.Next()) return {};
  return {.state = Known(domain::ParseAppealState(row.Text(0)), "rating_appeal.state"),
          .appellant = StaffNumberIn(row, 1, "rating_appeal.appellant")};
}

void InsertAppeal(StoreCore& core, const domain::RatingId& rating, const domain::StaffNumber& by, base::TimePoint at,
                  std::string_view reason) {
  const Fields fields{core, kTable, rating.Text()};
  Query insert{core.connection(), kInsert};
  insert.Bind(rating.bytes()).Bind(by.text()).Bind(at).Bind(fields.Encrypt("reason", reason)).Run();
}

void DecideAppeal(StoreCore& core, const domain::RatingId& rating, const AppealDecision& decision) {
  const Fields fields{core, kTable, rating.Text()};
  const auto state = decision.is_upheld ? domain::AppealState::Upheld : domain::AppealState::Rejected;
  Query decide{core.connection(), kDecide};
  decide.Bind(domain::WireName(state)).Bind(decision.by.text()).Bind(decision.at);
  decide.Bind(fields.Encrypt("decision", decision.reason)).Bind(rating.bytes());
  CHECK(decide.Run() == 1);
}

void EraseWordsOfAppeal(StoreCore& core, const domain::RatingId& rating) {
  const Fields fields{core, kTable, rating.Text()};
  Query erase{core.connection(), kEraseWords};
  erase.Bind(rating.bytes()).Bind(fields.Encrypt("reason", "")).Bind(fields.Encrypt("decision", "")).Run();
}

}  // namespace bianmin::store
