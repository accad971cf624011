// Named ratings, as those who gave them find them again.
#include "kiosk/domain/grievance.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/grievance_rows.h"
#include "kiosk/store/rating_rows.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

constexpr const char* kSelectContact =
    "SELECT id, name, phone FROM named_rating WHERE serial = ?1 AND number = ?2 "
    "AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.serial = ?1)";

constexpr const char* kSelectRating =
    "SELECT named_rating.service_code, named_rating.overall, named_rating.given_at, grievance.step, "
    "grievance.answer_by FROM named_rating LEFT JOIN grievance ON grievance.serial = named_rating.serial "
    "WHERE named_rating.serial = ? AND named_rating.number = ?";

}  // namespace

std::optional<base::Digest> FindRatingToken(StoreCore& core, const domain::RecordNumber& number) {
  Query row{core.connection(), kSelectContact};
  row.Bind(number.Serial()).Bind(number.text());
  if (!row.Next()) return std::nullopt;
  const domain::RatingId id{Exactly<base::UuidBytes>(row.Blob(0), "named_rating.id")};
  const domain::Contact contact = Fields{core, "named_rating", id.Text()}.DecryptContact(row.Blob(1), row.Blob(2));
  return LookupToken(core, number, contact.phone.LastFour());
}

std::optional<domain::NamedRating> FindNamedRating(StoreCore& core, const domain::RecordNumber& number) {
  Query row{core.connection(), kSelectRating};
  row.Bind(number.Serial()).Bind(number.text());
  if (!row.Next()) return std::nullopt;
  domain::NamedRating rating{
      .number = number,
      .service_code = row.Text(0),
      .overall = Known(domain::Grade::Of(static_cast<int>(row.Integer(1))), "named_rating.overall"),
      .given_at = row.Time(2),
      .answer = {}};
  if (row.IsNull(3)) return rating;
  rating.answer =
      domain::RatingAnswer{.state = domain::StateOf(Known(domain::ParseHandlingStep(row.Text(3)), "grievance.step")),
                           .answer_by = row.Time(4),
                           .answer = LatestAnswer(core, number, "")};
  return rating;
}

}  // namespace bianmin::store
