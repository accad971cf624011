#include "kiosk/screens/staff/complaint_page.h"

#include "kiosk/screens/resident/file_complaint.h"
#include "kiosk/screens/staff/act_page.h"
#include "kiosk/screens/staff/grievance_facts.h"
#include "kiosk/screens/staff/handling_pages.h"

namespace bianmin::screens {
namespace {

using domain::HandlingAct;

Action Did(GrievanceAct act) { return StaffAct{std::move(act)}; }

ui::Icon IconOf(HandlingAct act) {
  switch (act) {
    case HandlingAct::TakeUp:
    case HandlingAct::AssignTo:
      return ui::Icon::Person;
    case HandlingAct::Verify:
      return ui::Icon::Search;
    case HandlingAct::Extend:
      return ui::Icon::Calendar;
    case HandlingAct::Answer:
      return ui::Icon::Comment;
    case HandlingAct::RequireRectification:
      return ui::Icon::Repair;
    case HandlingAct::Rectify:
      return ui::Icon::Check;
    case HandlingAct::CallBack:
      return ui::Icon::Phone;
    case HandlingAct::Close:
      return ui::Icon::Success;
    case HandlingAct::TakeUpAgain:
      return ui::Icon::Exchange;
    case HandlingAct::Appeal:
    case HandlingAct::DecideAppeal:
      break;
  }
  return ui::Icon::Law;
}

// What brings it further, as against what may be done besides.
bool MovesOn(HandlingAct act, domain::HandlingStep step) {
  switch (act) {
    case HandlingAct::Verify:
    case HandlingAct::Rectify:
    case HandlingAct::CallBack:
    case HandlingAct::Close:
    case HandlingAct::DecideAppeal:
      return true;
    case HandlingAct::Answer:
      return step == domain::HandlingStep::Received || step == domain::HandlingStep::Verified;
    default:
      return false;
  }
}

std::optional<Action> DrawActs(const domain::Grievance& grievance, const domain::Handler& reader, bool is_saving,
                               const Scene& scene, ui::Frame& frame) {
  const auto acts = domain::ActsOpenTo(grievance.facts, reader);
  std::vector<ActButton> buttons;
  std::optional<std::size_t> main;
  for (const HandlingAct act : acts) {
    if (!main && MovesOn(act, grievance.facts.step)) main = buttons.size();
    buttons.push_back({fmt::format("handle.{}", domain::WireName(act)), scene.T(ActKey(act)), IconOf(act)});
  }
  const auto pressed = DrawActButtons(buttons, main, 2, is_saving, frame);
  if (!pressed) return std::nullopt;
  return Did(BeginHandling{acts[*pressed]});
}

std::optional<Action> DrawOverview(const GrievanceState& state, const domain::Handler& reader, bool is_saving,
                                   const Scene& scene, ui::Frame& frame) {
  const domain::Grievance& grievance = *state.grievance;
  const auto page = frame.BeginPage({.id = "grievance", .header = scene.header, .footer = BackOnly(scene), .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (state.done) {
    frame.Banner({.tone = ui::Tone::Success, .title = scene.T("notice.done"), .text = scene.T(ActKey(*state.done))});
  }
  DrawHandlingProblem(state.problem, scene, frame);
  frame.Title(scene.T("grievance.title", fmt::arg("kind", scene.T(KindKey(grievance.facts.kind))),
                      fmt::arg("number", grievance.number.Grouped()),
                      fmt::arg("step", scene.T(StepKey(grievance.facts.step)))));
  DrawGrievanceClock(domain::ClockAt(scene.institution.response, grievance.facts.kind, grievance.facts.step,
                                     grievance.times, scene.now),
                     scene, frame);
  const auto columns = frame.BeginColumns("grievance", 1.0, 1.0);
  if (auto pressed = DrawActs(grievance, reader, is_saving, scene, frame)) action = std::move(pressed);
  if (auto pressed = DrawGrievanceFacts(state, scene, frame)) action = std::move(pressed);
  frame.NextColumn();
  if (auto pressed = DrawLinesOf(grievance, scene, frame)) action = std::move(pressed);
  DrawHandlingHistory(grievance, scene, frame);
  return action;
}

std::optional<Action> DrawActPage(const GrievanceState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const HandlingDraft& draft = *state.draft;
  const std::string id = fmt::format("grievance.{}", domain::WireName(draft.act));
  const std::string_view next = scene.T(ActKey(draft.act));
  const auto page =
      frame.BeginPage({.id = id, .header = scene.header, .footer = BackAnd(next, is_saving, scene), .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (auto pressed = DrawHandlingAct(state, scene, frame)) action = std::move(pressed);
  if (!draft.asks) return action;
  if (const auto is_sure = DrawSureQuestion(next, scene, frame)) action = Did(AnswerHandling{*is_sure});
  return action;
}

// Being read, or not there.
std::optional<Action> DrawNothing(const GrievanceState& state, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "grievance", .header = scene.header, .footer = BackOnly(scene), .step = {}});
  if (state.problem == HandlingProblem::None) {
    frame.Empty(ui::Icon::Hourglass, scene.T("grievance.reading"), {});
  } else {
    DrawHandlingProblem(state.problem, scene, frame);
  }
  return ActionOf(page.press);
}

}  // namespace

std::optional<domain::HandlingRequest> RequestOf(const HandlingDraft& draft, const Entries& entries) {
  namespace handling = domain::handling;
  const std::string& words = entries.Text(Field::StaffWords);
  std::optional<domain::HandlingRequest> request;
  switch (draft.act) {
    case HandlingAct::TakeUp:
      return handling::TakeUp{};
    case HandlingAct::AssignTo:
      if (draft.workmate) request = handling::AssignTo{*draft.workmate};
      break;
    case HandlingAct::Verify:
      if (draft.severity && draft.is_about_staff) {
        request = handling::Verify{.severity = *draft.severity,
                                   .is_about_staff = *draft.is_about_staff,
                                   .subject = *draft.is_about_staff ? draft.workmate : std::nullopt,
                                   .findings = words,
                                   .remedy_sought = entries.Text(Field::StaffMore)};
      }
      break;
    case HandlingAct::Extend:
      request = handling::Extend{words};
      break;
    case HandlingAct::Answer:
      request = handling::Answer{words};
      break;
    case HandlingAct::RequireRectification:
      request = handling::RequireRectification{words};
      break;
    case HandlingAct::Rectify:
      request = handling::Rectify{words};
      break;
    case HandlingAct::CallBack:
      if (draft.result) request = handling::CallBack{*draft.result, words};
      break;
    case HandlingAct::Close:
      request = handling::Close{words};
      break;
    case HandlingAct::TakeUpAgain:
      request = handling::TakeUpAgain{words};
      break;
    case HandlingAct::Appeal:
      request = handling::Appeal{words};
      break;
    case HandlingAct::DecideAppeal:
      if (draft.is_upheld) request = handling::DecideAppeal{*draft.is_upheld, words};
      break;
  }
  if (request && domain::NeedsWords(*request) && domain::WordsOf(*request).empty()) return std::nullopt;
  return request;
}

bool CannotBeUndone(HandlingAct act) { return act == HandlingAct::Close || act == HandlingAct::DecideAppeal; }

std::optional<Action> DrawGrievance(const GrievanceState& state, const domain::Handler& reader, bool is_saving,
                                    const Scene& scene, ui::Frame& frame) {
  if (!state.grievance) return DrawNothing(state, scene, frame);
  if (state.draft) return DrawActPage(state, is_saving, scene, frame);
  return DrawOverview(state, reader, is_saving, scene, frame);
}

}  // namespace bianmin::screens
