#include "kiosk/screens/staff/work_queue.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/screens/staff/queue_rows.h"

namespace bianmin::screens {
namespace {

using domain::QueueFilter;
using domain::WorkItem;

struct FilterText {
  const Scene& scene;

  std::string operator()(const domain::AllOpen&) const { return std::string(scene.T("queue.filter.all")); }
  std::string operator()(const domain::MineOnly&) const { return std::string(scene.T("queue.filter.mine")); }
  std::string operator()(const domain::NewSince&) const { return std::string(scene.T("queue.filter.new")); }
  std::string operator()(const domain::OverdueOnly&) const { return std::string(scene.T("queue.filter.overdue")); }
  std::string operator()(const domain::ComplaintsAndSuggestions&) const {
    return std::string(scene.T("queue.filter.voices"));
  }
  std::string operator()(const domain::BadRatings&) const { return std::string(scene.T("queue.filter.ratings")); }
  std::string operator()(const domain::OfService& of) const {
    return of.code.empty() ? std::string(scene.T("queue.filter.no_service")) : ServiceOrWindowName(of.code, scene);
  }
  std::string operator()(const domain::InState& in) const { return std::string(scene.T(WorkStateKey(in.state))); }
};

std::string TextOf(const QueueFilter& filter, const Scene& scene) { return std::visit(FilterText{scene}, filter); }

// "1,000,000"
std::string Grouped(std::int64_t count) {
  std::string digits = std::to_string(count);
  for (auto at = static_cast<std::int64_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

struct CountedFilter {
  QueueFilter filter;
  std::int64_t count;
};

std::vector<CountedFilter> MainFilters(const WorkQueueState& state) {
  const domain::QueueCounts counts = state.counts.value_or(domain::QueueCounts{});
  return {{domain::AllOpen{}, counts.all},
          {domain::MineOnly{}, counts.mine},
          {domain::NewSince{state.shift_began}, counts.new_since},
          {domain::OverdueOnly{}, counts.overdue},
          {domain::ComplaintsAndSuggestions{}, counts.complaints_and_suggestions},
          {domain::BadRatings{}, counts.bad_ratings}};
}

std::optional<Action> DrawChoices(std::string_view id, const std::vector<CountedFilter>& filters,
                                  const WorkQueueState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto grid = frame.BeginGrid({.id = id, .landscape = {2}, .portrait = {1}});
  int place = 0;
  for (const CountedFilter& each : filters) {
    const std::string text = TextOf(each.filter, scene);
    const std::string count = Grouped(each.count);
    const bool pressed = frame.Choice(fmt::format("{}.{}", id, place++),
                                      {.text = text, .aside = count, .is_selected = each.filter == state.filter});
    if (pressed) action = StaffAct{ChooseQueueFilter{each.filter}};
  }
  return action;
}

std::optional<Action> DrawFilters(const WorkQueueState& state, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "queue.filters",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("staff.back")}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Title(scene.T("queue.filter"));
  if (auto chosen = DrawChoices("queue.filter", MainFilters(state), state, scene, frame)) action = chosen;
  if (state.counts && state.counts->sealed > 0) {
    const std::string count = Grouped(state.counts->sealed);
    frame.Note(scene.T("queue.sealed", fmt::arg("count", count)), ui::Icon::Lock);
  }
  if (state.counts) {
    std::vector<CountedFilter> states;
    for (const auto& [name, count] : state.counts->by_state) states.push_back({domain::InState{name}, count});
    frame.Heading(scene.T("queue.filter.by_state"));
    if (auto chosen = DrawChoices("queue.state", states, state, scene, frame)) action = chosen;
    std::vector<CountedFilter> services;
    for (const auto& [code, count] : state.counts->by_service) services.push_back({domain::OfService{code}, count});
    frame.Heading(scene.T("queue.filter.by_service"));
    if (auto chosen = DrawChoices("queue.service", services, state, scene, frame)) action = chosen;
  }
  frame.Heading(scene.T("queue.rule.title"));
  frame.Paragraph(scene.T("queue.rule.text"));
  return action;
}

// What is shown in place of rows, if something is.
bool DrawInstead(const WorkQueueState& state, const Scene& scene, ui::Frame& frame) {
  if (state.is_unreadable) {
    frame.Empty(ui::Icon::Error, scene.T("queue.unreadable.title"), scene.T("queue.unreadable.text"));
  } else if (state.fault) {
    const bool is_short = *state.fault == domain::SearchFault::TooShort;
    frame.Empty(ui::Icon::Search, scene.T(is_short ? N_("queue.search.short") : N_("queue.search.long")),
                scene.T("queue.search.hint"));
  } else if (state.words && !state.found) {
    frame.Empty(ui::Icon::Hourglass, scene.T("queue.search.now"), {});
  } else if (state.found && state.found->items.empty()) {
    frame.Empty(ui::Icon::Search, scene.T("queue.search.none"), scene.T("queue.search.hint"));
  } else if (!state.found && state.rows && state.rows->total == 0) {
    frame.Empty(ui::Icon::Check, scene.T("queue.empty.title"), scene.T("queue.empty.text"));
  } else {
    return false;
  }
  return true;
}

const WorkItem* ItemAt(const WorkQueueState& state, std::int64_t place) {
  if (state.found) return &state.found->items[static_cast<std::size_t>(place)];
  if (!state.rows) return nullptr;
  const std::int64_t in_window = place - state.rows->offset;
  if (in_window < 0 || in_window >= static_cast<std::int64_t>(state.rows->items.size())) return nullptr;
  return &state.rows->items[static_cast<std::size_t>(in_window)];
}

Action Opening(const WorkItem& item) {
  if (item.number) return StaffAct{OpenRecord{*item.number, item.kind}};
  return StaffAct{OpenAnonymousRating{*item.rating}};
}

std::optional<Action> DrawRows(const WorkQueueState& state, const Scene& scene, ui::Frame& frame) {
  const std::vector<ui::ListRow> longest = LongestRows(scene);
  // Each filter keeps its own place.
  const std::string id = state.found ? "queue.found" : fmt::format("queue.row{}", state.filter.index());
  const std::int64_t rows = state.found  ? static_cast<std::int64_t>(state.found->items.size())
                            : state.rows ? state.rows->total
                                         : kQueueWindow;
  const ui::ListAnswer seen =
      frame.List({.id = id, .rows = rows, .measured_by = longest}, [&](std::int64_t place) -> ui::ListRow {
        const WorkItem* item = ItemAt(state, place);
        return item == nullptr ? Placeholder(scene) : RowOf(*item, scene);
      });
  if (seen.pressed) return Opening(*ItemAt(state, *seen.pressed));
  if (state.found || state.asked) return std::nullopt;
  for (std::int64_t place = seen.first; place < seen.first + seen.count; ++place) {
    if (ItemAt(state, place) == nullptr) return StaffAct{SeeRows{seen.first}};
  }
  return std::nullopt;
}

std::optional<Action> DrawHead(const WorkQueueState& state, const domain::UrgentAlert& alert, const Scene& scene,
                               ui::Frame& frame) {
  std::optional<Action> action;
  if (alert.count > 0) {
    const std::string text = scene.texts.Plural("queue.alert", alert.count);
    frame.Banner({.tone = ui::Tone::Danger, .title = scene.T("queue.urgent"), .text = text});
  }
  const auto row = frame.BeginRow();
  if (alert.count > 0 &&
      frame.PrimaryButton("queue.acknowledge", {.text = scene.T("queue.acknowledge"), .icon = ui::Icon::Check})) {
    action = StaffAct{AcknowledgeUrgent{}};
  }
  if (state.IsOfSearch()) {
    if (frame.SecondaryButton("queue.end_search", {.text = scene.T("queue.end_search"), .icon = ui::Icon::Close})) {
      action = StaffAct{EndSearch{}};
    }
  } else {
    // How many there are is not said before it is known.
    std::string text{TextOf(state.filter, scene)};
    if (state.rows && !state.is_unreadable) {
      text = scene.T("queue.filter.now", fmt::arg("filter", text), fmt::arg("count", Grouped(state.rows->total)));
    }
    if (frame.SecondaryButton("queue.filters", {.text = text, .icon = ui::Icon::More})) {
      action = StaffAct{OpenFilters{}};
    }
  }
  if (frame.SecondaryButton("queue.search", {.text = scene.T("queue.search"), .icon = ui::Icon::Search})) {
    action = Focus{Field::Search};
  }
  return action;
}

}  // namespace

std::int64_t WindowFor(std::int64_t first) { return std::max<std::int64_t>(0, first - kQueueWindow / 2); }

std::optional<Action> DrawWorkQueue(const WorkQueueState& state, const domain::UrgentAlert& alert, const Scene& scene,
                                    ui::Frame& frame) {
  if (state.leaf == QueueLeaf::Filters) return DrawFilters(state, scene, frame);
  ui::HeaderSpec header = scene.header;
  header.is_compact = frame.Step() != ui::TextStep::Standard;
  const auto page = frame.BeginPage(
      {.id = "queue", .header = header, .footer = {.back = ui::FooterButton{scene.T("staff.back")}}, .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  // The sheet was closed: what was written on it is looked for.
  if (state.entries.focus && !state.entries.sheet) action = StaffAct{SearchQueue{}};
  if (auto pressed = DrawHead(state, alert, scene, frame)) action = std::move(pressed);
  if (state.found && state.found->may_be_more && !state.found->items.empty()) {
    const auto most = static_cast<std::int64_t>(domain::kMaxSearchResults);
    frame.Note(scene.T("queue.search.more", fmt::arg("count", most)), ui::Icon::Information);
  }
  if (DrawInstead(state, scene, frame)) return action;
  auto seen = DrawRows(state, scene, frame);
  return action ? action : seen;
}

}  // namespace bianmin::screens
