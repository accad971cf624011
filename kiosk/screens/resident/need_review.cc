#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/need_pages.h"

namespace bianmin::screens {
namespace {

std::string TimeText(const NeedDraft& draft, const Scene& scene) {
  if (!draft.day || !draft.half) return std::string(scene.T("register.time.soon"));
  std::string_view half = *draft.half == domain::HalfDay::Morning ? N_("half.morning") : N_("half.afternoon");
  return i18n::DayOfWeek(scene.texts, *draft.day) + " " + std::string(scene.T(half));
}

std::string ServiceText(const NeedDraft& draft, const domain::Service& service, const Scene& scene) {
  for (const domain::Package& package : service.packages) {
    if (package.code != draft.package_code && service.packages.size() > 1) continue;
    return scene.T("register.review.service", fmt::arg("service", scene.Of(service.name)),
                   fmt::arg("package", scene.Of(package.name)), fmt::arg("price", PriceText(scene, package.price)));
  }
  return std::string(scene.Of(service.name));
}

}  // namespace

std::optional<Action> DrawReview(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const domain::Service* service = scene.catalogue.Find(draft.service_code);
  if (service == nullptr) return action;
  frame.Question(scene.T("register.review.question"));
  const auto row = [&](std::string_view id, std::string_view label, std::string_view value, NeedPage page,
                       ui::Privacy privacy) {
    if (frame.Row(id, {.label = scene.T(label), .value = value, .edit = scene.T("review.edit"), .privacy = privacy})) {
      action = Edit{static_cast<int>(page)};
    }
  };
  using ui::Privacy;
  const domain::Need need = NeedOf(draft, scene.catalogue, scene.addresses);
  {
    const auto card = frame.BeginCard();
    row("edit.service", N_("register.review.what"), ServiceText(draft, *service, scene), NeedPage::Group,
        Privacy::Open);
    const std::string_view details =
        need.description.empty() ? scene.T("register.review.no_details") : need.description;
    row("edit.details", N_("register.review.details"), details, NeedPage::Details, Privacy::Sensitive);
    const bool is_urgent = draft.urgency == domain::Urgency::Urgent;
    row("edit.urgency", N_("register.review.urgency"),
        is_urgent ? scene.T("urgency.urgent") : scene.T("urgency.ordinary"), NeedPage::Details, Privacy::Open);
    if (service->needs_address) {
      row("edit.address", N_("register.review.address"), need.address_text, NeedPage::Compound, Privacy::Sensitive);
    }
    if (service->needs_appointment) {
      row("edit.time", N_("register.review.time"), TimeText(draft, scene), NeedPage::Time, Privacy::Open);
    }
    row("edit.name", N_("register.review.name"), need.contact.name.text(), NeedPage::Name, Privacy::Sensitive);
    row("edit.phone", N_("register.review.phone"), i18n::GroupedPhone(need.contact.phone.digits()), NeedPage::Phone,
        Privacy::Sensitive);
  }
  const bool is_urgent = draft.urgency == domain::Urgency::Urgent;
  const auto& response = scene.institution.response;
  const std::string time = i18n::Duration(scene.texts, is_urgent ? response.urgent_order : response.ordinary_order);
  const auto within = fmt::arg("time", time);
  const std::string next = is_urgent ? scene.T("register.next.urgent", within) : scene.T("register.next.text", within);
  frame.Banner({.tone = ui::Tone::Information, .title = scene.T("register.next.title"), .text = next});
  return action;
}

}  // namespace bianmin::screens
