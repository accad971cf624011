#include "kiosk/screens/staff/queue_rows.h"

#include <array>
#include <utility>

namespace bianmin::screens {
namespace {

using domain::PlaceStep;
using domain::WorkItem;
using domain::WorkKind;
using ui::ListPart;

// What large text on a small panel leaves out of a row, the last one first. What it is and until when always stays.
enum Way { kService = 1, kOwner, kState, kCity, kWhy };

constexpr std::array<std::pair<std::string_view, const char*>, 12> kStateKeys{
    {{"registered", N_("order.state.registered")},
     {"accepted", N_("order.state.accepted")},
     {"dispatched", N_("order.state.dispatched")},
     {"in_service", N_("order.state.in_service")},
     {"awaiting_acceptance", N_("order.state.awaiting_acceptance")},
     {"completed", N_("order.state.completed")},
     {"cancelled", N_("order.state.cancelled")},
     {"declined", N_("order.state.declined")},
     {"received", N_("complaint.state.received")},
     {"being_handled", N_("complaint.state.being_handled")},
     {"answered", N_("complaint.state.answered")},
     {"closed", N_("complaint.state.closed")}}};

ListPart ClockPart(const WorkItem& item, const Scene& scene) {
  if (!item.is_open)
    return {.text = std::string(scene.T("queue.clock.over")), .icon = ui::Icon::Check, .begins_line = true};
  if (!item.place.due) {
    return {.text = std::string(scene.T("queue.clock.none")), .icon = ui::Icon::Clock, .begins_line = true};
  }
  if (domain::IsOverdue(item.place, scene.now)) {
    return {.text = scene.T("queue.clock.overdue", fmt::arg("time", RoughTime(scene, scene.now - *item.place.due))),
            .icon = ui::Icon::Warning,
            .tone = ui::Tone::Danger,
            .is_bold = true,
            .begins_line = true};
  }
  return {.text = scene.T("queue.clock.left", fmt::arg("time", RoughTime(scene, *item.place.due - scene.now))),
          .icon = ui::Icon::Clock,
          .tone = ui::Tone::Success,
          .begins_line = true};
}

std::string_view WordOf(PlaceStep step, const Scene& scene) {
  switch (step) {
    case PlaceStep::Urgent:
      return scene.T("queue.why.urgent");
    case PlaceStep::Overdue:
      return scene.T("queue.why.overdue");
    case PlaceStep::PriorityFirst:
      return scene.T("queue.why.first");
    case PlaceStep::PrioritySecond:
      return scene.T("queue.why.second");
    case PlaceStep::DueLater:
      return scene.T("queue.why.due");
    case PlaceStep::NoClock:
      return scene.T("queue.why.arrival");
    case PlaceStep::NotUrgent:
    case PlaceStep::NoPriority:
    case PlaceStep::Arrived:
      break;
  }
  return {};
}

// What lifts the row, and by what it is ordered among its like.
ListPart WhyPart(const WorkItem& item, const Scene& scene) {
  std::string reasons;
  for (const domain::PlaceReason& reason : domain::WhyHere(item.place, scene.now)) {
    const std::string_view word = WordOf(reason.step, scene);
    if (word.empty()) continue;
    reasons = reasons.empty() ? std::string(word)
                              : scene.T("queue.why.and", fmt::arg("first", reasons), fmt::arg("second", word));
  }
  return {.text = scene.T("queue.why", fmt::arg("reasons", reasons)), .begins_line = true, .gives_way = kWhy};
}

ListPart NumberPart(const WorkItem& item, const Scene& scene) {
  if (item.number) return {.text = item.number->Grouped(), .is_bold = true};
  const std::string day = i18n::Day(scene.texts, base::LocalDate(item.place.arrived));
  return {.text = scene.T("queue.anonymous", fmt::arg("day", day)), .is_bold = true};
}

}  // namespace

const char* KindKey(WorkKind kind) {
  switch (kind) {
    case WorkKind::Order:
      return N_("queue.kind.order");
    case WorkKind::Complaint:
      return N_("queue.kind.complaint");
    case WorkKind::Suggestion:
      return N_("queue.kind.suggestion");
    case WorkKind::Rating:
      break;
  }
  return N_("queue.kind.rating");
}

ui::Icon KindIcon(WorkKind kind) {
  switch (kind) {
    case WorkKind::Order:
      return ui::Icon::Register;
    case WorkKind::Complaint:
      return ui::Icon::Complaint;
    case WorkKind::Suggestion:
      return ui::Icon::Suggestion;
    case WorkKind::Rating:
      break;
  }
  return ui::Icon::Star;
}

const char* WorkStateKey(const std::string& state) {
  for (const auto& [name, key] : kStateKeys) {
    if (name == state) return key;
  }
  return N_("queue.state.other");
}

std::string RoughTime(const Scene& scene, base::Milliseconds span) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(span).count();
  if (minutes < 60) return scene.texts.Plural("format.minutes", std::max<std::int64_t>(minutes, 1));
  constexpr std::int64_t kHoursShown = 48;
  if (minutes < kHoursShown * 60) return scene.texts.Plural("format.hours", minutes / 60);
  return scene.texts.Plural("queue.days", minutes / (24 * 60));
}

