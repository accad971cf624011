#pragma once
// 登记需求: from "what do you need" to a page that shows everything once more before it is submitted (R02, R04, R05).
// The draft is all the resident has entered; going back loses nothing of it.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/domain/order.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class NeedPage {
  Group,
  Service,
  Package,
  Details,
  Privacy,
  Compound,
  Building,
  Unit,
  Room,
  Time,
  Name,
  Phone,
  Review
};

struct NeedDraft {
  NeedPage page = NeedPage::Group;
  bool returns_to_review = false;  // after 修改, the way on leads back to the review
  bool shows_faults = false;       // the resident pressed on before the page was complete
  std::optional<domain::ServiceGroup> group;
  std::string service_code;
  std::string package_code;
  std::set<std::size_t> phrases;
  domain::Urgency urgency = domain::Urgency::Ordinary;
  bool wants_home_registration = false;
  domain::Address address;
  bool is_elsewhere = false;  // an address that the list does not have
  bool has_time = false;      // a day, or "as soon as possible", was chosen
  std::optional<base::Date> day;
  std::optional<domain::HalfDay> half;
  PersonDraft person;
  Entries entries;
};

// The pages this draft leads through, in order; pages with nothing to choose are left out.
std::vector<NeedPage> PagesOf(const NeedDraft& draft, const domain::Catalogue& catalogue,
                              const domain::AddressTree& tree);
// True when the page needs no more. Review is complete when all others are.
bool IsComplete(const NeedDraft& draft, NeedPage page, const domain::Catalogue& catalogue,
                const domain::AddressTree& tree);
// Of the pages, which belong to the same step of the line at the top: 1 service … 7 review.
int StepOf(NeedPage page);
inline constexpr int kNeedSteps = 7;

// The phrases that were tapped and the words that were typed, as one text.
std::string DescriptionOf(const NeedDraft& draft, const domain::Catalogue& catalogue);
// The finished need; only for a draft whose pages are all complete.
domain::Need NeedOf(const NeedDraft& draft, const domain::Catalogue& catalogue, const domain::AddressTree& tree);

std::optional<Action> DrawRegisterNeed(const NeedDraft& draft, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
