#include "kiosk/screens/staff/evidence_photo.h"

namespace bianmin::screens {
namespace {

std::string_view ReasonKey(PhotoProblem problem) {
  switch (problem) {
    case PhotoProblem::Unreadable:
      return N_("ledger.photo.unreadable");
    case PhotoProblem::Damaged:
      return N_("ledger.photo.damaged");
    case PhotoProblem::TooLarge:
      return N_("ledger.photo.too_large");
  }
  return "";
}

}  // namespace

std::optional<Action> DrawEvidencePhoto(const EvidencePhoto& photo, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "ledger.photo",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("staff.back")}, .next = {}},
                                     .step = {}});
  if (photo.problem) {
    frame.Empty(ui::Icon::Warning, scene.T("ledger.photo.not_shown"), scene.T(ReasonKey(*photo.problem)));
  } else if (!photo.bitmap) {
    frame.Empty(ui::Icon::Hourglass, scene.T("ledger.photo.waiting"), scene.T("ledger.photo.waiting.text"));
  } else {
    frame.Photo(photo.bitmap);
  }
  return ActionOf(page.press);
}

}  // namespace bianmin::screens
