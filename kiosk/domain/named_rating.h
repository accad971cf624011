#pragma once
// A rating that was given with a name, as its resident finds it again under 查询进度. Only a bad one is answered.

#include <optional>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/rating.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

// What is promised to whoever gave a bad rating, and what came of it.
struct RatingAnswer {
  ComplaintState state = ComplaintState::Received;
  base::TimePoint answer_by;
  std::string answer;  // empty: none yet
};

struct NamedRating {
  RecordNumber number;
  std::string service_code;  // of the order, or the window's code for a visit
  Grade overall;
  base::TimePoint given_at;
  std::optional<RatingAnswer> answer;  // of a bad one
};

}  // namespace bianmin::domain