ui::ListRow RowOf(const WorkItem& item, const Scene& scene) {
  ui::ListRow row;
  row.parts.push_back({.text = std::string(scene.T(KindKey(item.kind))), .icon = KindIcon(item.kind), .is_bold = true});
  row.parts.push_back(NumberPart(item, scene));
  if (std::string service = ServiceOrWindowName(item.service_code, scene); !service.empty()) {
    row.parts.push_back({.text = std::move(service), .gives_way = kService});
  }
  if (item.place.is_urgent) {
    row.parts.push_back({.text = std::string(scene.T("queue.urgent")),
                         .icon = ui::Icon::Urgent,
                         .tone = ui::Tone::Danger,
                         .is_bold = true});
  }
  row.parts.push_back(ClockPart(item, scene));
  row.parts.push_back(
      {.text = std::string(scene.T(WorkStateKey(item.state))), .icon = ui::Icon::Dot, .gives_way = kState});
  const std::string owner = item.owner ? scene.T("queue.owner", fmt::arg("number", item.owner->text()))
                                       : std::string(scene.T("queue.no_owner"));
  row.parts.push_back({.text = owner, .icon = ui::Icon::Person, .gives_way = kOwner});
  if (item.number) {
    row.parts.push_back(
        {.text = std::string(scene.T(item.is_confirmed ? N_("queue.at_city") : N_("queue.not_at_city"))),
         .icon = item.is_confirmed ? ui::Icon::Online : ui::Icon::Offline,
         .gives_way = kCity});
  }
  if (item.is_open) row.parts.push_back(WhyPart(item, scene));
  return row;
}

ui::ListRow Placeholder(const Scene& scene) {
  return {.parts = {{.text = std::string(scene.T("queue.loading")), .icon = ui::Icon::Hourglass}}, .is_enabled = false};
}

std::vector<ui::ListRow> LongestRows(const Scene& scene) {
  WorkItem item;
  item.number = domain::RecordNumber::Of(*domain::KioskCode::Parse("MW"), 9'999'999);
  item.place = {.is_urgent = true,
                .priority = domain::PriorityClass::Second,
                .due = scene.now - std::chrono::hours{47},
                .arrived = scene.now};
  item.kind = WorkKind::Suggestion;
  item.state = "awaiting_acceptance";
  item.owner = domain::StaffNumber::Parse("88888888").value();
  std::vector<ui::ListRow> rows;
  for (const domain::Service& service : scene.catalogue.services) {
    item.service_code = service.code;
    rows.push_back(RowOf(item, scene));
  }
  if (rows.empty()) rows.push_back(RowOf(item, scene));
  return rows;
}

}  // namespace bianmin::screens
