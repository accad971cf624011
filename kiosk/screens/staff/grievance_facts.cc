#include "kiosk/screens/staff/grievance_facts.h"

#include "kiosk/screens/resident/file_complaint.h"
#include "kiosk/screens/resident/rate_service.h"

namespace bianmin::screens {
namespace {

using domain::ClockState;
using domain::HandlingAct;
using ui::Privacy;

std::string_view OccasionKey(domain::Occasion occasion) {
  switch (occasion) {
    case domain::Occasion::Today:
      return N_("occasion.today");
    case domain::Occasion::Yesterday:
      return N_("occasion.yesterday");
    case domain::Occasion::ThisWeek:
      return N_("occasion.this_week");
    case domain::Occasion::Earlier:
      break;
  }
  return N_("occasion.earlier");
}

class Rows {
 public:
  Rows(const Scene& scene, ui::Frame& frame) : scene_(scene), frame_(frame) {}

  void operator()(const domain::SaidByComplaint& said) {
    Row(N_("lookup.about"), scene_.T(AboutKey(said.about)));
    const auto* subject = domain::FindChoice(scene_.catalogue.complaint_subjects, said.subject_code);
    if (subject != nullptr) Row(N_("grievance.subject"), scene_.Of(subject->text));
    Row(N_("grievance.whom"), said.whom, Privacy::Sensitive);
    Row(N_("grievance.occasion"), scene_.T(OccasionKey(said.occasion)));
    if (said.order) Row(N_("grievance.order"), said.order->Grouped());
    Row(N_("grievance.description"), said.description, Privacy::Sensitive);
  }

  void operator()(const domain::SaidByRating& said) {
    Row(N_("grievance.stars"), scene_.T("grievance.stars.value", fmt::arg("stars", said.stars),
                                        fmt::arg("word", scene_.T(GradeKey(said.stars)))));
    Row(N_("lookup.service"), ServiceOrWindowName(said.service_code, scene_));
    Row(N_("grievance.reasons"), ReasonsText(said.reason_codes, scene_));
    if (said.order) Row(N_("grievance.order"), said.order->Grouped());
    Row(N_("grievance.comment"), said.comment, Privacy::Sensitive);
  }

  // Nothing for an empty value.
  void Row(std::string_view label, std::string_view value, Privacy privacy = Privacy::Open) {
    if (!value.empty()) frame_.Row("", {.label = scene_.T(label), .value = value, .edit = {}, .privacy = privacy});
  }

