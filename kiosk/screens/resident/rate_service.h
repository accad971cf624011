#pragma once
// 评价服务: one to five stars for an order or for today's visit to a window (R11, R12). Nothing is preselected, nothing
// is urged; the rater stays anonymous unless they choose to be called back.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/domain/rating.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/resident/find_record.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class RatingPage { What, Order, Window, Stars, Dimensions, Reasons, Who, Privacy, Name, Phone, Review };

struct RatingDraft {
  RatingPage page = RatingPage::What;
  bool returns_to_review = false;
  bool shows_faults = false;
  std::optional<bool> rates_order;  // otherwise a visit
  // The order, once number and phone digits were found to belong together.
  std::optional<domain::RecordNumber> order;
  std::string order_service;
  std::string window_code;
  bool has_no_ticket = false;
  std::map<domain::Dimension, int> stars;
  std::set<std::string> reasons;
  std::optional<bool> is_named;
  PersonDraft person;
  Entries entries;
  FindProblem problem;  // why the order was not found
};

bool IsBad(const RatingDraft& draft);
std::vector<RatingPage> PagesOf(const RatingDraft& draft);
bool IsComplete(const RatingDraft& draft, RatingPage page);
int StepOf(RatingPage page);
inline constexpr int kRatingSteps = 5;

// Only for a complete draft. `visit_id` makes a visit without a ticket unique.
domain::GivenRating RatingOf(const RatingDraft& draft, base::Date today, const std::string& visit_id);

std::string_view GradeKey(int stars);  // 1: "非常不满意" … 5
// "2 星 不满意"
std::string GradeText(int stars, const Scene& scene);

std::optional<Action> DrawRateService(const RatingDraft& draft, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
