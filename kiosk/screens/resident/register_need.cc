#include "kiosk/screens/resident/register_need.h"

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/need_pages.h"
#include "kiosk/screens/resident/wizard.h"

namespace bianmin::screens {
namespace {

// The id of the page and what the step line says it is about.
struct PageTexts {
  std::string_view id;
  std::string_view step_key;
};

PageTexts TextsOf(NeedPage page) {
  switch (page) {
    case NeedPage::Group:
      return {"register.group", N_("register.step.service")};
    case NeedPage::Service:
      return {"register.service", N_("register.step.service")};
    case NeedPage::Package:
      return {"register.package", N_("register.step.service")};
    case NeedPage::Details:
      return {"register.details", N_("register.step.details")};
    case NeedPage::Privacy:
      return {"register.privacy", N_("register.step.privacy")};
    case NeedPage::Compound:
      return {"register.compound", N_("register.step.address")};
    case NeedPage::Building:
      return {"register.building", N_("register.step.address")};
    case NeedPage::Unit:
      return {"register.unit", N_("register.step.address")};
    case NeedPage::Room:
      return {"register.room", N_("register.step.address")};
    case NeedPage::Time:
      return {"register.time", N_("register.step.time")};
    case NeedPage::Name:
      return {"register.name", N_("register.step.contact")};
    case NeedPage::Phone:
      return {"register.phone", N_("register.step.contact")};
    case NeedPage::Review:
      return {"register.review", N_("register.step.review")};
  }
  return {"register.group", ""};
}

std::optional<Action> DrawPage(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  switch (draft.page) {
    case NeedPage::Group:
      return DrawGroup(draft, scene, frame);
    case NeedPage::Service:
      return DrawService(draft, scene, frame);
    case NeedPage::Package:
      return DrawPackage(draft, scene, frame);
    case NeedPage::Details:
      return DrawDetails(draft, scene, frame);
    case NeedPage::Privacy:
      return DrawPrivacy(scene, draft.person, draft.shows_faults, frame);
    case NeedPage::Compound:
      return DrawCompound(draft, scene, frame);
    case NeedPage::Building:
      return DrawBuilding(draft, scene, frame);
    case NeedPage::Unit:
      return DrawUnit(draft, scene, frame);
    case NeedPage::Room:
      return DrawRoom(draft, scene, frame);
    case NeedPage::Time:
      return DrawTime(draft, scene, frame);
    case NeedPage::Name:
      return DrawName(scene, draft.person, draft.entries, draft.shows_faults, frame);
    case NeedPage::Phone:
      return DrawPhone(scene, draft.entries, draft.shows_faults, frame);
    case NeedPage::Review:
      return DrawReview(draft, scene, frame);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Action> DrawRegisterNeed(const NeedDraft& draft, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const PageTexts texts = TextsOf(draft.page);
  return DrawWizard({.id = texts.id,
                     .step = StepOf(draft.page),
                     .steps = kNeedSteps,
                     .step_key = texts.step_key,
                     .is_review = draft.page == NeedPage::Review,
                     .is_saving = is_saving},
                    scene, frame, [&] { return DrawPage(draft, scene, frame); });
}

}  // namespace bianmin::screens
