#include "kiosk/screens/resident/need_pages.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/wizard.h"

namespace bianmin::screens {
namespace {

using domain::ServiceGroup;

constexpr int kDaysOffered = 7;

std::string_view Summary(const domain::Service& service, const Scene& scene) { return scene.Of(service.summary); }

}  // namespace

std::optional<Action> DrawGroup(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("register.group.question"));
  DrawFault(draft.shows_faults && !draft.group, scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "group", .landscape = {3}, .portrait = {1}, .fills_page = true, .tallest_row = 110});
  const auto tile = [&](std::string_view id, ServiceGroup group, ui::Icon icon, ui::Tint tint, std::string_view title,
                        std::string_view sub) {
    const ui::TileSpec spec{
        .icon = icon, .title = scene.T(title), .subtitle = scene.T(sub), .tint = tint, .is_enabled = true};
    if (frame.Tile(id, spec)) action = ChooseGroup{group};
  };
  tile("group.life", ServiceGroup::Life, ui::Icon::House, ui::Tint::Teal, N_("group.life"), N_("group.life.sub"));
  tile("group.culture", ServiceGroup::Culture, ui::Icon::Music, ui::Tint::Indigo, N_("group.culture"),
       N_("group.culture.sub"));
  tile("group.mutual_aid", ServiceGroup::MutualAid, ui::Icon::Handshake, ui::Tint::Rose, N_("group.mutual_aid"),
       N_("group.mutual_aid.sub"));
  return action;
}

std::optional<Action> DrawService(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("register.service.question"));
  DrawFault(draft.shows_faults && draft.service_code.empty(), scene.T("fault.choose"), scene, frame);
  const auto grid = frame.BeginGrid({.id = "services", .landscape = {2}, .portrait = {1}, .fills_page = false});
  for (const domain::Service* service : scene.catalogue.In(draft.group.value_or(ServiceGroup::Life))) {
    const ui::TileSpec spec{.icon = IconNamed(service->icon),
                            .title = scene.Of(service->name),
                            .subtitle = Summary(*service, scene),
                            .tint = ui::Tint::None,
                            .is_enabled = true};
    if (frame.Tile("service." + service->code, spec)) action = ChooseService{service->code};
  }
  return action;
}

std::optional<Action> DrawPackage(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const domain::Service* service = scene.catalogue.Find(draft.service_code);
  if (service == nullptr) return action;
  frame.Question(scene.T("register.package.question", fmt::arg("service", scene.Of(service->name))));
  frame.Note(scene.T("register.package.who", fmt::arg("who", scene.Of(service->who_may_apply))), ui::Icon::People);
  DrawFault(draft.shows_faults && draft.package_code.empty(), scene.T("fault.choose"), scene, frame);
  {
    const auto grid = frame.BeginGrid({.id = "packages", .landscape = {1}, .portrait = {1}, .fills_page = false});
    for (const domain::Package& package : service->packages) {
      const std::string price = PriceText(scene, package.price);
      const ui::ChoiceSpec spec{.text = scene.Of(package.name),
                                .note = {},
                                .aside = price,
                                .icon = ui::Icon::None,
                                .is_selected = draft.package_code == package.code};
      if (frame.Choice("package." + package.code, spec)) action = ChoosePackage{package.code};
    }
  }
  frame.Note(scene.T("register.package.note"), ui::Icon::Price);
  return action;
}

