#include "tests/support/found_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;

std::function<void(app::Model&)> Finds(decltype(LookUpDraft::found) found, Paper paper = Paper::None) {
  return [found = std::move(found), paper](app::Model& model) {
    LookUpDraft draft;
    draft.found = found;
    draft.print.paper = paper;
    model.screen = std::move(draft);
    model.machine.can_print = true;
  };
}

void AddVisits(domain::Order order, base::TimePoint now, std::vector<ScreenSample>& samples) {
  order.history.push_back({order.state, domain::OrderAct::ConfirmDetails, domain::Actor::Staff, now, ""});
  order.visit = domain::Visit{
      .provider_code = "kuaixiu",
      .details = {.when = {.date = base::Date{std::chrono::sys_days{base::LocalDate(now)} + std::chrono::days{2}},
                           .half = domain::HalfDay::Afternoon},
                  .place = "社区活动室，二楼东侧的小会议室",
                  .fee_fen = 8000}};
  samples.push_back({"lookup_order_visit", Finds(order)});
  samples.push_back({"lookup_order_printed", Finds(order, Paper::Printed)});
}

void AddRatings(const domain::RecordNumber& number, base::TimePoint now, std::vector<ScreenSample>& samples) {
  domain::NamedRating rating{
      .number = number,
      .service_code = "home.plumbing",
      .overall = *domain::Grade::Of(2),
      .given_at = now - std::chrono::hours{50},
      .answer = domain::RatingAnswer{.state = domain::ComplaintState::Answered,
                                     .answer_by = now + std::chrono::hours{120},
                                     .answer = "经核实，师傅当天迟到了一个小时。我们已要求服务单位"
                                               "整改，并向您致歉。"}};
  samples.push_back({"lookup_rating", Finds(rating)});
  rating.overall = *domain::Grade::Of(5);
  rating.answer.reset();
  samples.push_back({"lookup_rating_good", Finds(rating)});
}

}  // namespace

void AddFoundSamples(const domain::Order& order, base::TimePoint now, std::vector<ScreenSample>& samples) {
  AddVisits(order, now, samples);
  AddRatings(order.number, now, samples);
}

}  // namespace bianmin::testing
