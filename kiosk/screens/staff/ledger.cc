#include "kiosk/screens/staff/ledger.h"

#include "kiosk/screens/staff/grievance_facts.h"
#include "kiosk/screens/staff/ledger_line.h"

namespace bianmin::screens {
namespace {

using domain::ClockState;
using domain::Rectification;
using domain::RectificationAct;

Action Did(GrievanceAct act) { return StaffAct{std::move(act)}; }

std::string_view ClockKey(ClockState state) {
  switch (state) {
    case ClockState::Running:
      return N_("grievance.clock.running");
    case ClockState::Met:
      return N_("grievance.clock.met");
    case ClockState::Overdue:
      break;
  }
  return N_("grievance.clock.overdue");
}

ui::Icon ClockIcon(ClockState state) {
  if (state == ClockState::Met) return ui::Icon::Success;
  return state == ClockState::Running ? ui::Icon::Clock : ui::Icon::Error;
}

ui::Tint ClockTint(ClockState state) {
  if (state == ClockState::Met) return ui::Tint::Olive;
  return state == ClockState::Running ? ui::Tint::None : ui::Tint::Rose;
}

std::optional<Action> DrawLines(const std::vector<Rectification>& lines, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  if (lines.empty()) {
    frame.Empty(ui::Icon::Success, scene.T("ledger.empty.title"), scene.T("ledger.empty.text"));
    return action;
  }
  const base::Date today = base::LocalDate(scene.now);
  const auto grid = frame.BeginGrid({.id = "lines", .landscape = {2}, .portrait = {1}});
  for (const Rectification& line : lines) {
    const ClockState clock = domain::ClockAt(line.facts.state, line.due, line.done_on, today);
    const std::string subtitle = scene.T("ledger.line", fmt::arg("clock", scene.T(ClockKey(clock))),
                                         fmt::arg("due", i18n::Day(scene.texts, line.due)),
                                         fmt::arg("state", scene.T(StateKey(line.facts.state))));
    const std::string title = line.problem.empty() ? ProblemText(line, scene) : std::string(scene.T("ledger.written"));
    const std::string service =
        line.service_code.empty()
            ? title
            : scene.T("ledger.line.title", fmt::arg("service", ServiceOrWindowName(line.service_code, scene)),
                      fmt::arg("problem", title));
    if (frame.Tile("line." + line.id.Text(),
                   {.icon = ClockIcon(clock), .title = service, .subtitle = subtitle, .tint = ClockTint(clock)}))
      action = Did(OpenLine{line.id});
  }
  return action;
}

std::optional<Action> DrawGrievances(const std::vector<domain::GrievanceSummary>& list, const Scene& scene,
                                     ui::Frame& frame) {
  std::optional<Action> action;
  if (list.empty()) {
    frame.Empty(ui::Icon::Success, scene.T("ledger.no_grievances.title"), scene.T("ledger.no_grievances.text"));
    return action;
  }
  const auto grid = frame.BeginGrid({.id = "grievances", .landscape = {2}, .portrait = {1}});
  for (const domain::GrievanceSummary& each : list) {
    const auto clock = domain::ClockAt(scene.institution.response, each.kind, each.step, each.times, scene.now);
    const std::string title = scene.T("ledger.grievance", fmt::arg("kind", scene.T(KindKey(each.kind))),
                                      fmt::arg("number", each.number.Grouped()));
    const std::string subtitle = scene.T("ledger.line", fmt::arg("clock", scene.T(ClockKey(clock.state))),
                                         fmt::arg("due", i18n::DateTime(scene.texts, clock.due)),
                                         fmt::arg("state", scene.T(StepKey(each.step))));
    if (frame.Tile(
            "grievance." + each.number.text(),
            {.icon = ClockIcon(clock.state), .title = title, .subtitle = subtitle, .tint = ClockTint(clock.state)}))
      action = Did(OpenGrievance{each.number});
  }
  return action;
}

std::optional<Action> DrawList(const LedgerState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "ledger",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("staff.back")}, .next = {}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Title(scene.T("ledger.title"), ui::Icon::Repair);
  DrawHandlingProblem(state.problem, scene, frame);
  if (!state.exported.empty()) {
    frame.Banner({.tone = ui::Tone::Success,
                  .title = scene.T("notice.done"),
                  .text = scene.T("ledger.exported", fmt::arg("file", state.exported))});
  }
  {
    const auto tabs = frame.BeginGrid({.id = "tabs", .landscape = {2}, .portrait = {2}, .is_short = true});
    const auto tab = [&](std::string_view id, LedgerTab which, std::string_view text) {
      if (frame.Choice(id, {.text = scene.T(text), .is_selected = state.tab == which}))
        action = Did(ChooseLedgerTab{which == LedgerTab::Grievances});
    };
    tab("tab.lines", LedgerTab::Rectifications, N_("ledger.tab.lines"));
    tab("tab.grievances", LedgerTab::Grievances, N_("ledger.tab.grievances"));
  }
  if (state.tab == LedgerTab::Rectifications) {
    const auto row = frame.BeginRow();
    if (frame.SecondaryButton("ledger.enter", {.text = scene.T("ledger.enter"), .icon = ui::Icon::Edit}))
      action = Did(EnterProblem{});
    if (frame.SecondaryButton("ledger.export",
                              {.text = scene.T("ledger.export"), .icon = ui::Icon::Storage, .is_enabled = !is_saving}))
      action = Did(ExportLedger{});
  }
  if (!state.lines) {
    frame.Empty(ui::Icon::Hourglass, scene.T("grievance.reading"), {});
    return action;
  }
  auto pressed = state.tab == LedgerTab::Rectifications ? DrawLines(*state.lines, scene, frame)
                                                        : DrawGrievances(state.grievances, scene, frame);
  return pressed ? pressed : action;
}

}  // namespace

