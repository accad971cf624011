#include "kiosk/screens/resident/information.h"

#include <array>

#include "kiosk/screens/resident/notices.h"

namespace bianmin::screens {
namespace {

using domain::ServiceGroup;

std::optional<Action> DrawTopics(const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Title(scene.T("information.title"));
  const auto grid = frame.BeginGrid({.id = "topics", .landscape = {2}, .portrait = {1}, .fills_page = true});
  const auto tile = [&](std::string_view id, Topic topic, ui::Icon icon, ui::Tint tint, std::string_view title,
                        std::string_view sub) {
    if (frame.Tile(id, {.icon = icon, .title = scene.T(title), .subtitle = scene.T(sub), .tint = tint}))
      action = ReadAbout{topic};
  };
  tile("information.prices", Topic::Prices, ui::Icon::Price, ui::Tint::Amber, N_("information.prices"),
       N_("information.prices.sub"));
  tile("information.phones", Topic::Phones, ui::Icon::Phone, ui::Tint::Teal, N_("information.phones"),
       N_("information.phones.sub"));
  tile("information.figures", Topic::Figures, ui::Icon::Register, ui::Tint::Indigo, N_("information.figures"),
       N_("information.figures.sub"));
  tile("information.notices", Topic::Notices, ui::Icon::Bell, ui::Tint::Rose, N_("information.notices"),
       N_("information.notices.sub"));
  tile("information.rules", Topic::Rules, ui::Icon::Law, ui::Tint::Olive, N_("information.rules"),
       N_("information.rules.sub"));
  return action;
}

std::optional<Action> DrawPrices(const InformationState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Title(scene.T("information.prices"));
  frame.Note(scene.T("prices.version", fmt::arg("version", scene.catalogue.version),
                     fmt::arg("date", i18n::DayOfYear(scene.texts, scene.catalogue.valid_from))),
             ui::Icon::Calendar);
  {
    const auto grid = frame.BeginGrid({.id = "groups", .landscape = {3}, .portrait = {3}, .is_short = true});
    const auto tab = [&](std::string_view id, ServiceGroup group, std::string_view text) {
      if (frame.Choice(id, {.text = scene.T(text), .is_selected = state.group == group})) action = ChooseGroup{group};
    };
    tab("prices.life", ServiceGroup::Life, N_("group.life"));
    tab("prices.culture", ServiceGroup::Culture, N_("group.culture"));
    tab("prices.mutual_aid", ServiceGroup::MutualAid, N_("group.mutual_aid"));
  }
  std::vector<std::string> texts;  // what the table's views look at
  std::vector<std::vector<std::string_view>> rows;
  const auto services = scene.catalogue.In(state.group);
  std::size_t count = 0;
  for (const domain::Service* service : services) count += service->packages.size();
  texts.reserve(count);
  for (const domain::Service* service : services) {
    bool is_first = true;
    for (const domain::Package& package : service->packages) {
      texts.push_back(PriceText(scene, package.price));
      rows.push_back({is_first ? scene.Of(service->name) : std::string_view{}, scene.Of(package.name), texts.back()});
      is_first = false;
    }
  }
  const std::array<ui::TableColumn, 3> columns{{{.title = scene.T("prices.service"), .weight = 3},
                                                {.title = scene.T("prices.package"), .weight = 4},
                                                {.title = scene.T("prices.price"), .weight = 3, .is_number = true}}};
  frame.Table(columns, rows);
  frame.Space();
  if (frame.SecondaryButton("prices.complain", {.text = scene.T("prices.complain"), .icon = ui::Icon::Complaint})) {
    action = Open{Errand::FileComplaint};
  }
  return action;
}

std::optional<Action> DrawPhones(const Scene& scene, ui::Frame& frame) {
  frame.Title(scene.T("information.phones"));
  {
    const auto card = frame.BeginCard();
    for (const domain::PublishedPhone& phone : scene.institution.phones) {
      frame.Row("", {.label = scene.Of(phone.name), .value = i18n::GroupedPhone(phone.number), .edit = {}});
    }
    frame.Row("", {.label = scene.T("phones.hours"), .value = scene.Of(scene.institution.opening_hours), .edit = {}});
  }
  frame.Banner(
      {.tone = ui::Tone::Danger, .title = scene.T("phones.danger.title"), .text = scene.T("phones.danger.text")});
  return std::nullopt;
}

std::optional<Action> DrawFigures(const InformationState& state, const Scene& scene, ui::Frame& frame) {
  frame.Title(scene.T("information.figures"));
  if (!state.figures) {
    frame.Empty(ui::Icon::Hourglass, scene.T("figures.waiting.title"), scene.T("figures.waiting.text"));
    return std::nullopt;
  }
  frame.Note(scene.T("figures.as_of", fmt::arg("time", i18n::DateTime(scene.texts, state.counted_at))),
             ui::Icon::Clock);
  {
    const auto card = frame.BeginCard();
    const auto row = [&](std::string_view label, const std::optional<int>& count) {
      const std::string value = count ? fmt::format("{}", *count) : std::string(scene.T("figures.withheld"));
      frame.Row("", {.label = scene.T(label), .value = value, .edit = {}});
    };
    const auto& figures = *state.figures;
    row(N_("figures.orders"), figures.orders);
    row(N_("figures.orders_completed"), figures.orders_completed);
    row(N_("figures.complaints"), figures.complaints);
    row(N_("figures.complaints_answered"), figures.complaints_answered);
    row(N_("figures.ratings"), figures.ratings);
    const std::string average =
        figures.average_stars
            ? scene.T("figures.stars", fmt::arg("stars", fmt::format("{:.1f}", *figures.average_stars)))
            : std::string(scene.T("figures.withheld"));
    frame.Row("", {.label = scene.T("figures.average"), .value = average, .edit = {}});
  }
  frame.Note(scene.T("figures.note"), ui::Icon::Privacy);
  return std::nullopt;
}

std::optional<Action> DrawRules(const Scene& scene, ui::Frame& frame) {
  frame.Title(scene.T("information.rules"));
  const auto& response = scene.institution.response;
  const std::string ordinary = i18n::Duration(scene.texts, response.ordinary_order);
  const std::string urgent = i18n::Duration(scene.texts, response.urgent_order);
  const std::string complaint = i18n::WorkingDays(scene.texts, response.complaint_working_days);
  const std::string suggestion = i18n::WorkingDays(scene.texts, response.suggestion_working_days);
  const std::string times = scene.T("rules.time.text", fmt::arg("ordinary", ordinary), fmt::arg("urgent", urgent),
                                    fmt::arg("complaint", complaint), fmt::arg("suggestion", suggestion));
  const auto section = [&](std::string_view heading, std::string_view text) {
    frame.Heading(scene.T(heading));
    frame.Paragraph(text);
    frame.Space(4);
  };
  section(N_("rules.process"), scene.T("rules.process.text"));
  section(N_("rules.time"), times);
  section(N_("rules.fairness"), scene.T("rules.fairness.text"));
  section(N_("rules.charges"), scene.T("rules.charges.text"));
  section(N_("rules.privacy"), scene.T("rules.privacy.text", fmt::arg("days", scene.institution.personal_keep_days)));
  return std::nullopt;
}

std::string_view PageId(const InformationState& state) {
  if (!state.topic) return "information";
  switch (*state.topic) {
    case Topic::Prices:
      return "information.prices";
    case Topic::Phones:
      return "information.phones";
    case Topic::Figures:
      return "information.figures";
    case Topic::Rules:
      return "information.rules";
    case Topic::Notices:
      return state.notice ? "information.notice" : "information.notices";
  }
  return "information";
}

}  // namespace

std::optional<Action> DrawInformation(const InformationState& state, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = PageId(state),
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("footer.back")}, .next = {}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  std::optional<Action> pressed;
  if (!state.topic) {
    pressed = DrawTopics(scene, frame);
  } else {
    switch (*state.topic) {
      case Topic::Prices:
        pressed = DrawPrices(state, scene, frame);
        break;
      case Topic::Phones:
        pressed = DrawPhones(scene, frame);
        break;
      case Topic::Figures:
        pressed = DrawFigures(state, scene, frame);
        break;
      case Topic::Rules:
        pressed = DrawRules(scene, frame);
        break;
      case Topic::Notices:
        pressed = DrawNotices(state.notice, scene, frame);
        break;
    }
  }
  if (pressed) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
