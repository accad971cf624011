#include "kiosk/screens/resident/found_rating.h"

#include "kiosk/screens/resident/look_up.h"
#include "kiosk/screens/resident/rate_service.h"

namespace bianmin::screens {
void DrawFoundRating(const domain::NamedRating& rating, const Scene& scene, ui::Frame& frame) {
  frame.Title(scene.T("lookup.rating"));
  {
    const auto card = frame.BeginCard();
    const auto row = [&](std::string_view label, std::string_view value) {
      frame.Row("", {.label = scene.T(label), .value = value, .edit = {}});
    };
    row(N_("lookup.number"), rating.number.Grouped());
    if (rating.answer) row(N_("lookup.state"), scene.T(StateKey(rating.answer->state)));
    row(N_("lookup.service"), ServiceOrWindowName(rating.service_code, scene));
    row(N_("lookup.grade"), GradeText(rating.overall.stars(), scene));
    row(N_("lookup.given_at"), i18n::DateTime(scene.texts, rating.given_at));
    if (rating.answer) {
      row(N_("lookup.answer_by"), i18n::DateTime(scene.texts, rating.answer->answer_by));
      if (!rating.answer->answer.empty()) row(N_("lookup.answer"), rating.answer->answer);
    }
  }
  if (!rating.answer) frame.Paragraph(scene.T("lookup.rating.thanks"));
}

}  // namespace bianmin::screens
