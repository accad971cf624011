#include "kiosk/screens/resident/visit.h"

namespace bianmin::screens {

std::string AppointmentText(const domain::Appointment& appointment, const Scene& scene) {
  const bool is_morning = appointment.half == domain::HalfDay::Morning;
  return scene.T("visit.day_half", fmt::arg("day", i18n::DayOfWeek(scene.texts, appointment.date)),
                 fmt::arg("half", scene.T(is_morning ? N_("half.morning") : N_("half.afternoon"))));
}

std::vector<VisitLine> LinesOf(const domain::Visit& visit, const Scene& scene) {
  std::vector<VisitLine> lines;
  const domain::Details& details = visit.details;
  const domain::Provider* provider = scene.providers == nullptr ? nullptr : scene.providers->Find(visit.provider_code);
  if (provider != nullptr) {
    lines.push_back({scene.T("visit.provider"), std::string(scene.Of(provider->name))});
    lines.push_back({scene.T("visit.phone"), i18n::GroupedPhone(provider->phone)});
  }
  lines.push_back({scene.T("visit.time"), AppointmentText(details.when, scene)});
  if (!details.place.empty()) lines.push_back({scene.T("visit.place"), details.place, ui::Privacy::Sensitive});
  lines.push_back({scene.T("visit.fee"), i18n::Price(scene.texts, details.fee_fen, "", false)});
  return lines;
}

void DrawVisit(const domain::Visit& visit, const Scene& scene, ui::Frame& frame) {
  frame.Heading(scene.T("visit.title"));
  const auto card = frame.BeginCard();
  for (const VisitLine& line : LinesOf(visit, scene)) {
    frame.Row("", {.label = line.label, .value = line.value, .edit = {}, .privacy = line.privacy});
  }
}

}  // namespace bianmin::screens
