#include "kiosk/screens/staff/on_behalf.h"

#include "kiosk/screens/resident/wizard.h"
#include "kiosk/screens/staff/order_page.h"

namespace bianmin::screens {

using domain::IdentityProof;

bool IsComplete(const OnBehalfState& state) { return state.identity && state.has_consent; }

std::optional<Action> DrawOnBehalf(const OnBehalfState& state, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage(
      {.id = "on_behalf",
       .header = scene.header,
       .footer = {.back = ui::FooterButton{scene.T("staff.back")}, .next = ui::FooterButton{scene.T("on_behalf.next")}},
       .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Question(scene.T("on_behalf.question"));
  DrawFault(state.shows_faults && !state.identity, scene.T("case.choose"), scene, frame);
  {
    const auto grid = frame.BeginGrid({.id = "identity", .landscape = {2}, .portrait = {1}});
    for (const IdentityProof each : {IdentityProof::IdCard, IdentityProof::SocialCard, IdentityProof::ResidencePermit,
                                     IdentityProof::KnownToStaff, IdentityProof::NotChecked}) {
      const ui::ChoiceSpec spec{.text = scene.T(IdentityKey(each)), .is_selected = state.identity == each};
      if (frame.Choice(fmt::format("identity.{}", domain::WireName(each)), spec))
        action = StaffAct{CaseworkAct{ChooseIdentity{each}}};
    }
  }
  frame.Heading(scene.T("on_behalf.consent.heading"));
  frame.Paragraph(scene.T("on_behalf.consent.text", fmt::arg("days", scene.institution.personal_keep_days)));
  DrawFault(state.shows_faults && !state.has_consent, scene.T("on_behalf.consent.missing"), scene, frame);
  const ui::ChoiceSpec consent{
      .text = scene.T("on_behalf.consent"), .is_selected = state.has_consent, .mark = ui::Mark::Check};
  if (frame.Choice("on_behalf.consent", consent)) action = StaffAct{CaseworkAct{NoteConsent{!state.has_consent}}};
  return action;
}

}  // namespace bianmin::screens
