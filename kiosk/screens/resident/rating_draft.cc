#include <algorithm>

#include "kiosk/base/check.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/rate_service.h"

namespace bianmin::screens {

using domain::Dimension;
using domain::Grade;

bool IsBad(const RatingDraft& draft) {
  return std::any_of(draft.stars.begin(), draft.stars.end(), [](const auto& each) {
    const auto grade = Grade::Of(each.second);
    return grade && grade->IsBad();
  });
}

std::vector<RatingPage> PagesOf(const RatingDraft& draft) {
  std::vector<RatingPage> pages{RatingPage::What};
  pages.push_back(draft.rates_order.value_or(false) ? RatingPage::Order : RatingPage::Window);
  pages.insert(pages.end(), {RatingPage::Stars, RatingPage::Dimensions, RatingPage::Reasons, RatingPage::Who});
  if (draft.is_named.value_or(false)) {
    pages.insert(pages.end(), {RatingPage::Privacy, RatingPage::Name, RatingPage::Phone});
  }
  pages.push_back(RatingPage::Review);
  return pages;
}

bool IsComplete(const RatingDraft& draft, RatingPage page) {
  switch (page) {
    case RatingPage::What:
      return draft.rates_order.has_value();
    case RatingPage::Order:
      return draft.order.has_value();
    case RatingPage::Window:
      return !draft.window_code.empty() && (draft.has_no_ticket || !FaultOf(draft.entries, Field::Ticket));
    case RatingPage::Stars:
      return draft.stars.contains(Dimension::Overall);
    case RatingPage::Dimensions:
      return true;
    case RatingPage::Reasons:
      return (!IsBad(draft) || !draft.reasons.empty()) && !FaultOf(draft.entries, Field::Comment);
    case RatingPage::Who:
      return draft.is_named.has_value();
    case RatingPage::Privacy:
      return draft.person.has_consented;
    case RatingPage::Name:
      return domain::PersonName::Parse(NameText(draft.person, draft.entries)).ok();
    case RatingPage::Phone:
      return domain::Phone::Parse(draft.entries.Text(Field::Phone)).ok();
    case RatingPage::Review:
      break;
  }
  const auto pages = PagesOf(draft);
  return std::all_of(pages.begin(), pages.end(),
                     [&](RatingPage each) { return each == RatingPage::Review || IsComplete(draft, each); });
}

int StepOf(RatingPage page) {
  switch (page) {
    case RatingPage::What:
    case RatingPage::Order:
    case RatingPage::Window:
      return 1;
    case RatingPage::Stars:
    case RatingPage::Dimensions:
      return 2;
    case RatingPage::Reasons:
      return 3;
    case RatingPage::Who:
    case RatingPage::Privacy:
    case RatingPage::Name:
    case RatingPage::Phone:
      return 4;
    case RatingPage::Review:
      return 5;
  }
  return 1;
}

domain::GivenRating RatingOf(const RatingDraft& draft, base::Date today, const std::string& visit_id) {
  const auto grade = [&](Dimension dimension) -> std::optional<Grade> {
    const auto found = draft.stars.find(dimension);
    return found == draft.stars.end() ? std::nullopt : Grade::Of(found->second);
  };
  const auto overall = grade(Dimension::Overall);
  CHECK(overall.has_value());
  const bool rates_order = draft.rates_order.value_or(false);
  CHECK(!rates_order || draft.order.has_value());
  domain::Rated rated =
      domain::RatedVisit{.window_code = draft.window_code,
                         .date = today,
                         .ticket = draft.has_no_ticket ? std::string{} : draft.entries.Text(Field::Ticket),
                         .visit_id = visit_id};
  if (rates_order) rated = domain::RatedOrder{*draft.order};
  return {
      .rated = std::move(rated),
      .service_code = rates_order ? draft.order_service : draft.window_code,
      .grades = {*overall, grade(Dimension::Timeliness), grade(Dimension::Professionalism), grade(Dimension::Attitude)},
      .reason_codes = IsBad(draft) ? std::vector<std::string>(draft.reasons.begin(), draft.reasons.end())
                                   : std::vector<std::string>{},
      .comment = draft.entries.Text(Field::Comment),
      .contact = draft.is_named.value_or(false) ? ContactOf(draft.person, draft.entries) : std::nullopt};
}

}  // namespace bianmin::screens
