#include "kiosk/screens/staff/handling_pages.h"

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/wizard.h"

namespace bianmin::screens {
namespace {

using domain::HandlingAct;

Action Did(GrievanceAct act) { return StaffAct{std::move(act)}; }

std::string_view QuestionKey(HandlingAct act) {
  switch (act) {
    case HandlingAct::TakeUp:
      return N_("handle.ask.take_up");
    case HandlingAct::AssignTo:
      return N_("handle.ask.assign");
    case HandlingAct::Verify:
      return N_("handle.ask.verify");
    case HandlingAct::Extend:
      return N_("handle.ask.extend");
    case HandlingAct::Answer:
      return N_("handle.ask.answer");
    case HandlingAct::RequireRectification:
      return N_("handle.ask.require_rectification");
    case HandlingAct::Rectify:
      return N_("handle.ask.rectify");
    case HandlingAct::CallBack:
      return N_("handle.ask.call_back");
    case HandlingAct::Close:
      return N_("handle.ask.close");
    case HandlingAct::TakeUpAgain:
      return N_("handle.ask.take_up_again");
    case HandlingAct::Appeal:
      return N_("handle.ask.appeal");
    case HandlingAct::DecideAppeal:
      break;
  }
  return N_("handle.ask.decide_appeal");
}

bool NeedsWords(HandlingAct act) {
  return act != HandlingAct::TakeUp && act != HandlingAct::AssignTo && act != HandlingAct::CallBack &&
         act != HandlingAct::Close;
}

std::optional<Action> DrawSeverities(const HandlingDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Heading(scene.T("handle.severity"));
  const auto grid = frame.BeginGrid({.id = "severity", .landscape = {3}, .portrait = {3}, .is_short = true});
  for (const auto severity : {domain::Severity::Minor, domain::Severity::Serious, domain::Severity::Grave}) {
    const std::string_view name = domain::WireName(severity);
    const ui::ChoiceSpec spec{.text = scene.T(OutcomeKey(name)), .is_selected = draft.severity == severity};
    if (frame.Choice(fmt::format("severity.{}", name), spec)) action = Did(ChooseSeverity{severity});
  }
  return action;
}

std::optional<Action> DrawVerify(const GrievanceState& state, const Scene& scene, ui::Frame& frame) {
  const HandlingDraft& draft = *state.draft;
  std::optional<Action> action = DrawSeverities(draft, scene, frame);
  if (auto pressed = DrawConcern(draft.is_about_staff, scene, frame)) action = std::move(pressed);
  if (draft.is_about_staff.value_or(false)) {
    frame.Note(scene.T("handle.subject.note"), ui::Icon::Privacy);
    if (auto pressed = DrawWorkmates(AskedFor::Owner, state.workmates, draft.workmate, scene, frame))
      action = std::move(pressed);
  }
  return action;
}

// What is to be chosen, before the words.
std::optional<Action> DrawChoices(const GrievanceState& state, const Scene& scene, ui::Frame& frame) {
  const HandlingDraft& draft = *state.draft;
  switch (draft.act) {
    case HandlingAct::Verify:
      return DrawVerify(state, scene, frame);
    case HandlingAct::AssignTo:
      return DrawWorkmates(AskedFor::Owner, state.workmates, draft.workmate, scene, frame);
    case HandlingAct::CallBack:
      return DrawCallResults(draft.result, scene, frame);
    case HandlingAct::DecideAppeal:
      return DrawDecisions(draft.is_upheld, scene, frame);
    default:
      return std::nullopt;
  }
}

bool IsChoiceMissing(const HandlingDraft& draft) {
  switch (draft.act) {
    case HandlingAct::Verify:
      return !draft.severity || !draft.is_about_staff;
    case HandlingAct::AssignTo:
      return !draft.workmate;
    case HandlingAct::CallBack:
      return !draft.result;
    case HandlingAct::DecideAppeal:
      return !draft.is_upheld;
    default:
      return false;
  }
}

std::string_view LabelKey(HandlingAct act) {
  switch (act) {
    case HandlingAct::Verify:
      return N_("handle.words.findings");
    case HandlingAct::Answer:
      return N_("handle.words.answer");
    case HandlingAct::RequireRectification:
      return N_("handle.words.problem");
    case HandlingAct::Rectify:
      return N_("handle.words.remedy_given");
    case HandlingAct::CallBack:
    case HandlingAct::Close:
      return N_("handle.words.optional");
    default:
      return N_("handle.words.reason");
  }
}

}  // namespace

std::optional<Action> DrawStaffWords(const StaffWordsSpec& spec, const Entries& entries, const Scene& scene,
                                     ui::Frame& frame) {
  const auto fault = FaultOf(entries, spec.field);
  const bool is_more = spec.field == Field::StaffMore;
  return DrawEntry({.field = spec.field,
                    .id = is_more ? "field.staff_more" : "field.staff_words",
                    .label = scene.T(spec.label),
                    .placeholder = scene.T("entry.placeholder"),
                    .error = spec.is_missing ? scene.T("fault.text.missing") : FaultText(scene, spec.field, fault),
                    .hint = {},
                    .lines = 2},
                   entries, frame);
}

std::optional<Action> DrawWorkmates(AskedFor what, const std::vector<Workmate>& workmates,
                                    const std::optional<domain::StaffNumber>& chosen, const Scene& scene,
                                    ui::Frame& frame) {
  std::optional<Action> action;
  const bool is_subject = what == AskedFor::Subject;
  const auto grid = frame.BeginGrid({.id = is_subject ? "subjects" : "workmates", .landscape = {3}, .portrait = {2}});
  for (const Workmate& each : workmates) {
    const std::string text =
        scene.T("handle.workmate", fmt::arg("name", each.name), fmt::arg("number", each.number.text()));
    const ui::ChoiceSpec spec{.text = text, .is_selected = chosen == each.number, .privacy = ui::Privacy::Sensitive};
    const std::string id = (is_subject ? "subject." : "workmate.") + each.number.text();
    if (!frame.Choice(id, spec)) continue;
    action = is_subject ? Did(ChooseLineSubject{each.number}) : Did(ChooseWorkmate{each.number});
  }
  return action;
}

std::optional<Action> DrawConcern(const std::optional<bool>& is_about_staff, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Heading(scene.T("handle.concern"));
  const auto grid = frame.BeginGrid({.id = "concern", .landscape = {2}, .portrait = {2}, .is_short = true});
  const auto choice = [&](std::string_view id, bool is_yes, std::string_view text) {
    if (frame.Choice(id, {.text = scene.T(text), .is_selected = is_about_staff == is_yes}))
      action = Did(ChooseConcern{is_yes});
  };
  choice("concern.no", false, N_("handle.concern.no"));
  choice("concern.yes", true, N_("handle.concern.yes"));
  return action;
}

std::optional<Action> DrawCallResults(const std::optional<domain::CallBackResult>& chosen, const Scene& scene,
                                      ui::Frame& frame) {
  using domain::CallBackResult;
  std::optional<Action> action;
  const auto grid = frame.BeginGrid({.id = "results", .landscape = {3}, .portrait = {1}});
  for (const auto result : {CallBackResult::Satisfied, CallBackResult::NotSatisfied, CallBackResult::NotReached}) {
    const std::string_view name = domain::WireName(result);
    const ui::ChoiceSpec spec{.text = scene.T(OutcomeKey(name)), .is_selected = chosen == result};
    if (frame.Choice(fmt::format("result.{}", name), spec)) action = Did(ChooseCallResult{result});
  }
  return action;
}

std::optional<Action> DrawDecisions(const std::optional<bool>& chosen, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto grid = frame.BeginGrid({.id = "decisions", .landscape = {2}, .portrait = {1}});
  const auto choice = [&](std::string_view id, bool is_upheld, std::string_view text, std::string_view note) {
    const ui::ChoiceSpec spec{.text = scene.T(text), .note = scene.T(note), .is_selected = chosen == is_upheld};
    if (frame.Choice(id, spec)) action = Did(ChooseDecision{is_upheld});
  };
  choice("decision.upheld", true, N_("outcome.upheld"), N_("handle.upheld.note"));
  choice("decision.rejected", false, N_("outcome.rejected"), N_("handle.rejected.note"));
  return action;
}

std::optional<Action> DrawHandlingAct(const GrievanceState& state, const Scene& scene, ui::Frame& frame) {
  const HandlingDraft& draft = *state.draft;
  frame.Question(scene.T(QuestionKey(draft.act)));
  DrawHandlingProblem(state.problem, scene, frame);
  DrawFault(draft.shows_faults && IsChoiceMissing(draft), scene.T("fault.choose"), scene, frame);
  std::optional<Action> action = DrawChoices(state, scene, frame);
  if (draft.act == HandlingAct::TakeUp || draft.act == HandlingAct::AssignTo) return action;
  if (draft.act == HandlingAct::Answer) frame.Note(scene.T("handle.answer.note"), ui::Icon::Information);
  const bool is_missing = NeedsWords(draft.act) && draft.shows_faults && state.entries.Text(Field::StaffWords).empty();
  if (auto pressed =
          DrawStaffWords({.label = LabelKey(draft.act), .is_missing = is_missing}, state.entries, scene, frame))
    action = std::move(pressed);
  if (draft.act != HandlingAct::Verify) return action;
  auto pressed = DrawStaffWords({.field = Field::StaffMore, .label = N_("handle.words.remedy_sought")}, state.entries,
                                scene, frame);
  return pressed ? pressed : action;
}

}  // namespace bianmin::screens
