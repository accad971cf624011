#include "kiosk/store/said_rows.h"

#include <sstream>

#include "kiosk/store/complaint_rows.h"
#include "kiosk/store/fields.h"

namespace bianmin::store {
namespace {

using domain::GrievanceKind;
using domain::RecordNumber;

constexpr std::string_view kRatingTable = "named_rating";
constexpr const char* kSelectRating =
    "SELECT id, overall, service_code, window_code, reason_codes, comment, order_number FROM named_rating "
    "WHERE serial = ? AND number = ?";
constexpr const char* kSelectRater = "SELECT id, name, phone FROM named_rating WHERE serial = ? AND number = ?";

std::optional<RecordNumber> NumberIn(const Query& row, int column) {
  const auto text = row.OptionalText(column);
  if (!text) return std::nullopt;
  const auto number = RecordNumber::Parse(*text);
  return Known(number ? std::optional{*number} : std::nullopt, "named_rating.order_number");
}

domain::SaidByRating LoadRating(StoreCore& core, const RecordNumber& number) {
  Query row{core.connection(), kSelectRating};
  row.Bind(number.Serial()).Bind(number.text());
  CHECK(row.Next());
  const domain::RatingId id{Exactly<base::UuidBytes>(row.Blob(0), "named_rating.id")};
  return {.stars = static_cast<int>(row.Integer(1)),
          .service_code = row.Text(2),
          .window_code = row.OptionalText(3).value_or(""),
          .reason_codes = CodesIn(row.Text(4)),
          .comment = Fields{core, kRatingTable, id.Text()}.Decrypt("comment", row.Blob(5)),
          .order = NumberIn(row, 6)};
}

}  // namespace

std::vector<std::string> CodesIn(const std::string& text) {
  std::istringstream words{text};
  std::vector<std::string> codes;
  for (std::string code; words >> code;) codes.push_back(code);
  return codes;
}

std::variant<domain::SaidByComplaint, domain::SaidByRating> LoadSaid(StoreCore& core, const RecordNumber& number,
                                                                     GrievanceKind kind) {
  if (kind == GrievanceKind::BadRating) return LoadRating(core, number);
  const domain::FiledComplaint filed = LoadComplaint(core, number).filed;
  return domain::SaidByComplaint{.about = filed.about,
                                 .subject_code = filed.subject_code,
                                 .whom = filed.whom,
                                 .occasion = filed.occasion,
                                 .description = filed.description,
                                 .order = filed.order};
}

std::optional<domain::Contact> LoadContact(StoreCore& core, const RecordNumber& number, GrievanceKind kind) {
  if (kind != GrievanceKind::BadRating) return LoadComplaint(core, number).filed.contact;
  Query row{core.connection(), kSelectRater};
  row.Bind(number.Serial()).Bind(number.text());
  CHECK(row.Next());
  const domain::RatingId id{Exactly<base::UuidBytes>(row.Blob(0), "named_rating.id")};
  return Fields{core, kRatingTable, id.Text()}.DecryptContact(row.Blob(1), row.Blob(2));
}

}  // namespace bianmin::store