 private:
  const Scene& scene_;
  ui::Frame& frame_;
};

bool DrawContact(const GrievanceState& state, const Scene& scene, ui::Frame& frame) {
  if (!state.grievance->facts.is_named) {
    frame.Row("", {.label = scene.T("grievance.who"), .value = scene.T("grievance.anonymous"), .edit = {}});
    return false;
  }
  if (!state.contact) {
    return frame.Row(
        "grievance.show",
        {.label = scene.T("grievance.who"), .value = scene.T("grievance.hidden"), .edit = scene.T("grievance.show")});
  }
  const std::string phone = i18n::GroupedPhone(state.contact->phone.digits());
  const std::string who =
      scene.T("grievance.who.value", fmt::arg("name", state.contact->name.text()), fmt::arg("phone", phone));
  frame.Row("", {.label = scene.T("grievance.who"), .value = who, .edit = {}, .privacy = Privacy::Sensitive});
  return false;
}

void DrawAppeal(domain::AppealState appeal, const Scene& scene, ui::Frame& frame) {
  switch (appeal) {
    case domain::AppealState::None:
      return;
    case domain::AppealState::Pending:
      return frame.Note(scene.T("grievance.appeal.pending"), ui::Icon::Law);
    case domain::AppealState::Upheld:
      return frame.Note(scene.T("grievance.appeal.upheld"), ui::Icon::Law);
    case domain::AppealState::Rejected:
      return frame.Note(scene.T("grievance.appeal.rejected"), ui::Icon::Law);
  }
}

struct ClockWords {
  std::string_view name;
  std::string_view met;
};

ClockWords WordsOf(domain::ClockOf clock) {
  switch (clock) {
    case domain::ClockOf::Verification:
      return {N_("grievance.clock.verify"), N_("grievance.clock.met")};
    case domain::ClockOf::CallBack:
      return {N_("grievance.clock.call_back"), N_("grievance.clock.met")};
    case domain::ClockOf::Answer:
      break;
  }
  return {N_("grievance.clock.answer"), N_("grievance.clock.met")};
}

std::string TitleOf(const domain::HandlingEntry& entry, const Scene& scene) {
  if (!entry.act) {
    return scene.T("grievance.history.city", fmt::arg("step", scene.T(StepKey(entry.step))));
  }
  const std::string_view act = scene.T(ActKey(*entry.act));
  const std::string_view outcome = OutcomeKey(entry.outcome);
  if (outcome.empty()) return std::string(act);
  return scene.T("grievance.history.outcome", fmt::arg("act", act), fmt::arg("outcome", scene.T(outcome)));
}

std::string WhenOf(const domain::HandlingEntry& entry, const Scene& scene) {
  const std::string when = i18n::DateTime(scene.texts, entry.at);
  if (!entry.by) return when;
  return scene.T("grievance.history.by", fmt::arg("when", when), fmt::arg("number", entry.by->text()));
}

}  // namespace

std::string ReasonsText(const std::vector<std::string>& codes, const Scene& scene) {
  std::string text;
  for (const std::string& code : codes) {
    const auto* reason = domain::FindChoice(scene.catalogue.rating_reasons, code);
    const std::string_view words = reason == nullptr ? std::string_view{code} : scene.Of(reason->text);
    text = text.empty() ? std::string(words) : scene.T("list.pair", fmt::arg("first", text), fmt::arg("second", words));
  }
  return text;
}

std::optional<Action> DrawGrievanceFacts(const GrievanceState& state, const Scene& scene, ui::Frame& frame) {
  const domain::Grievance& grievance = *state.grievance;
  std::optional<Action> action;
  const auto card = frame.BeginCard();
  Rows rows{scene, frame};
  std::visit(rows, grievance.said);
  if (DrawContact(state, scene, frame)) action = StaffAct{GrievanceAct{ShowComplainant{}}};
  rows.Row(N_("lookup.filed_at"), i18n::DateTime(scene.texts, grievance.times.opened));
  if (grievance.owner) rows.Row(N_("grievance.owner"), grievance.owner->text());
  if (grievance.severity) rows.Row(N_("handle.severity"), scene.T(OutcomeKey(domain::WireName(*grievance.severity))));
  if (grievance.facts.concern.subject) {
    rows.Row(N_("grievance.staff_subject"), grievance.facts.concern.subject->text());
  } else if (grievance.facts.concern.is_about_staff) {
    rows.Row(N_("grievance.staff_subject"), scene.T("grievance.staff_subject.unknown"));
  }
  rows.Row(N_("handle.words.remedy_sought"), grievance.remedy_sought, Privacy::Sensitive);
  rows.Row(N_("handle.words.remedy_given"), grievance.remedy_given, Privacy::Sensitive);
  rows.Row(N_("lookup.answer"), grievance.answer, Privacy::Sensitive);
  DrawAppeal(grievance.facts.appeal, scene, frame);
  return action;
}

std::optional<Action> DrawLinesOf(const domain::Grievance& grievance, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  for (const domain::RectificationId& id : grievance.rectifications) {
    const ui::ButtonSpec spec{.text = scene.T("grievance.open_line"), .icon = ui::Icon::Repair};
    if (frame.SecondaryButton("grievance.line." + id.Text(), spec)) action = StaffAct{GrievanceAct{OpenLine{id}}};
  }
  return action;
}

void DrawHandlingHistory(const domain::Grievance& grievance, const Scene& scene, ui::Frame& frame) {
  frame.Heading(scene.T("grievance.history"));
  std::vector<std::string> titles{std::string(scene.T("handle.step.received"))};
  std::vector<std::string> times{i18n::DateTime(scene.texts, grievance.times.opened)};
  for (const domain::HandlingEntry& entry : grievance.history) {
    titles.push_back(TitleOf(entry, scene));
    times.push_back(WhenOf(entry, scene));
  }
  std::vector<ui::TimelineStep> steps;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const bool is_last = i + 1 == titles.size() && grievance.facts.step != domain::HandlingStep::Closed;
    steps.push_back({.state = is_last ? ui::StepState::Current : ui::StepState::Done,
                     .title = titles[i],
                     .state_word = {},
                     .time = times[i],
                     .note = i == 0 ? std::string_view{} : std::string_view{grievance.history[i - 1].words},
                     .privacy = Privacy::Sensitive});
  }
  frame.Timeline(steps);
}

