#include "kiosk/screens/resident/city_record.h"

#include <algorithm>
#include <vector>

#include "kiosk/screens/resident/file_complaint.h"
#include "kiosk/screens/resident/look_up.h"
#include "kiosk/screens/resident/order_timeline.h"

namespace bianmin::screens {
namespace {

using domain::CityComplaint;
using domain::CityOrder;
using domain::CityRecord;

// The centre's own come first in the configuration; a page of help needs no list of all.
constexpr std::size_t kPhonesShown = 2;

void DrawPhones(const Scene& scene, ui::Frame& frame) {
  const auto card = frame.BeginCard();
  const auto& phones = scene.institution.phones;
  for (std::size_t i = 0; i < std::min(phones.size(), kPhonesShown); ++i) {
    frame.Row("", {.label = scene.Of(phones[i].name), .value = i18n::GroupedPhone(phones[i].number), .edit = {}});
  }
}

void DrawOrigin(std::string_view title, const CityRecord& record, const Scene& scene, ui::Frame& frame) {
  const std::string as_of = i18n::DateTime(scene.texts, record.as_of);
  frame.Banner(
      {.tone = ui::Tone::Information, .title = scene.T(title), .text = scene.T("city.as_of", fmt::arg("time", as_of))});
}

void DrawRow(std::string_view label, std::string_view value, const Scene& scene, ui::Frame& frame) {
  frame.Row("", {.label = scene.T(label), .value = value, .edit = {}});
}

void Draw(const CityOrder& order, const CityRecord& record, const Scene& scene, ui::Frame& frame) {
  const domain::Service* service = scene.catalogue.Find(order.service_code);
  DrawOrigin(N_("city.order"), record, scene, frame);
  const auto columns = frame.BeginColumns("city", 1.0, 1.0);
  frame.Title(scene.T(StateKey(order.state)));
  {
    const auto card = frame.BeginCard();
    DrawRow(N_("lookup.number"), record.number.Grouped(), scene, frame);
    DrawRow(N_("lookup.service"), service ? scene.Of(service->name) : scene.T("lookup.unknown_service"), scene, frame);
    if (order.urgency == domain::Urgency::Urgent) {
      DrawRow(N_("register.review.urgency"), scene.T("urgency.urgent"), scene, frame);
    }
    DrawRow(N_("lookup.registered_at"), i18n::DateTime(scene.texts, record.taken_at), scene, frame);
    if (order.state == domain::OrderState::Registered && record.due) {
      DrawRow(N_("lookup.respond_by"), i18n::DateTime(scene.texts, *record.due), scene, frame);
    }
  }
  frame.Paragraph(scene.T("city.acts"));
  DrawPhones(scene, frame);
  frame.NextColumn();
  std::vector<domain::HistoryEntry> told;
  for (const domain::CityStanding& each : order.history) {
    told.push_back({.state = each.state, .by = domain::Actor::Centre, .at = each.at, .note = {}});
  }
  DrawOrderTimeline(order.state, told, scene, frame);
}

void Draw(const CityComplaint& complaint, const CityRecord& record, const Scene& scene, ui::Frame& frame) {
  DrawOrigin(N_("city.complaint"), record, scene, frame);
  frame.Title(scene.T(KindKey(complaint.kind)));
  {
    const auto card = frame.BeginCard();
    DrawRow(N_("lookup.number"), record.number.Grouped(), scene, frame);
    DrawRow(N_("lookup.state"), scene.T(StateKey(complaint.state)), scene, frame);
    DrawRow(N_("city.since"), i18n::DateTime(scene.texts, complaint.since), scene, frame);
    DrawRow(N_("lookup.filed_at"), i18n::DateTime(scene.texts, record.taken_at), scene, frame);
    if (record.due) DrawRow(N_("lookup.answer_by"), i18n::DateTime(scene.texts, *record.due), scene, frame);
  }
  frame.Paragraph(scene.T("city.acts.complaint"));
  DrawPhones(scene, frame);
}

// There is nothing to show now: what the resident can do instead.
std::optional<Action> DrawNothing(ui::Icon icon, std::string_view title, std::string_view text, const Scene& scene,
                                  ui::Frame& frame) {
  frame.Empty(icon, scene.T(title), scene.T(text));
  const bool asks_again = frame.PrimaryButton("city.again", {.text = scene.T("city.again"), .icon = ui::Icon::Search});
  frame.Space();
  DrawPhones(scene, frame);
  return asks_again ? std::optional<Action>{AskCityAgain{}} : std::nullopt;
}

struct Drawer {
  const Scene& scene;
  ui::Frame& frame;

  std::optional<Action> operator()(const CityRecord& record) const {
    std::visit([&](const auto& what) { Draw(what, record, scene, frame); }, record.what);
    return std::nullopt;
  }
  std::optional<Action> operator()(domain::UnknownToCity) const {
    return DrawNothing(ui::Icon::Search, N_("city.unknown.title"), N_("city.unknown.text"), scene, frame);
  }
  std::optional<Action> operator()(domain::CityUnreachable) const {
    return DrawNothing(ui::Icon::Offline, N_("city.unreachable.title"), N_("city.unreachable.text"), scene, frame);
  }
  std::optional<Action> operator()(domain::CityTooLate) const {
    return DrawNothing(ui::Icon::Hourglass, N_("city.too_late.title"), N_("city.too_late.text"), scene, frame);
  }
};

}  // namespace

std::optional<Action> DrawCityRecord(const CityLookUp& asked, const Scene& scene, ui::Frame& frame) {
  if (asked.answer) return std::visit(Drawer{scene, frame}, *asked.answer);
  frame.Empty(ui::Icon::Hourglass, scene.T("city.waiting.title"), scene.T("city.waiting.text"));
  return std::nullopt;
}

}  // namespace bianmin::screens
