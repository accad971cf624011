#include "kiosk/domain/lookup_throttle.h"
#include "kiosk/store/complaint_rows.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/store.h"

namespace bianmin::store {
namespace {

using base::Result;
using base::TimePoint;

// Failures of the future come from a clock that was set back; they would otherwise lock residents out until then.
constexpr const char* kBringBack = "UPDATE lookup_failure SET at = ?1 WHERE at > ?1";
constexpr const char* kForget = "DELETE FROM lookup_failure WHERE at <= ?";
constexpr const char* kCount = "SELECT count(*), ifnull(max(at), 0) FROM lookup_failure WHERE at > ?";
constexpr const char* kInsertFailure = "INSERT INTO lookup_failure (at) VALUES (?)";

domain::LookupFailures RecentFailures(Connection& connection, TimePoint now) {
  Query{connection, kBringBack}.Bind(now).Run();
  Query row{connection, kCount};
  row.Bind(now - domain::kLookupWindow);
  row.Next();
  return {.count = static_cast<int>(row.Integer(0)), .latest = row.Time(1)};
}

void CountFailure(Connection& connection, TimePoint now) {
  Query{connection, kForget}.Bind(now - domain::kLookupWindow).Run();
  Query{connection, kInsertFailure}.Bind(now).Run();
}

// Looks at every byte, so that the time says nothing about how many are right.
bool IsSame(const base::Digest& one, const base::Digest& other) {
  unsigned difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i) difference |= static_cast<unsigned>(one[i] ^ other[i]);
  return difference == 0;
}

}  // namespace

Result<Lookup> Store::Find(const domain::RecordNumber& number, std::string_view last_four_digits) {
  Connection& connection = core_->connection();
  return Guarded(connection, [&]() -> Result<Lookup> {
    const TimePoint now = core_->parts.clock.Now();
    Transaction transaction{connection};
    const domain::LookupFailures failures = RecentFailures(connection, now);
    const TimePoint allowed = domain::NextLookupAllowed(failures);
    if (failures.count > 0 && allowed > now) {
      transaction.Commit();
      return Lookup{WaitUntil{allowed}};
    }
    // Both tables are asked, one token is made and both are compared, whatever is found: no shortcut tells a part.
    const base::Digest token = LookupToken(*core_, number, last_four_digits);
    const auto order = FindOrderHead(connection, number);
    const auto complaint = FindComplaintToken(connection, number);
    const base::Digest nothing{};
    const bool is_order = IsSame(token, order ? order->lookup_token : nothing) && order;
    const bool is_complaint = IsSame(token, complaint.value_or(nothing)) && complaint;
    if (!is_order && !is_complaint) CountFailure(connection, now);
    std::optional<Lookup> found;
    if (is_order) found = LoadOrder(*core_, number);
    if (is_complaint) found = LoadComplaint(*core_, number);
    transaction.Commit();
    return found ? *std::move(found) : Lookup{NoSuchPair{}};
  });
}

}  // namespace bianmin::store
