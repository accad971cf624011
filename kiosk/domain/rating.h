#pragma once
// A rating (评价): five grades in the national words over four dimensions (R11). Anonymous means unlinkable: nothing in
// an anonymous rating leads to an order, a person or a moment.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/id.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/personal.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

using RatingId = base::Id<struct RatingTag>;

// 非常不满意 1 … 非常满意 5
class Grade {
 public:
  static std::optional<Grade> Of(int stars) {
    if (stars < 1 || stars > 5) return std::nullopt;
    return Grade{stars};
  }
  int stars() const { return stars_; }
  // Two stars and below: a reason is asked for, and the rating is verified and answered.
  bool IsBad() const { return stars_ <= 2; }
  friend auto operator<=>(const Grade&, const Grade&) = default;

 private:
  explicit Grade(int stars) : stars_(stars) {}
  int stars_;
};

enum class Dimension { Overall, Timeliness, Professionalism, Attitude };
inline constexpr std::array kDimensions{Dimension::Overall, Dimension::Timeliness, Dimension::Professionalism,
                                        Dimension::Attitude};
std::string_view WireName(Dimension dimension);

// Only the overall grade must be given.
struct Grades {
  Grade overall;
  std::optional<Grade> timeliness;
  std::optional<Grade> professionalism;
  std::optional<Grade> attitude;

  std::optional<Grade> Of(Dimension dimension) const;
};

// What is rated. One rating for each (一次一评).
struct RatedOrder {
  RecordNumber number;
};
struct RatedVisit {
  std::string window_code;
  base::Date date;
  std::string ticket;  // of the queue machine; "" when the resident has none, then `visit_id` makes it unique
  std::string visit_id;
};
using Rated = std::variant<RatedOrder, RatedVisit>;

// The text that a spent token is computed from: the same for two ratings of the same order or visit.
std::string TokenSource(const Rated& rated);

// A rating as the resident gave it. With a contact it is named and linked to the order; without, it is anonymous.
struct GivenRating {
  Rated rated;
  std::string service_code;  // of the order, or the window's code for a visit
  Grades grades;
  std::vector<std::string> reason_codes;  // at least one when bad
  std::string comment;
  std::optional<Contact> contact;

  bool is_anonymous() const { return !contact.has_value(); }
};

}  // namespace bianmin::domain
