// 代为登记: from the question of identity into the resident's own form.
#include "kiosk/app/update_staff.h"

namespace bianmin::app {

using screens::OnBehalfState;

Commands ActOnBehalf(OnBehalfState& page, const screens::CaseworkAct& act) {
  if (const auto* chosen = std::get_if<screens::ChooseIdentity>(&act)) page.identity = chosen->identity;
  if (const auto* consent = std::get_if<screens::NoteConsent>(&act)) page.has_consent = consent->given;
  return {};
}

Commands OnPage(Model& model, OnBehalfState& page, const screens::Action& action, const Circumstances& at) {
  if (std::holds_alternative<screens::GoBack>(action)) {
    ShowStaffScreen(model, Workbench{});
    return {};
  }
  if (!std::holds_alternative<screens::GoNext>(action)) return {};
  page.shows_faults = !IsComplete(page);
  if (page.shows_faults) return {};
  model.staff->behalf = domain::OnBehalf{.identity = *page.identity, .has_consent = page.has_consent};
  return OpenErrand(model, screens::Errand::RegisterNeed, at);
}

}  // namespace bianmin::app