void DrawGrievanceClock(const domain::GrievanceClock& clock, const Scene& scene, ui::Frame& frame) {
  const ClockWords words = WordsOf(clock.what);
  const std::string by = scene.T("grievance.clock.by", fmt::arg("time", i18n::DateTime(scene.texts, clock.due)));
  const auto status = [&](ui::Tone tone, std::string_view word) {
    frame.Status({.tone = tone, .name = scene.T(words.name), .state = word, .text = {}, .advice = by});
  };
  if (clock.state == ClockState::Met) return status(ui::Tone::Success, scene.T(words.met));
  if (clock.state == ClockState::Running) return status(ui::Tone::Information, scene.T("grievance.clock.running"));
  status(ui::Tone::Danger, scene.T("grievance.clock.overdue"));
}

void DrawHandlingProblem(HandlingProblem problem, const Scene& scene, ui::Frame& frame) {
  const auto banner = [&](ui::Tone tone, std::string_view text) {
    frame.Banner({.tone = tone, .title = scene.T("notice.note"), .text = scene.T(text)});
  };
  switch (problem) {
    case HandlingProblem::None:
      return;
    case HandlingProblem::NotFound:
      return banner(ui::Tone::Warning, N_("handle.problem.not_found"));
    case HandlingProblem::NotPossible:
      return banner(ui::Tone::Warning, N_("handle.problem.not_possible"));
    case HandlingProblem::NotSaved:
      return banner(ui::Tone::Danger, N_("handle.problem.not_saved"));
    case HandlingProblem::NoStick:
      return banner(ui::Tone::Warning, N_("handle.problem.no_stick"));
  }
}

std::string_view ActKey(HandlingAct act) {
  switch (act) {
    case HandlingAct::TakeUp:
      return N_("handle.take_up");
    case HandlingAct::AssignTo:
      return N_("handle.assign");
    case HandlingAct::Verify:
      return N_("handle.verify");
    case HandlingAct::Extend:
      return N_("handle.extend");
    case HandlingAct::Answer:
      return N_("handle.answer");
    case HandlingAct::RequireRectification:
      return N_("handle.require_rectification");
    case HandlingAct::Rectify:
      return N_("handle.rectify");
    case HandlingAct::CallBack:
      return N_("handle.call_back");
    case HandlingAct::Close:
      return N_("handle.close");
    case HandlingAct::TakeUpAgain:
      return N_("handle.take_up_again");
    case HandlingAct::Appeal:
      return N_("handle.appeal");
    case HandlingAct::DecideAppeal:
      break;
  }
  return N_("handle.decide_appeal");
}

std::string_view StepKey(domain::HandlingStep step) {
  switch (step) {
    case domain::HandlingStep::Received:
      return N_("handle.step.received");
    case domain::HandlingStep::Verified:
      return N_("handle.step.verified");
    case domain::HandlingStep::Answered:
      return N_("handle.step.answered");
    case domain::HandlingStep::Rectified:
      return N_("handle.step.rectified");
    case domain::HandlingStep::CalledBack:
      return N_("handle.step.called_back");
    case domain::HandlingStep::Closed:
      break;
  }
  return N_("handle.step.closed");
}

std::string_view KindKey(domain::GrievanceKind kind) {
  switch (kind) {
    case domain::GrievanceKind::Complaint:
      return N_("grievance.kind.complaint");
    case domain::GrievanceKind::Suggestion:
      return N_("grievance.kind.suggestion");
    case domain::GrievanceKind::BadRating:
      break;
  }
  return N_("grievance.kind.bad_rating");
}

std::string_view OutcomeKey(std::string_view outcome) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kKeys{
      {{"minor", N_("outcome.minor")},
       {"serious", N_("outcome.serious")},
       {"grave", N_("outcome.grave")},
       {"satisfied", N_("outcome.satisfied")},
       {"not_satisfied", N_("outcome.not_satisfied")},
       {"not_reached", N_("outcome.not_reached")},
       {"upheld", N_("outcome.upheld")},
       {"rejected", N_("outcome.rejected")}}};
  for (const auto& [name, key] : kKeys) {
    if (name == outcome) return key;
  }
  return {};
}

}  // namespace bianmin::screens