std::optional<domain::RectifyingRequest> RequestOf(const RectifyingDraft& draft, const Entries& entries) {
  namespace rectifying = domain::rectifying;
  const std::string& words = entries.Text(Field::StaffWords);
  const std::string& more = entries.Text(Field::StaffMore);
  if (!draft.act) return std::nullopt;
  switch (*draft.act) {
    case RectificationAct::Plan:
      if (!draft.owner || !draft.due || words.empty() || more.empty()) return std::nullopt;
      return rectifying::Plan{.cause = words,
                              .measure = more,
                              .owner = *draft.owner,
                              .due = *draft.due,
                              .is_about_staff = draft.is_about_staff.value_or(false),
                              .subject = draft.subject};
    case RectificationAct::AddEvidence:
      if (!draft.photo.empty()) return rectifying::AddPhoto{draft.photo};
      if (!words.empty()) return rectifying::AddWords{words};
      return std::nullopt;
    case RectificationAct::ReportDone:
      return rectifying::ReportDone{};
    case RectificationAct::Verify:
      return rectifying::Verify{};
    case RectificationAct::SendBack:
      if (words.empty()) return std::nullopt;
      return rectifying::SendBack{words};
    case RectificationAct::CallBack:
      if (!draft.result) return std::nullopt;
      return rectifying::CallBack{*draft.result, words};
    case RectificationAct::Close:
      return rectifying::Close{};
    case RectificationAct::Appeal:
      if (words.empty()) return std::nullopt;
      return rectifying::Appeal{words};
    case RectificationAct::DecideAppeal:
      if (!draft.is_upheld || words.empty()) return std::nullopt;
      return rectifying::DecideAppeal{*draft.is_upheld, words};
  }
  return std::nullopt;
}

bool CannotBeUndone(RectificationAct act) {
  return act == RectificationAct::Close || act == RectificationAct::DecideAppeal;
}

std::string_view StateKey(domain::RectificationState state) {
  switch (state) {
    case domain::RectificationState::Open:
      return N_("ledger.state.open");
    case domain::RectificationState::Planned:
      return N_("ledger.state.planned");
    case domain::RectificationState::Done:
      return N_("ledger.state.done");
    case domain::RectificationState::Verified:
      return N_("ledger.state.verified");
    case domain::RectificationState::Closed:
      break;
  }
  return N_("ledger.state.closed");
}

std::string ProblemText(const Rectification& line, const Scene& scene) {
  return line.problem.empty() ? ReasonsText(line.reason_codes, scene) : line.problem;
}

std::optional<Action> DrawLedger(const LedgerState& state, const domain::Handler& reader, bool is_saving,
                                 const Scene& scene, ui::Frame& frame) {
  if (state.photo) return DrawEvidencePhoto(*state.photo, scene, frame);
  if (state.draft) return DrawLineAct(state, is_saving, scene, frame);
  if (state.line) return DrawLine(state, reader, is_saving, scene, frame);
  return DrawList(state, is_saving, scene, frame);
}

}  // namespace bianmin::screens
