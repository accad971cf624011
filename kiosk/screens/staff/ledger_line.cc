#include "kiosk/screens/staff/ledger_line.h"

#include "kiosk/screens/resident/wizard.h"
#include "kiosk/screens/staff/act_page.h"
#include "kiosk/screens/staff/grievance_facts.h"
#include "kiosk/screens/staff/handling_pages.h"

namespace bianmin::screens {
namespace {

using domain::ClockState;
using domain::Rectification;
using domain::RectificationAct;
using ui::Privacy;

constexpr std::array kDueIn{3, 7, 14, 30};  // days

Action Did(GrievanceAct act) { return StaffAct{std::move(act)}; }

ui::Icon IconOf(RectificationAct act) {
  switch (act) {
    case RectificationAct::Plan:
      return ui::Icon::Edit;
    case RectificationAct::AddEvidence:
      return ui::Icon::Storage;
    case RectificationAct::ReportDone:
    case RectificationAct::Verify:
      return ui::Icon::Check;
    case RectificationAct::SendBack:
      return ui::Icon::Back;
    case RectificationAct::CallBack:
      return ui::Icon::Phone;
    case RectificationAct::Close:
      return ui::Icon::Success;
    case RectificationAct::Appeal:
    case RectificationAct::DecideAppeal:
      break;
  }
  return ui::Icon::Law;
}

bool MovesOn(RectificationAct act, domain::RectificationState state) {
  return act == RectificationAct::ReportDone || act == RectificationAct::Verify || act == RectificationAct::Close ||
         (act == RectificationAct::Plan && state == domain::RectificationState::Open);
}

std::optional<Action> DrawActs(const Rectification& line, const domain::Handler& reader, bool is_saving,
                               const Scene& scene, ui::Frame& frame) {
  const auto acts = domain::ActsOpenTo(line.facts, reader);
  std::vector<ActButton> buttons;
  std::optional<std::size_t> main;
  for (const RectificationAct act : acts) {
    if (!main && MovesOn(act, line.facts.state)) main = buttons.size();
    buttons.push_back({fmt::format("rectify.{}", domain::WireName(act)), scene.T(ActKey(act)), IconOf(act)});
  }
  const auto pressed = DrawActButtons(buttons, main, 2, is_saving, frame);
  if (!pressed) return std::nullopt;
  return Did(BeginRectifying{acts[*pressed]});
}

class Facts {
 public:
  Facts(const Rectification& line, const Scene& scene, ui::Frame& frame) : line_(line), scene_(scene), frame_(frame) {}

  void Draw() {
    Row(N_("ledger.origin"), scene_.T(OriginKey()));
    if (line_.number) Row(N_("lookup.number"), line_.number->Grouped());
    if (!line_.service_code.empty()) Row(N_("lookup.service"), ServiceOrWindowName(line_.service_code, scene_));
    Row(N_("grievance.reasons"), ReasonsText(line_.reason_codes, scene_));
    Row(N_("ledger.problem"), line_.problem, Privacy::Sensitive);
    Row(N_("ledger.cause"), line_.cause, Privacy::Sensitive);
    Row(N_("ledger.measure"), line_.measure, Privacy::Sensitive);
    if (line_.facts.owner) Row(N_("ledger.owner"), line_.facts.owner->text());
    Row(N_("ledger.opened_on"), i18n::DayOfYear(scene_.texts, line_.opened_on));
    if (line_.done_on) Row(N_("ledger.done_on"), i18n::DayOfYear(scene_.texts, *line_.done_on));
    if (line_.verified_by) Row(N_("ledger.verified_by"), line_.verified_by->text());
    if (line_.call_back) Row(N_("ledger.call_back"), scene_.T(OutcomeKey(domain::WireName(*line_.call_back))));
    Row(N_("ledger.call_back_words"), line_.call_back_words, Privacy::Sensitive);
  }