std::optional<Action> DrawDetails(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const domain::Service* service = scene.catalogue.Find(draft.service_code);
  if (service == nullptr) return action;
  frame.Question(scene.T("register.details.question"));
  {
    const auto grid = frame.BeginGrid({.id = "phrases", .landscape = {3}, .portrait = {2}, .fills_page = false});
    for (std::size_t i = 0; i < service->phrases.size(); ++i) {
      const ui::ChoiceSpec spec{
          .text = scene.Of(service->phrases[i]), .is_selected = draft.phrases.contains(i), .mark = ui::Mark::Check};
      if (frame.Choice(fmt::format("phrase.{}", i), spec)) action = TogglePhrase{i};
    }
  }
  const auto fault = FaultOf(draft.entries, Field::Description);
  const bool is_too_long = DescriptionOf(draft, scene.catalogue).size() > 0 &&
                           !IsComplete(draft, NeedPage::Details, scene.catalogue, scene.addresses);
  const std::string_view error = fault         ? FaultText(scene, Field::Description, fault)
                                 : is_too_long ? scene.T("fault.text.long")
                                               : std::string_view{};
  const EntrySpec entry{.field = Field::Description,
                        .id = "field.description",
                        .label = scene.T("register.details.label"),
                        .placeholder = scene.T("register.details.placeholder"),
                        .error = error,
                        .hint = {},
                        .lines = 2};
  if (auto pressed = DrawEntry(entry, draft.entries, frame)) action = std::move(pressed);
  if (auto pressed = DrawKeyboard(draft.entries, frame)) action = std::move(pressed);
  if (service->may_be_urgent) {
    frame.Heading(scene.T("register.urgency.question"));
    const auto grid = frame.BeginGrid({.id = "urgency", .landscape = {2}, .portrait = {1}, .fills_page = false});
    const std::string ordinary = i18n::Duration(scene.texts, scene.institution.response.ordinary_order);
    const std::string within = scene.T("urgency.ordinary.note", fmt::arg("time", ordinary));
    const auto choice = [&](std::string_view id, domain::Urgency urgency, std::string_view text,
                            std::string_view note) {
      if (frame.Choice(id, {.text = scene.T(text), .note = note, .is_selected = draft.urgency == urgency})) {
        action = ChooseUrgency{urgency};
      }
    };
    choice("urgency.ordinary", domain::Urgency::Ordinary, N_("urgency.ordinary"), within);
    choice("urgency.urgent", domain::Urgency::Urgent, N_("urgency.urgent"), scene.T("urgency.urgent.note"));
  }
  if (draft.urgency == domain::Urgency::Urgent) {
    frame.Banner(
        {.tone = ui::Tone::Danger, .title = scene.T("urgency.danger.title"), .text = scene.T("urgency.danger.text")});
  }
  if (frame.Choice("home_registration", {.text = scene.T("register.home_registration"),
                                         .note = scene.T("register.home_registration.note"),
                                         .is_selected = draft.wants_home_registration,
                                         .mark = ui::Mark::Check})) {
    action = ToggleHomeRegistration{};
  }
  return action;
}

std::optional<Action> DrawTime(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("register.time.question"));
  DrawFault(draft.shows_faults && !draft.has_time, scene.T("fault.choose"), scene, frame);
  {
    const auto grid = frame.BeginGrid({.id = "days", .landscape = {4}, .portrait = {2}, .fills_page = false});
    const ui::ChoiceSpec soon{.text = scene.T("register.time.soon"), .is_selected = draft.has_time && !draft.day};
    if (frame.Choice("day.soon", soon)) action = ChooseDay{std::nullopt};
    const std::chrono::sys_days today{base::LocalDate(scene.now)};
    for (int i = 1; i <= kDaysOffered; ++i) {
      const base::Date date{today + std::chrono::days{i}};
      const std::string text = i18n::DayOfWeek(scene.texts, date);
      if (frame.Choice(fmt::format("day.{}", i), {.text = text, .is_selected = draft.day == date}))
        action = ChooseDay{date};
    }
  }
  if (!draft.day) return action;
  frame.Heading(scene.T("register.time.half"));
  DrawFault(draft.shows_faults && !draft.half, scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "halves", .landscape = {2}, .portrait = {2}, .fills_page = false, .is_short = true});
  const auto half = [&](std::string_view id, domain::HalfDay value, std::string_view text) {
    if (frame.Choice(id, {.text = scene.T(text), .is_selected = draft.half == value})) action = ChooseHalf{value};
  };
  half("half.morning", domain::HalfDay::Morning, N_("half.morning"));
  half("half.afternoon", domain::HalfDay::Afternoon, N_("half.afternoon"));
  return action;
}

}  // namespace bianmin::screens
