#include "kiosk/screens/resident/order_timeline.h"

#include <array>
#include <string>
#include <vector>

#include "kiosk/screens/resident/look_up.h"

namespace bianmin::screens {
namespace {

using domain::OrderAct;
using domain::OrderState;

// The way of an order that goes well, in the order residents see it.
constexpr std::array kWay{OrderState::Registered, OrderState::Accepted,           OrderState::Dispatched,
                          OrderState::InService,  OrderState::AwaitingAcceptance, OrderState::Completed};

bool HasEndedBadly(OrderState state) { return state == OrderState::Cancelled || state == OrderState::Declined; }

// The texts of a timeline, kept while it is drawn.
struct DrawnStep {
  ui::StepState state;
  std::string_view title;
  std::string_view word;
  std::string time;
  std::string note;
  ui::Privacy privacy = ui::Privacy::Open;
};

std::string_view WordKey(ui::StepState state) {
  switch (state) {
    case ui::StepState::Done:
      return N_("timeline.done");
    case ui::StepState::Current:
      return N_("timeline.current");
    case ui::StepState::Future:
      return N_("timeline.future");
    case ui::StepState::Stopped:
      return N_("timeline.stopped");
  }
  return "";
}

// What happened, where it is more than where the order stands.
std::string_view ActKeyOf(const domain::HistoryEntry& entry) {
  switch (entry.act) {
    case OrderAct::Remind:
      return N_("timeline.reminded");
    case OrderAct::AskBack:
      return N_("timeline.asked_back");
    case OrderAct::ConfirmDetails:
      return N_("timeline.details_agreed");
    case OrderAct::Reclassify:
      return N_("timeline.reclassified");
    default:
      return StateKey(entry.state);
  }
}

// The reason from the list, and what staff added in words.
std::string NoteOf(const domain::HistoryEntry& entry, const Scene& scene) {
  const domain::Choice* reason = domain::FindChoice(scene.catalogue.decline_reasons, entry.reason_code);
  if (reason == nullptr) return entry.note;
  const std::string_view text = scene.Of(reason->text);
  if (entry.note.empty()) return std::string(text);
  return scene.T("case.entry.both", fmt::arg("what", text), fmt::arg("text", entry.note));
}

DrawnStep StepAt(const domain::HistoryEntry& entry, bool is_current, const Scene& scene) {
  const bool is_stop = HasEndedBadly(entry.state);
  const ui::StepState state = is_stop      ? ui::StepState::Stopped
                              : is_current ? ui::StepState::Current
                                           : ui::StepState::Done;
  return {state,
          scene.T(ActKeyOf(entry)),
          scene.T(WordKey(state)),
          i18n::DateTime(scene.texts, entry.at),
          NoteOf(entry, scene),
          entry.by == domain::Actor::Staff ? ui::Privacy::Sensitive : ui::Privacy::Open};
}

std::vector<DrawnStep> StepsOf(OrderState now, std::span<const domain::HistoryEntry> told, const Scene& scene) {
  std::vector<DrawnStep> steps;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const bool is_latest = i + 1 == told.size();
    steps.push_back(StepAt(told[i], is_latest && domain::IsOpen(now), scene));
  }
  if (!domain::IsOpen(now)) return steps;
  bool is_ahead = false;
  for (const OrderState state : kWay) {
    if (is_ahead) {
      steps.push_back(
          {ui::StepState::Future, scene.T(StateKey(state)), scene.T(WordKey(ui::StepState::Future)), {}, {}, {}});
    }
    if (state == now) is_ahead = true;
  }
  return steps;
}

}  // namespace

void DrawOrderTimeline(OrderState state, std::span<const domain::HistoryEntry> told, const Scene& scene,
                       ui::Frame& frame) {
  const auto drawn = StepsOf(state, told, scene);
  std::vector<ui::TimelineStep> steps;
  for (const DrawnStep& step : drawn)
    steps.push_back({step.state, step.title, step.word, step.time, step.note, step.privacy});
  frame.Timeline(steps);
}

}  // namespace bianmin::screens
