#include "kiosk/store/complaint_rows.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/guesses.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/rating_rows.h"
#include "kiosk/store/store.h"

namespace bianmin::store {
namespace {

using base::Result;
using base::TimePoint;

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
    if (const auto allowed = MustWaitUntil(connection, Guessed::RecordPair, now)) {
      transaction.Commit();
      return Lookup{WaitUntil{*allowed}};
    }
    // Every table is asked and every token compared, whatever is found: no shortcut tells a part.
    const base::Digest token = LookupToken(*core_, number, last_four_digits);
    const auto order = FindOrderHead(connection, number);
    const auto complaint = FindComplaintToken(connection, number);
    const auto rating = FindRatingToken(*core_, number);
    const base::Digest nothing{};
    const bool is_order = IsSame(token, order ? order->lookup_token : nothing) && order;
    const bool is_complaint = IsSame(token, complaint.value_or(nothing)) && complaint;
    const bool is_rating = IsSame(token, rating.value_or(nothing)) && rating;
    if (!is_order && !is_complaint && !is_rating) CountWrongGuess(connection, Guessed::RecordPair, now);
    std::optional<Lookup> found;
    if (is_order) found = LoadOrder(*core_, number);
    if (is_complaint) found = LoadComplaint(*core_, number);
    if (is_rating) found = FindNamedRating(*core_, number).value();
    transaction.Commit();
    return found ? *std::move(found) : Lookup{NoSuchPair{}};
  });
}

Result<Lookup> Store::FindByReceipt(const domain::RecordNumber& number) {
  Connection& connection = core_->connection();
  return Guarded(connection, [&]() -> Result<Lookup> {
    Transaction transaction{connection};
    std::optional<Lookup> found;
    if (FindOrderHead(connection, number)) {
      found = LoadOrder(*core_, number);
    } else if (FindComplaintToken(connection, number)) {
      found = LoadComplaint(*core_, number);
    } else if (auto rating = FindNamedRating(*core_, number)) {
      found = *std::move(rating);
    }
    transaction.Commit();
    return found ? *std::move(found) : Lookup{NoSuchPair{}};
  });
}

}  // namespace bianmin::store