 private:
  void Row(std::string_view label, std::string_view value, Privacy privacy = Privacy::Open) {
    if (!value.empty()) frame_.Row("", {.label = scene_.T(label), .value = value, .edit = {}, .privacy = privacy});
  }
  std::string_view OriginKey() const {
    switch (line_.facts.origin) {
      case domain::RectificationOrigin::Complaint:
        return N_("ledger.origin.complaint");
      case domain::RectificationOrigin::Rating:
        return line_.facts.has_anonymous_rating ? N_("ledger.origin.anonymous") : N_("ledger.origin.rating");
      case domain::RectificationOrigin::Check:
        break;
    }
    return N_("ledger.origin.check");
  }

  const Rectification& line_;
  const Scene& scene_;
  ui::Frame& frame_;
};

// In the order in which it came; a photo has a button that shows it.
std::optional<Action> DrawEvidence(const Rectification& line, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Heading(scene.T("ledger.evidence"));
  if (line.evidence.empty()) {
    frame.Note(scene.T("ledger.evidence.none"));
    return action;
  }
  const auto card = frame.BeginCard();
  for (std::size_t i = 0; i < line.evidence.size(); ++i) {
    const domain::Evidence& each = line.evidence[i];
    const bool is_photo = each.photo_bytes > 0;
    const std::string came = scene.T("grievance.history.by", fmt::arg("when", i18n::DateTime(scene.texts, each.at)),
                                     fmt::arg("number", each.by.text()));
    const std::string photo = scene.T("ledger.evidence.photo", fmt::arg("kilobytes", (each.photo_bytes + 1023) / 1024));
    const std::string id = is_photo ? fmt::format("evidence.{}", i) : "";
    const ui::RowSpec row{.label = came,
                          .value = is_photo ? photo : each.words,
                          .edit = is_photo ? scene.T("ledger.photo.show") : std::string_view{},
                          .privacy = is_photo ? Privacy::Open : Privacy::Sensitive};
    if (frame.Row(id, row)) action = Did(ShowPhoto{i});
  }
  return action;
}

std::string_view QuestionKey(const RectifyingDraft& draft) {
  if (!draft.act) return N_("ledger.ask.enter");
  switch (*draft.act) {
    case RectificationAct::Plan:
      return N_("ledger.ask.plan");
    case RectificationAct::AddEvidence:
      return N_("ledger.ask.add_evidence");
    case RectificationAct::ReportDone:
      return N_("ledger.ask.report_done");
    case RectificationAct::Verify:
      return N_("ledger.ask.verify");
    case RectificationAct::SendBack:
      return N_("ledger.ask.send_back");
    case RectificationAct::CallBack:
      return N_("handle.ask.call_back");
    case RectificationAct::Close:
      return N_("ledger.ask.close");
    case RectificationAct::Appeal:
      return N_("handle.ask.appeal");
    case RectificationAct::DecideAppeal:
      break;
  }
  return N_("handle.ask.decide_appeal");
}

// As long as nobody said whom the line of a window concerns, the plan asks.
std::optional<Action> DrawWhom(const LedgerState& state, const Scene& scene, ui::Frame& frame) {
  const domain::Concern& concern = state.line->facts.concern;
  if (!concern.is_about_staff || concern.subject) return std::nullopt;
  const RectifyingDraft& draft = *state.draft;
  std::optional<Action> action = DrawConcern(draft.is_about_staff, scene, frame);
  if (!draft.is_about_staff.value_or(false)) return action;
  auto pressed = DrawWorkmates(AskedFor::Subject, state.workmates, draft.subject, scene, frame);
  return pressed ? pressed : action;
}

std::optional<Action> DrawPlan(const LedgerState& state, const Scene& scene, ui::Frame& frame) {
  const RectifyingDraft& draft = *state.draft;
  std::optional<Action> action;
  const auto missing = [&](Field field) { return draft.shows_faults && state.entries.Text(field).empty(); };
  if (auto pressed = DrawStaffWords({.label = N_("ledger.cause"), .is_missing = missing(Field::StaffWords)},
                                    state.entries, scene, frame))
    action = std::move(pressed);
  if (auto pressed = DrawStaffWords(
          {.field = Field::StaffMore, .label = N_("ledger.measure"), .is_missing = missing(Field::StaffMore)},
          state.entries, scene, frame))
    action = std::move(pressed);
  if (auto pressed = DrawWhom(state, scene, frame)) action = std::move(pressed);
  frame.Heading(scene.T("ledger.owner"));
  if (auto pressed = DrawWorkmates(AskedFor::Owner, state.workmates, draft.owner, scene, frame))
    action = std::move(pressed);
  frame.Heading(scene.T("ledger.due"));
  const auto grid = frame.BeginGrid({.id = "due", .landscape = {4}, .portrait = {2}, .is_short = true});
  const std::chrono::sys_days today{base::LocalDate(scene.now)};
  for (const int days : kDueIn) {
    const base::Date due{today + std::chrono::days{days}};
    const std::string text = i18n::Day(scene.texts, due);
    const ui::ChoiceSpec spec{.text = text, .is_selected = draft.due == due};
    if (frame.Choice(fmt::format("due.{}", days), spec)) action = Did(ChooseDue{due});
  }
  return action;
}

std::optional<Action> DrawAddEvidence(const LedgerState& state, const Scene& scene, ui::Frame& frame) {
  const RectifyingDraft& draft = *state.draft;
  const bool is_missing = draft.shows_faults && draft.photo.empty() && state.entries.Text(Field::StaffWords).empty();
  std::optional<Action> action =
      DrawStaffWords({.label = N_("ledger.evidence.words"), .is_missing = is_missing}, state.entries, scene, frame);
  frame.Heading(scene.T("ledger.photos"));
  if (state.pictures.empty()) {
    frame.Note(scene.T(state.has_stick ? N_("ledger.photos.none") : N_("ledger.photos.no_stick")),
               ui::Icon::Information);
    return action;
  }
  const auto grid = frame.BeginGrid({.id = "photos", .landscape = {3}, .portrait = {2}});
  for (std::size_t i = 0; i < state.pictures.size(); ++i) {
    const std::string& name = state.pictures[i];
    const ui::ChoiceSpec spec{.text = name, .is_selected = draft.photo == name, .privacy = Privacy::Sensitive};
    if (frame.Choice(fmt::format("photo.{}", i), spec)) action = Did(ChoosePhoto{name});
  }
  return action;
}

std::optional<Action> DrawWords(const LedgerState& state, std::string_view label, bool is_needed, const Scene& scene,
                                ui::Frame& frame) {
  const bool is_missing = is_needed && state.draft->shows_faults && state.entries.Text(Field::StaffWords).empty();
  return DrawStaffWords({.label = label, .is_missing = is_missing}, state.entries, scene, frame);
}

std::optional<Action> DrawInputs(const LedgerState& state, const Scene& scene, ui::Frame& frame) {
  const RectifyingDraft& draft = *state.draft;
  if (!draft.act) return DrawWords(state, N_("ledger.problem"), true, scene, frame);
  std::optional<Action> chosen;
  switch (*draft.act) {
    case RectificationAct::Plan:
      return DrawPlan(state, scene, frame);
    case RectificationAct::AddEvidence:
      return DrawAddEvidence(state, scene, frame);
    case RectificationAct::CallBack: {
      chosen = DrawCallResults(draft.result, scene, frame);
      auto pressed = DrawWords(state, N_("handle.words.optional"), false, scene, frame);
      return pressed ? pressed : chosen;
    }
    case RectificationAct::DecideAppeal: {
      chosen = DrawDecisions(draft.is_upheld, scene, frame);
      auto pressed = DrawWords(state, N_("handle.words.reason"), true, scene, frame);
      return pressed ? pressed : chosen;
    }
    case RectificationAct::SendBack:
    case RectificationAct::Appeal:
      return DrawWords(state, N_("handle.words.reason"), true, scene, frame);
    case RectificationAct::ReportDone:
    case RectificationAct::Verify:
    case RectificationAct::Close:
      break;
  }
  return std::nullopt;
}

bool IsChoiceMissing(const RectifyingDraft& draft) {
  if (!draft.act) return false;
  if (*draft.act == RectificationAct::Plan) return !draft.owner || !draft.due;
  if (*draft.act == RectificationAct::CallBack) return !draft.result;
  return *draft.act == RectificationAct::DecideAppeal && !draft.is_upheld;
}

}  // namespace

void DrawLineClock(const Rectification& line, const Scene& scene, ui::Frame& frame) {
  const ClockState clock = domain::ClockAt(line.facts.state, line.due, line.done_on, base::LocalDate(scene.now));
  const std::string by = scene.T("ledger.clock.by", fmt::arg("day", i18n::DayOfWeek(scene.texts, line.due)));
  const auto status = [&](ui::Tone tone, std::string_view word) {
    frame.Status({.tone = tone, .name = scene.T("ledger.clock"), .state = scene.T(word), .text = {}, .advice = by});
  };
  if (clock == ClockState::Met) return status(ui::Tone::Success, N_("grievance.clock.met"));
  if (clock == ClockState::Running) return status(ui::Tone::Information, N_("grievance.clock.running"));
  status(ui::Tone::Danger, N_("grievance.clock.overdue"));
}

std::optional<Action> DrawLine(const LedgerState& state, const domain::Handler& reader, bool is_saving,
                               const Scene& scene, ui::Frame& frame) {
  const Rectification& line = *state.line;
  const auto page =
      frame.BeginPage({.id = "ledger.line", .header = scene.header, .footer = BackOnly(scene), .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (state.done) {
    frame.Banner({.tone = ui::Tone::Success, .title = scene.T("notice.done"), .text = scene.T(ActKey(*state.done))});
  }
  DrawHandlingProblem(state.problem, scene, frame);
  frame.Title(scene.T("ledger.line.page", fmt::arg("state", scene.T(StateKey(line.facts.state)))));
  DrawLineClock(line, scene, frame);
  const auto columns = frame.BeginColumns("ledger.line", 1.0, 1.0);
  if (auto pressed = DrawActs(line, reader, is_saving, scene, frame)) action = std::move(pressed);
  {
    const auto card = frame.BeginCard();
    Facts{line, scene, frame}.Draw();
  }
  if (line.number) {
    const ui::ButtonSpec spec{.text = scene.T("ledger.open_grievance"), .icon = ui::Icon::Complaint};
    if (frame.SecondaryButton("ledger.open_grievance", spec)) action = Did(OpenGrievance{*line.number});
  }
  frame.NextColumn();
  if (auto pressed = DrawEvidence(line, scene, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawLineAct(const LedgerState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const RectifyingDraft& draft = *state.draft;
  const std::string id = fmt::format("ledger.{}", draft.act ? domain::WireName(*draft.act) : "enter");
  const std::string_view next = draft.act ? scene.T(ActKey(*draft.act)) : scene.T("ledger.enter");
  const auto page =
      frame.BeginPage({.id = id, .header = scene.header, .footer = BackAnd(next, is_saving, scene), .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Question(scene.T(QuestionKey(draft)));
  DrawHandlingProblem(state.problem, scene, frame);
  DrawFault(draft.shows_faults && IsChoiceMissing(draft), scene.T("fault.choose"), scene, frame);
  if (auto pressed = DrawInputs(state, scene, frame)) action = std::move(pressed);
  if (!draft.asks) return action;
  if (const auto is_sure = DrawSureQuestion(next, scene, frame)) action = Did(AnswerHandling{*is_sure});
  return action;
}

std::string_view ActKey(RectificationAct act) {
  switch (act) {
    case RectificationAct::Plan:
      return N_("ledger.plan");
    case RectificationAct::AddEvidence:
      return N_("ledger.add_evidence");
    case RectificationAct::ReportDone:
      return N_("ledger.report_done");
    case RectificationAct::Verify:
      return N_("ledger.verify");
    case RectificationAct::SendBack:
      return N_("ledger.send_back");
    case RectificationAct::CallBack:
      return N_("handle.call_back");
    case RectificationAct::Close:
      return N_("ledger.close");
    case RectificationAct::Appeal:
      return N_("handle.appeal");
    case RectificationAct::DecideAppeal:
      break;
  }
  return N_("handle.decide_appeal");
}

}  // namespace bianmin::screens
